import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { manifest } from "../../scripts/doors.js";
import { completed, type Lockfile, missingOptionals } from "../../scripts/lockfile.js";
import { platformOf } from "../../scripts/platform.js";

const lockText = readFileSync("package-lock.json", "utf8");
const lock: Lockfile = JSON.parse(lockText);
const entries = Object.entries(lock.packages).filter(([path]) => path !== "");
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

describe("the lockfile", () => {
  it("has every optional package, for every platform", () => {
    expect(Object.keys(missingOptionals(lock)), "run `npm run lockfile`").toEqual([]);
  });

  it("is completed in place, and only once", () => {
    const isNative = ([, entry]: (typeof entries)[number]): boolean => entry.cpu !== undefined;
    const { packages } = lock;
    const without = Object.fromEntries(Object.entries(packages).filter((entry) => !isNative(entry)));
    const again = completed({ packages: without });
    expect(Object.keys(again.packages)).toEqual(Object.keys(packages));
    expect(completed(again)).toBe(again);
  });

  it("knows of each native package what its project published", () => {
    // Entries with an integrity came from a registry, so their platform is the project's own word.
    const published = entries.filter(([, entry]) => entry.integrity !== undefined && entry.cpu !== undefined);
    expect(published.length).toBeGreaterThan(50);
    const siblings = entries.map(([path]) => nameOf(path));
    for (const [path, { os, cpu, libc }] of published) {
      expect({ path, os, cpu, libc }).toEqual({ path, ...platformOf(nameOf(path), siblings) });
    }
  });

  it("refuses to guess a platform", () => {
    expect(() => platformOf("@some/binding-plan9-x64", [])).toThrow("plan9");
  });

  it("finds a nested package that a different version above would hide", () => {
    const parent = { version: "2.0.0", optionalDependencies: { "@x/linux-x64": "2.0.0" } };
    const other = { version: "1.0.0" };
    const packages = { "node_modules/@x/linux-x64": other, "node_modules/x": parent };
    expect(Object.keys(missingOptionals({ packages }))).toEqual(["node_modules/x/node_modules/@x/linux-x64"]);
    const nested = { "node_modules/@x/linux-x64": other, "node_modules/a/node_modules/x": parent };
    expect(Object.keys(missingOptionals({ packages: nested }))).toEqual([
      "node_modules/a/node_modules/@x/linux-x64",
    ]);
  });

  it("names no host", () => {
    expect(lockText).not.toContain('"resolved"');
  });
});

describe("the production tree", () => {
  const production = entries.filter(([, { dev, optional }]) => dev !== true && optional !== true);
  const allowed = "MIT ISC BSD-2-Clause BSD-3-Clause Apache-2.0 0BSD CC0-1.0 Unlicense CC-BY-4.0".split(" ");
  const isAllowed = (expression: string): boolean =>
    expression
      .replace(/[()]/g, "")
      .split(" OR ")
      .some((licence) => allowed.includes(licence));

  it("holds what package.json asks for", () => {
    const names = production.map(([path]) => nameOf(path));
    expect(names).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
  });

  it.each(production)("%s may be given away and runs nothing when installed", (path, entry) => {
    const { license, scripts = {} } = JSON.parse(readFileSync(`${path}/package.json`, "utf8"));
    expect(isAllowed(license), `${path} is under ${license}`).toBe(true);
    expect(entry.hasInstallScript).toBeUndefined();
    expect(Object.keys(scripts)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]),
    );
  });

  it.each([
    ["MIT", true],
    ["MIT OR GPL-3.0", true],
    ["(MIT AND GPL-3.0)", false],
    ["AGPL-3.0-or-later", false],
  ])("judges %s", (expression, expected) => {
    expect(isAllowed(expression)).toBe(expected);
  });
});

describe("versions", () => {
  const { dependencies, devDependencies, scripts } = manifest;

  it("let users have fixes of what runs, and pin what builds", () => {
    for (const range of Object.values(dependencies)) expect(range).toMatch(/^\^\d+\.\d+\.\d+$/);
    for (const range of Object.values(devDependencies)) expect(range).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("keep ua-parser-js below 2, which is under the AGPL", () => {
    expect(dependencies["ua-parser-js"]).toMatch(/^\^1\./);
  });

  it("keep vitest and its coverage package in step: different patches crash npm", () => {
    expect(devDependencies["@vitest/coverage-v8"]).toBe(devDependencies.vitest);
  });

  it("run nothing of ours when a user installs", () => {
    expect(Object.keys(scripts)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^((pre|post)?install|prepare)$/)]),
    );
  });

  it("are stated once: a licence text stands beside its name", () => {
    expect(existsSync("LICENSE")).toBe(true);
  });
});
