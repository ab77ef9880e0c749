import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { TrialgateError } from "trialgate";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { commands, doors, manifest } from "../../scripts/doors.js";
import { TrialgateError as fromItsFile } from "../../src/core/errors.js";

describe("the exports map", () => {
  it.each(doors)("$specifier leads to one module, as source and as built", ({ source, types, output }) => {
    expect(existsSync(source), source).toBe(true);
    expect(output).toBe(source.replace(/^src\/(.*)\.ts$/, "dist/$1.js"));
    expect(types).toBe(output.replace(/\.js$/, ".d.ts"));
  });

  it("names each door, by no wildcard, in the conditions' order", () => {
    for (const [key, target] of Object.entries(manifest.exports)) {
      expect(key).not.toContain("*");
      if (typeof target !== "string") {
        expect(Object.keys(target)).toEqual(["trialgate-source", "types", "default"]);
      } else {
        expect(existsSync(target), target).toBe(true);
      }
    }
  });

  it("has a source for each command", () => {
    for (const { source } of commands) expect(existsSync(source), source).toBe(true);
  });
});

describe("the public name leads to src/", () => {
  it("in vitest", () => {
    expect(TrialgateError).toBe(fromItsFile);
  });

  it("in tsx, which runs the examples", () => {
    const script = 'console.log(import.meta.resolve("trialgate/core"))';
    const args = [
      "--import",
      "tsx",
      "--conditions=trialgate-source",
      "--input-type=module",
      "--eval",
      script,
    ];
    const resolved = execFileSync(process.execPath, args, { encoding: "utf8" }).trim();
    expect(resolved).toBe(pathToFileURL("src/core/index.ts").href);
  });

  it("in tsc", () => {
    const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
    const inRepository = `${process.cwd()}/test/any.ts`;
    const found = ts.resolveModuleName(
      "trialgate/core",
      inRepository,
      options,
      ts.sys,
      undefined,
      undefined,
      ts.ModuleKind.ESNext,
    );
    expect(found.resolvedModule?.resolvedFileName).toBe(`${process.cwd()}/src/core/index.ts`);
  });
});
