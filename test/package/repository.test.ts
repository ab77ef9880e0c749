import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const skipped = new Set(["node_modules", ".git", "dist", "coverage", ".cache"]);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() && !entry.name.endsWith(".tgz") ? [path] : [];
  });
}

const machinePath = /(?<![\w.-])\/(root|work|tmp|home\/\w+|Users\/\w+)\/\w|[A-Z]:\\Users\\/;
const registryHost = /\/\/[\w.-]*(registry|artifactory|verdaccio|nexus|jfrog)|\bregistry\.(npmjs|yarnpkg)\b/i;

/** The lines of `text` that only make sense on one machine. */
function machineLines(text: string): readonly string[] {
  const own = process.cwd();
  return text
    .split("\n")
    .filter((line) => machinePath.test(line) || registryHost.test(line) || line.includes(`${own}/`));
}

describe("the repository", () => {
  it("names no machine and no registry", () => {
    const found = filesBelow(".").flatMap((file) =>
      machineLines(readFileSync(file, "utf8")).map((line) => `${file}: ${line.slice(0, 200)}`),
    );
    expect(found).toEqual([]);
  });

  it.each(["root", "work", "home/ada", "Users/ada"])("would see a path below /%s", (folder) => {
    expect(machineLines(`see /${folder}/project`)).toHaveLength(1);
    expect(machineLines(`file:///${folder}/project`)).toHaveLength(1);
    expect(machineLines(`https://example.com/${folder}/project and ./${folder}/x`)).toEqual([]);
  });

  it("would see a registry", () => {
    expect(machineLines(["https:", "", "registry.example.com", "zod"].join("/"))).toHaveLength(1);
  });
});
