import { resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { type Block, blocksOf, programsOf } from "../../scripts/docs/blocks.js";
import { markdownFiles, textOf } from "../../scripts/docs/files.js";

/** What TypeScript says of programs that exist only in memory, each beside the file that shows it. */
function complaints(programs: readonly Block[]): readonly string[] {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const texts = new Map(programs.map((program) => [resolve(`${program.file}.${program.line}.ts`), program]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  // Every block is a module: two of them may use one name.
  host.readFile = (path) => {
    const program = texts.get(path);
    return program === undefined ? readFile(path) : `${program.text}\nexport {};\n`;
  };
  host.getSourceFile = (path, languageVersion) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, languageVersion);
  };
  const compiled = ts.createProgram([...texts.keys()], options, host);
  return [...texts].flatMap(([path, { file, line }]) => {
    const source = compiled.getSourceFile(path);
    const found = [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)];
    return found.map(({ start = 0, messageText }) => {
      const at = line + (source?.getLineAndCharacterOfPosition(start).line ?? 0);
      return `${file}:${at} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  });
}

const programs = markdownFiles.flatMap((file) => programsOf(blocksOf(file, textOf(file))));

describe("the TypeScript in the docs", () => {
  // The types of the clients that stores are given are many.
  it("compiles, strictly, against the public names", { timeout: 60_000 }, () => {
    expect(programs.length).toBeGreaterThan(10);
    expect(complaints(programs)).toEqual([]);
  });

  it("would be told by file and line if it did not", () => {
    const text = 'import { scoreSignup } from "trialgate";\n\nscoreSignup(1, 2, 3);';
    const found = complaints([{ file: "docs/x.md", line: 40, info: "ts", text, height: 3 }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^docs\/x\.md:42 Expected 2 arguments/);
  });

  it("would be told of a misspelt import", () => {
    const text = 'import { scoreSignups } from "trialgate";\nvoid scoreSignups;';
    expect(complaints([{ file: "README.md", line: 1, info: "ts", text, height: 2 }])[0]).toMatch(
      /^README\.md:1 /,
    );
  });
});

describe("blocks of a Markdown file", () => {
  const markdown = "# x\n```ts\nconst a = 1;\n```\ntext\n```ts continued\nvoid a;\n```\n```sh\nls\n```\n";
  const blocks = blocksOf("x.md", markdown);

  it("know their line", () => {
    expect(blocks.map(({ line, info }) => `${line} ${info}`)).toEqual(["3 ts", "7 ts continued", "10 sh"]);
  });

  it("are joined when one continues another, each line where it was", () => {
    expect(programsOf(blocks)).toEqual([
      { file: "x.md", line: 3, info: "ts", text: "const a = 1;\n\n\n\nvoid a;", height: 5 },
    ]);
  });
});
