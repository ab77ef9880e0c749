import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, resolve } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doors, manifest } from "../../scripts/doors.js";

// What a user gets: the packed tarball, installed in an empty project beside its declared dependencies and nothing
// else. `npm test` builds first; in an editor, `npm run build`.

const consumer = mkdtempSync(join(tmpdir(), "trialgate-consumer-"));
const installed = join(consumer, "node_modules", manifest.name);
const specifiers = doors.map(({ specifier }) => specifier);
let files: readonly string[] = [];
let tarball = "";

const run = (file: string, args: readonly string[]): string =>
  execFileSync(file, args, { cwd: consumer, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const node = (...args: readonly string[]): string => run(process.execPath, args);

beforeAll(() => {
  const missing = doors.filter(({ output }) => !existsSync(output));
  if (missing.length > 0)
    throw new Error(`run \`npm run build\`: no ${missing.map(({ output }) => output).join()}`);

  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", consumer];
  const packed = execFileSync(npm, pack, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const [{ filename, files: contents }] = JSON.parse(packed);
  tarball = join(consumer, filename);
  files = contents.map(({ path }: { path: string }) => path);

  mkdirSync(installed, { recursive: true });
  run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
  for (const name of [...Object.keys(manifest.dependencies), "@types/node"]) {
    const link = join(consumer, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve("node_modules", name), link, "junction");
  }
  writeFileSync(join(consumer, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }');
}, 60_000);

afterAll(() => rmSync(consumer, { recursive: true, force: true }));

describe("the tarball", () => {
  it("holds what the doors and the commands need, and nothing that only we need", () => {
    const wanted = [
      ...doors.flatMap(({ source, types, output }) => [source, types, output]),
      ...Object.values(manifest.bin).map((path) => posix.normalize(path)),
      ...["LICENSE", "NOTICE", "README.md", "package.json", "policy.schema.json"],
    ];
    expect(wanted.filter((path) => !files.includes(path))).toEqual([]);
    const known = /^(dist|src)\/|^(LICENSE|NOTICE|README\.md|package\.json|policy\.schema\.json)$/;
    expect(files.filter((path) => !known.test(path))).toEqual([]);
  });

  it("satisfies publint", async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  it("satisfies attw", { timeout: 60_000 }, () => {
    const attw = resolve("node_modules/@arethetypeswrong/cli/dist/index.js");
    const data = Object.keys(manifest.exports).filter((key) => key.endsWith(".json"));
    const args = [attw, tarball, "--profile", "esm-only", "--no-definitely-typed", "--format", "json"];
    const { analysis } = JSON.parse(node(...args, "--exclude-entrypoints", ...data));
    // The report also lists how resolution failed before `exports`, and that require() meets ESM: both are wanted.
    const old = ["node10", "node16-cjs"];
    const problems = analysis.problems.filter(({ resolutionKind = "" }) => !old.includes(resolutionKind));
    expect(problems).toEqual([]);
    expect(Object.keys(analysis.entrypoints)).toHaveLength(doors.length);
  });
});

describe("in plain Node", () => {
  const script = (load: string): string =>
    `const all = {}; for (const door of ${JSON.stringify(specifiers)}) all[door] = Object.keys(${load}).sort();
     console.log(JSON.stringify(all));`;

  it("import() and require() of every door give the same names, and the process ends by itself", () => {
    const imported = JSON.parse(node("--input-type=module", "--eval", script("await import(door)")));
    const noWarning = "--disable-warning=ExperimentalWarning";
    const required = JSON.parse(node(noWarning, "--input-type=commonjs", "--eval", script("require(door)")));
    for (const specifier of specifiers) expect(imported[specifier], specifier).not.toEqual([]);
    const names = (all: Record<string, string[]>): unknown =>
      Object.values(all).map((list) => list.filter((name) => name !== "__esModule"));
    expect(names(required)).toEqual(names(imported));
  });

  it("the command answers --help", () => {
    expect(node(join(installed, manifest.bin.trialgate ?? ""), "--help")).toContain("trialgate");
  });
});

describe("in a strict TypeScript project", () => {
  // A door for users of another package has its types from there, and is opened by nobody else.
  const peers = Object.keys(manifest.peerDependencies);
  const isForPeer = (door: string): boolean => peers.some((peer) => door === `${manifest.name}/${peer}`);
  const programOf = (opened: readonly string[]): string =>
    `${opened.map((door, index) => `import * as door${index} from "${door}";`).join("\n")}
export const doors = [${opened.map((_, index) => `door${index}`).join(", ")}];\n`;
  const everyones = programOf(specifiers.filter((door) => !isForPeer(door)));

  it.each([
    [
      "a browser-like platform, module nodenext",
      { lib: ["lib.es2023.d.ts", "lib.dom.d.ts"], types: [] },
      "NodeNext",
      everyones,
    ],
    ["Node, with a bundler", { lib: ["lib.es2023.d.ts"], types: ["node"] }, "Bundler", everyones],
    [
      "Node, beside the packages that some doors are for",
      { lib: ["lib.es2023.d.ts"], types: ["node"] },
      "NodeNext",
      programOf(specifiers),
    ],
  ])("%s", { timeout: 60_000 }, (_, platform, moduleResolution, program) => {
    const entry = join(consumer, "main.ts");
    writeFileSync(entry, program);
    for (const peer of program === everyones ? [] : peers) {
      symlinkSync(resolve("node_modules", peer), join(consumer, "node_modules", peer), "junction");
    }
    const options: ts.CompilerOptions = {
      ...platform,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
      target: ts.ScriptTarget.ES2023,
      module: moduleResolution === "Bundler" ? ts.ModuleKind.ESNext : ts.ModuleKind.NodeNext,
      moduleResolution:
        moduleResolution === "Bundler" ? ts.ModuleResolutionKind.Bundler : ts.ModuleResolutionKind.NodeNext,
      typeRoots: [join(consumer, "node_modules", "@types")],
    };
    const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([entry], options));
    expect(diagnostics.map(({ messageText, file }) => [file?.fileName, messageText])).toEqual([]);
  });
});

describe("outside Node", () => {
  it("no door loads a Node module: only the command may", () => {
    const seen = new Set<string>();
    const reachable = (file: string): readonly string[] => {
      if (seen.has(file)) return [];
      seen.add(file);
      const { importedFiles } = ts.preProcessFile(readFileSync(join(installed, file), "utf8"), true, true);
      return importedFiles.flatMap(({ fileName }) =>
        fileName.startsWith(".") ? reachable(posix.join(posix.dirname(file), fileName)) : fileName,
      );
    };
    const packages = doors.flatMap(({ output }) => reachable(output));
    expect(packages.filter((name) => name.startsWith("node:"))).toEqual([]);
    expect(packages.length).toBeGreaterThan(0);
  });
});
