import { resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { doors } from "../../scripts/doors.js";

const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
const program = ts.createProgram(
  doors.map(({ source }) => source),
  options,
);
const checker = program.getTypeChecker();

interface PublicName {
  readonly name: string;
  readonly kind: "value" | "type";
  readonly documented: boolean;
}

function publicNames(source: string): readonly PublicName[] {
  const file = program.getSourceFile(resolve(source));
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) return [];
  const names = checker.getExportsOfModule(module).map((exported): PublicName => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const kind = symbol.flags & ts.SymbolFlags.Value ? "value" : "type";
    return { name: exported.name, kind, documented: symbol.getDocumentationComment(checker).length > 0 };
  });
  return names.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const surface = doors.map(({ specifier, source }) => ({ specifier, names: publicNames(source) }));

describe("the public surface", () => {
  // A name in the list is a promise. `npx vitest run test/package/public-names.test.ts -u` after a wanted change.
  it("is the checked-in list", async () => {
    const text = surface.map(({ specifier, names }) =>
      [specifier, ...names.map(({ name, kind }) => `  ${kind === "type" ? "type " : ""}${name}`)].join("\n"),
    );
    await expect(`${text.join("\n\n")}\n`).toMatchFileSnapshot("public-names.txt");
  });

  it("says of every name what the name cannot", () => {
    const silent = surface.flatMap(({ specifier, names }) =>
      names.filter(({ documented }) => !documented).map(({ name }) => `${specifier}: ${name}`),
    );
    expect(silent).toEqual([]);
  });
});
