import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = "src/simulate";
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((it) => it.endsWith(".ts"));

/** What a file takes from a door of the package, without the types. */
function takenBy(file: string): readonly string[] {
  const text = readFileSync(`${folder}/${file}`, "utf8");
  const imports = text.matchAll(/import (type )?\{([^}]*)\} from "(trialgate[^"]*)";/g);
  return [...imports].flatMap(([, type, names = "", door]) =>
    type === undefined
      ? names
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== "" && !name.startsWith("type "))
          .map((name) => `${door} ${name}`)
      : [],
  );
}

// Units of time and the words of errors say nothing about how anything is scored.
const harmless = new Set(
  ["days", "hours", "minutes", "TrialgateError"]
    .map((name) => `trialgate ${name}`)
    .concat("trialgate/core problemUnless", "trialgate/core unknownOptions"),
);

describe("the simulated world", () => {
  it("knows nothing of how it is scored: no list, no weight, no threshold", () => {
    expect(files.length).toBeGreaterThan(40);
    const taken = files.flatMap((file) => takenBy(file).map((what) => `${file}: ${what}`));
    expect(taken.filter((line) => !harmless.has(line.slice(line.indexOf(": ") + 2)))).toEqual([
      "score-world.ts: trialgate createScorer",
      "score-world.ts: trialgate memoryStore",
    ]);
  });

  it("imports in no other way than these tests read", () => {
    for (const file of files) {
      const text = readFileSync(`${folder}/${file}`, "utf8");
      const mentioned = text.match(/from "trialgate[^"]*"/g)?.length ?? 0;
      const read = text.match(/import (type )?\{[^}]*\} from "trialgate[^"]*"/g)?.length ?? 0;
      expect(read, file).toBe(mentioned);
      expect(text, file).not.toMatch(/import\(|import \* as/);
    }
  });
});
