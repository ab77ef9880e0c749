/**
 * How much of an operator's own published ranges the tables know. Each argument is a text file with one CIDR a line,
 * such as the clouds publish: `npx tsx scripts/build-lists/measure-networks.ts amazon.txt google.txt`. Without one,
 * prints what the tables hold for each kind and operator.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseIp } from "../../src/identifiers/ip.js";
import { builtinLists } from "../../src/lists/builtin.js";
import { groupOperators, readV4 } from "./networks.js";

/** The /24 networks that an IPv4 CIDR covers, as addresses of one word. */
function* networksOf(cidr: string): Generator<readonly number[]> {
  const [text = "", bits = "32"] = cidr.trim().split("/");
  const ip = parseIp(text);
  if (!ip.ok || ip.value.words.length !== 1) return;
  const first = ip.value.words[0] ?? 0;
  const last = first + 2 ** (32 - Number(bits)) - 1;
  for (let word = first; word <= last; word += 256) yield [word];
}

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
  const shares = [...kinds].map(([kind, count]) => [kind, `${((100 * count) / total).toFixed(1)} %`]);
  return { file: basename(file), "/24 networks": total, ...Object.fromEntries(shares) };
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
console.table(
  files.length > 0 ? files.map(coverage) : holdings().sort((a, b) => Number(b.ranges) - Number(a.ranges)),
);
