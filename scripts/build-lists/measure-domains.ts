/**
 * How much of tomorrow's disposable domains today's lists find. Every input is frozen at an older published version
 * of the npm data; the questions are the domains that a newer version added. `npx tsx scripts/build-lists/measure-domains.ts`
 * fetches the older versions with npm into `.cache`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describeDomain } from "../../src/identifiers/domain.js";
import { openDomains } from "../../src/lists/domains.js";
import { domainNames, packDomains } from "./domains.js";
import { type DisposableLists, readDisposable } from "./sources.js";

const COMMUNITY = "disposable-email-domains-js";
const LIST = "package/dist/dict/disposable_email_blocklist.json";
const SPLITS = [
  ["1.11.0", "1.16.0"],
  ["1.16.0", "1.20.0"],
  ["1.20.0", "1.24.0"],
  ["1.24.0", "1.25.0"],
  ["1.25.0", "1.26.0"],
] as const;

const cache = fileURLToPath(new URL("./.cache/", import.meta.url));

function published(version: string): string[] {
  const folder = `${cache}${COMMUNITY}-${version}`;
  if (!existsSync(`${folder}/${LIST}`)) {
    mkdirSync(folder, { recursive: true });
    const pack = ["pack", "--silent", `${COMMUNITY}@${version}`];
    const tarball = execFileSync("npm", pack, { cwd: folder, encoding: "utf8" }).trim();
    execFileSync("tar", ["xzf", tarball], { cwd: folder });
  }
  return JSON.parse(readFileSync(`${folder}/${LIST}`, "utf8")) as string[];
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

const rows = SPLITS.map(([older, newer]) => {
  // The other lists have no older version from before the split, except the one that stopped in 2022.
  const frozen: DisposableLists = {
    ...readDisposable(),
    community: published(older),
    fakefilter: [],
    expired: [],
    broad: [],
  };
  const ask = openDomains([packDomains(domainNames(frozen), [])]);
  const known = new Set([...frozen.community]);
  const added = published(newer).filter((domain) => !known.has(domain));
  const old = new Set(frozen.old);
  const answers = added.map((domain) => ask(describeDomain(domain)));
  const listed = answers.filter(({ disposable }) => disposable).length;
  const found = answers.filter(({ disposable, privateSuffix }) => disposable || privateSuffix).length;
  return {
    split: `${older} to ${newer}`,
    added: added.length,
    "Set of disposable-email-domains": percent(
      added.filter((domain) => old.has(domain)).length,
      added.length,
    ),
    "tables, parents and promotion": percent(listed, added.length),
    "and private suffixes": percent(found, added.length),
  };
});
console.table(rows);
