import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { manifest } from "../../scripts/doors.js";
import { type Sources, violations } from "./rules.js";

const sources: Sources = Object.fromEntries(
  readdirSync("src", { recursive: true, encoding: "utf8" })
    .map((file) => `src/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts")) // a .d.ts describes somebody else's module
    .map((file) => [file, readFileSync(file, "utf8")]),
);

describe("the source", () => {
  it("keeps every rule of the house", () => {
    expect(violations(sources)).toEqual([]);
  });

  it("imports every package that users must install", () => {
    const all = Object.values(sources).join("\n");
    const unused = Object.keys(manifest.dependencies).filter((name) => !all.includes(`"${name}`));
    expect(unused).toEqual([]);
  });
});

// A checker that never complains would pass as well: each rule is broken here once, alone.
describe("the checker", () => {
  const empty = { "src/core/a.ts": "", "src/signup/a.ts": "", "src/usage/a.ts": "" };
  const broken: readonly [rule: string, file: string, text: string, complaint: string][] = [
    ["core below all", "src/core/b.ts", 'import { x } from "../signup/a.js";', "core must not import"],
    ["types count too", "src/core/b.ts", 'import type { X } from "../signup/a.js";', "core must not import"],
    ["re-exports count", "src/core/b.ts", 'export { x } from "../signup/a.js";', "core must not import"],
    ["import() counts", "src/core/b.ts", 'const x = import("../signup/a.js");', "core must not import"],
    ["import types count", "src/core/b.ts", 'type X = import("../signup/a.js").X;', "core must not import"],
    [
      "stores see only core",
      "src/stores/b.ts",
      'import { x } from "../signup/a.js";',
      "stores must not import",
    ],
    ["tiers see only core", "src/tiers/b.ts", 'import { x } from "../signup/a.js";', "tiers must not import"],
    ["lists below signup", "src/lists/b.ts", 'import { x } from "../signup/a.js";', "lists must not import"],
    ["identifiers see only core", "src/identifiers/b.ts", 'import "../signup/a.js";', "identifiers must not"],
    [
      "signup apart from usage",
      "src/signup/b.ts",
      'import { x } from "../usage/a.js";',
      "signup must not import",
    ],
    [
      "usage apart from signup",
      "src/usage/b.ts",
      'import { x } from "../signup/a.js";',
      "usage must not import",
    ],
    ["the root door sees no usage", "src/index.ts", 'export { x } from "./usage/a.js";', "index.ts must not"],
    ["others come by a door", "src/cli/b.ts", 'import { x } from "../signup/a.js";', "cli must not import"],
    ["doors exist", "src/cli/b.ts", 'import { x } from "trialgate/nowhere";', "is not a door"],
    ["no door from below", "src/signup/b.ts", 'import { x } from "trialgate";', "paths are relative"],
    ["targets exist", "src/core/b.ts", 'import { x } from "./nowhere.js";', "is not a source file"],
    ["packages have a home", "src/signup/b.ts", 'import { z } from "zod";', "the package zod"],
    ["core has no package", "src/core/schema.ts", 'import { z } from "zod";', "the package zod"],
    ["unknown packages", "src/signup/b.ts", 'import x from "@scope/x/deep";', "the package @scope/x"],
    ["heavy packages wait", "src/identifiers/phone.ts", 'import "libphonenumber-js/max";', "import() alone"],
    [
      "heavy packages wait, inline types",
      "src/identifiers/phone.ts",
      'import { type X } from "libphonenumber-js";',
      "import() alone",
    ],
    ["Node stays outside", "src/core/b.ts", 'import { x } from "node:fs";', "only src/cli"],
    ["the clock", "src/signup/b.ts", "const t = Date.now();", "outside: Date.now"],
    ["the clock, constructed", "src/signup/b.ts", "const t = new Date();", "outside: Date"],
    ["the clock, aliased", "src/signup/b.ts", "const { now } = Date;", "outside: Date"],
    ["chance", "src/signup/b.ts", "const t = Math.random();", "outside: Math.random"],
    ["chance, aliased", "src/signup/b.ts", "const { random } = Math;", "outside: Math"],
    [
      "chance, as an identifier",
      "src/signup/b.ts",
      "const t = crypto.randomUUID();",
      "outside: crypto.randomUUID",
    ],
    ["environment", "src/signup/b.ts", "const t = process.env.X;", "outside: process"],
    ["environment, sideways", "src/signup/b.ts", "const t = globalThis.process;", "outside: globalThis"],
    ["the other clock", "src/signup/b.ts", "const t = performance.now();", "outside: performance"],
    ["timers", "src/signup/b.ts", "setTimeout(() => {}, 1);", "outside: setTimeout"],
    ["output", "src/signup/b.ts", 'console.log("x");', "outside: console"],
    ["network", "src/signup/b.ts", 'fetch("x");', "outside: fetch"],
    ["a clock in a deadline", "src/core/deadline.ts", "const t = Date.now();", "outside: Date.now"],
    ["any", "src/core/b.ts", "export const x: any = 1;", "says any"],
    ["any, inside", "src/core/b.ts", "export type X = readonly any[];", "says any"],
    ["classes", "src/core/b.ts", "export class X {}", "declares a class: X"],
    ["default export", "src/core/b.ts", "export default 1;", "exports a default"],
    [
      "default export, renamed",
      "src/core/b.ts",
      "const x = 1; export { x as default };",
      "exports a default",
    ],
    ["export star", "src/core/b.ts", 'export * from "./a.js";', "re-exports without naming"],
    ["barrels define nothing", "src/core/index.ts", "export const x = 1;", "a barrel only re-exports"],
    ["top-level await", "src/core/b.ts", "await x;", "awaits at top level"],
    ["module state", "src/core/b.ts", "let x = 1;", "module-level state"],
    ["length", "src/core/b.ts", "x;\n".repeat(301), "301 lines"],
    ["file names", "src/core/someThing.ts", "", "not kebab-case"],
    ["compiler switched off", "src/core/b.ts", "// @ts-expect-error", "switches the compiler off"],
  ];

  it.each(broken)("bites: %s", (_, file, text, complaint) => {
    const found = violations({ ...empty, [file]: text });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(complaint);
  });

  it("bites: one signal that imports another", () => {
    const found = violations({
      "src/signup/signals/a.ts": 'import { b } from "./b.js";',
      "src/signup/signals/b.ts": "",
      "src/signup/signals/index.ts": 'export { b } from "./b.js";',
    });
    expect(found).toEqual(["src/signup/signals/a.ts: signup must not import src/signup/signals/b.ts"]);
  });

  it("bites: an import cycle", () => {
    const found = violations({
      "src/core/a.ts": 'import { b } from "./b.js";',
      "src/core/b.ts": 'import { c } from "./c.js";',
      "src/core/c.ts": 'import { a } from "./a.js";',
    });
    expect(found).toEqual(["cycle: src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts"]);
  });

  it("leaves alone what only looks alike", () => {
    const text = [
      '// Date.now() and import "zod" in a comment',
      'export const text = "Math.random() process.env";',
      "export const at = new Date(0).getTime() + Date.UTC(2026, 0) + Math.max(1, 2);",
      "export const field = { process: 1, console: 2 }.process;",
      "export const any = (value: unknown): boolean => value instanceof Date;",
      'import type { X } from "node:crypto";',
      "export interface Timer { setTimeout(): void; readonly performance: Date }",
      "export async function f(): Promise<void> { await 1; switch (1) { default: } }",
    ].join("\n");
    expect(violations({ "src/core/b.ts": text })).toEqual([]);
  });
});
