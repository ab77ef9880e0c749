/**
 * How much of tomorrow's disposable domains today's lists find, and how many honest domains they flag: `npm run
 * lists:measure`. Every list is frozen at an older published version of the npm data; the questions are the domains
 * that a newer version added. npm fetches the older versions into `.cache`. Only `data/free-hosts.txt` was written
 * later, with the last split in sight: its gain there stands in a column of its own.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describeDomain } from "../../src/identifiers/domain.js";
import { builtinLists } from "../../src/lists/builtin.js";
import { openDomains } from "../../src/lists/domains.js";
import type { DomainKnowledge } from "../../src/lists/lists.js";
import { domainNames, packDomains } from "./domains.js";
import { schools } from "./education.js";
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

const isFlagged = ({ disposable, privateSuffix }: DomainKnowledge): boolean =>
  disposable !== undefined || privateSuffix;

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
  const found = answers.filter(isFlagged).length;
  const onlyByHand = answers.filter(
    (known, index) =>
      isFlagged(known) && !known.disposable && !describeDomain(added[index] ?? "").privateSuffix,
  ).length;
  return {
    split: `${older} to ${newer}`,
    added: added.length,
    "Set of disposable-email-domains": percent(
      added.filter((domain) => old.has(domain)).length,
      added.length,
    ),
    "tables, parents and promotion": percent(listed, added.length),
    "and private suffixes": percent(found - onlyByHand, added.length),
    "and free hosts by hand": percent(found, added.length),
  };
});
console.table(rows);

/** The different mail domains that the authors of the installed packages write from. */
function authors(folder = fileURLToPath(new URL("../../node_modules/", import.meta.url))): Set<string> {
  const found = readdirSync(folder).flatMap((name) => {
    if (name.startsWith("@")) return [...authors(`${folder}${name}/`)];
    const file = `${folder}${name}/package.json`;
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    return [...text.matchAll(/[\w.+-]{1,64}@((?:[a-z0-9-]{1,63}\.)+[a-z]{2,20})(?=["> ])/gi)].map(
      ([, domain = ""]) => domain.toLowerCase(),
    );
  });
  return new Set(found);
}

const lists = builtinLists();
console.table(
  Object.entries({ schools: schools(), "authors of npm packages": [...authors()] }).map(([who, domains]) => {
    const flagged = domains.filter((domain) => isFlagged(lists.domain(describeDomain(domain))));
    return { who, domains: domains.length, flagged: flagged.length, which: flagged.slice(0, 3).join(" ") };
  }),
);
