import { blocksOf, programsOf, shownOutput } from "./blocks.js";
import { runProgram } from "./run-program.js";
import { sections } from "./sections.js";

/** A Markdown file as it should be: generated sections written anew, and below every runnable program what it prints. */
export async function rendered(file: string, markdown: string): Promise<string> {
  return withOutputs(file, withSections(file, markdown));
}

function withSections(file: string, markdown: string): string {
  return markdown.replace(
    /(<!-- generated: (\w+) -->)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => {
      const write = sections[name];
      if (write === undefined) throw new Error(`${file}: nothing generates a section called "${name}"`);
      return `${start}\n\n${write()}\n\n${end}`;
    },
  );
}

async function withOutputs(file: string, markdown: string): Promise<string> {
  const blocks = blocksOf(file, markdown);
  const lines = markdown.split("\n");
  // From the end, so that the lines above stay where they are.
  for (const program of programsOf(blocks)
    .filter(({ info }) => info === "ts run")
    .toReversed()) {
    const printed = await runProgram(program);
    const shown = shownOutput(blocks, program);
    if (shown !== undefined) {
      lines.splice(shown.line - 1, shown.height, ...printed.split("\n"));
    } else if (printed !== "") {
      throw new Error(`${file}:${program.line}: prints something, and no "text output" block shows it`);
    }
  }
  return lines.join("\n");
}
