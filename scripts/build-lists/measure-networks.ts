/**
 * How much of the large clouds the tables know, and what they hold for each operator: `npm run lists:measure`. Each
 * argument is a text file with one CIDR a line, such as the clouds publish; with one, the table is of those ranges:
 * `npx tsx scripts/build-lists/measure-networks.ts amazon.txt google.txt`.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseIp } from "../../src/identifiers/ip.js";
import { builtinLists } from "../../src/lists/builtin.js";
import { groupOperators, readV4, readV6 } from "./networks.js";
import { readLines } from "./sources.js";

/** The /24 networks that an IPv4 CIDR covers, as addresses of one word. */
function* networksOf(cidr: string): Generator<readonly number[]> {
  const [text = "", bits = "32"] = cidr.trim().split("/");
  const ip = parseIp(text);
  if (!ip.ok || ip.value.words.length !== 1) return;
  const first = ip.value.words[0] ?? 0;
  const last = first + 2 ** (32 - Number(bits)) - 1;
  for (let word = first; word <= last; word += 256) yield [word];
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

function coverage(file: string): Record<string, string | number> {
  const lists = builtinLists();
  const kinds = new Map<string, number>();
  let total = 0;
  for (const cidr of readFileSync(file, "utf8").split("\n")) {
    for (const words of networksOf(cidr)) {
      const kind = lists.network({ words }).kind ?? "unknown";
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      total++;
    }
  }
  const shares = [...kinds].map(([kind, count]) => [kind, percent(count, total)]);
  return { file: basename(file), "/24 networks": total, ...Object.fromEntries(shares) };
}

/**
 * Of the networks that a cloud's AS numbers announce: how many the packed tables call hosting. It holds the sorting of
 * operators by name against their numbers, and the packing; it cannot see a range that the routes do not show.
 */
function clouds(): Record<string, string | number>[] {
  const lists = builtinLists();
  const isHosting = (words: readonly number[]): boolean => lists.network({ words }).kind === "hosting";
  const announced = { v4: readV4(), v6: readV6() };
  return readLines("clouds.txt").map((line) => {
    const [cloud = "", ...asns] = line.split(/\s+/);
    const isOwn = ({ asn }: { asn: number }): boolean => asns.includes(String(asn));
    let [v4, hosting4, v6, hosting6] = [0, 0, 0, 0];
    for (const { first, last } of announced.v4.filter(isOwn)) {
      for (let key = first; key <= last; key++, v4++) if (isHosting([key * 256])) hosting4++;
    }
    // An IPv6 range holds too many networks to ask each: its first and its last speak for it.
    for (const key of announced.v6.filter(isOwn).flatMap(({ first, last }) => [first, last])) {
      v6++;
      if (isHosting([Math.floor(key / 65_536), (key % 65_536) * 65_536, 0, 0])) hosting6++;
    }
    const numbers = asns.filter((asn) => lists.network(undefined, Number(asn)).kind === "hosting").length;
    return {
      cloud,
      "IPv4 /24": v4,
      "hosting (v4)": percent(hosting4, v4),
      "IPv6 ranges": v6 / 2,
      "hosting (v6)": percent(hosting6, v6),
      "AS numbers": `${numbers} of ${asns.length}`,
    };
  });
}

function holdings(): Record<string, string | number>[] {
  const { groups, groupOf } = groupOperators();
  const counts = new Map<string, { ranges: number; networks: number }>();
  for (const { first, last, asn, name } of readV4()) {
    const group = groups[groupOf(asn, name) - 1];
    if (!group) continue;
    const key = `${group.kind} ${group.operator ?? "(others)"}`;
    const { ranges, networks } = counts.get(key) ?? { ranges: 0, networks: 0 };
    counts.set(key, { ranges: ranges + 1, networks: networks + last - first + 1 });
  }
  return [...counts].map(([who, { ranges, networks }]) => ({ who, ranges, "/24 networks": networks }));
}

const files = process.argv.slice(2);
if (files.length > 0) console.table(files.map(coverage));
else {
  console.table(clouds());
  console.table(holdings().sort((a, b) => Number(b.ranges) - Number(a.ranges)));
}
