/** One fenced block of a Markdown file. */
export interface Block {
  readonly file: string;
  /** Line of its first line of text, from 1. */
  readonly line: number;
  /** What stands behind the fence: `ts`, `ts run`, `text output`, `sh`. */
  readonly info: string;
  readonly text: string;
  /** How many lines the text has; 0 when the fences touch. */
  readonly height: number;
}

/** Every fenced block of a Markdown text, in order. Fences are three backticks at the start of a line. */
export function blocksOf(file: string, markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { info: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    if (!line.startsWith("```")) open?.lines.push(line);
    else if (open === undefined) open = { info: line.slice(3).trim(), line: index + 2, lines: [] };
    else {
      const { lines, ...head } = open;
      blocks.push({ file, ...head, text: lines.join("\n"), height: lines.length });
      open = undefined;
    }
  }
  return blocks;
}

/** The TypeScript of a file as it is compiled: a `ts continued` block stands below all blocks it continues. */
export function programsOf(blocks: readonly Block[]): readonly Block[] {
  const programs: Block[] = [];
  for (const block of blocks.filter(({ info }) => /^ts\b/.test(info))) {
    const before = programs.at(-1);
    if (block.info !== "ts continued" || before?.file !== block.file) programs.push(block);
    else programs[programs.length - 1] = joined(before, block);
  }
  return programs;
}

/** One program of two blocks. Blank lines between keep each line where it stands in the file. */
function joined(before: Block, block: Block): Block {
  const gap = block.line - before.line - before.height;
  return {
    ...before,
    text: before.text + "\n".repeat(gap + 1) + block.text,
    height: before.height + gap + block.height,
  };
}

/** The printed lines that the file shows below a program marked `run`; undefined where none are shown. */
export function shownOutput(blocks: readonly Block[], program: Block): Block | undefined {
  const end = program.line + program.height;
  const next = blocks.find(({ line }) => line > end);
  return next?.info === "text output" ? next : undefined;
}
