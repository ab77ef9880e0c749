import { readFileSync } from "node:fs";

/** One way into the package: what an importer writes, the module that answers, and what the build makes of it. */
export interface Door {
  /** The specifier, such as `trialgate/core`. */
  readonly specifier: string;
  /** Paths from the repository's root, without a leading `./`. */
  readonly source: string;
  readonly types: string;
  readonly output: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The repository's own package.json. */
export const manifest: Manifest = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);

const path = (relative: string | undefined): string => (relative ?? "").replace(/^\.\//, "");

/** Every door that leads to code, in the order of the exports map, which is the only list of them. */
export const doors: readonly Door[] = Object.entries(manifest.exports).flatMap(([key, target]) =>
  typeof target === "string"
    ? []
    : {
        specifier: manifest.name + key.slice(1),
        source: path(target["trialgate-source"]),
        types: path(target.types),
        output: path(target.default),
      },
);

/** The modules behind the commands in `bin`. */
export const commands: readonly Pick<Door, "source" | "output">[] = Object.values(manifest.bin).map(
  (output) => ({
    source: path(output).replace(/^dist\/(.*)\.js$/, "src/$1.ts"),
    output: path(output),
  }),
);
