import { readFileSync } from "node:fs";
import type { NetworkGroup, NetworkTables } from "../../src/lists/networks.js";
import { packRanges, type Range } from "../../src/lists/range-table.js";
import { operatorRules } from "./operators.js";
import { readLines } from "./sources.js";

/** One announced range: keys are /24 networks of IPv4 or /48 networks of IPv6, both ends included. */
export interface Announcement {
  readonly first: number;
  readonly last: number;
  readonly asn: number;
  readonly name: string;
}

const folder = new URL("node_modules/@ip-location-db/asn/", import.meta.url);

/** Reads one CSV; `unit` is how many addresses make one key. Ranges smaller than that are left out. */
function readAnnouncements(file: string, unit: bigint): Announcement[] {
  const text = readFileSync(new URL(file, folder), "utf8");
  return text.split("\n").flatMap((line) => {
    const fields = /^(\d+),(\d+),(\d+),"?(.*?)"?\r?$/.exec(line);
    if (!fields) return [];
    const [, from = "", to = "", asn = "", name = ""] = fields;
    const first = Number((BigInt(from) + unit - 1n) / unit);
    const last = Number((BigInt(to) + 1n) / unit) - 1;
    return last >= first ? [{ first, last, asn: Number(asn), name: name.replaceAll('""', '"') }] : [];
  });
}

/** All announced IPv4 ranges, by /24. */
export const readV4 = (): Announcement[] => readAnnouncements("asn-ipv4-num.csv", 1n << 8n);

/** All announced IPv6 ranges, by /48. */
export const readV6 = (): Announcement[] => readAnnouncements("asn-ipv6-num.csv", 1n << 80n);

const sameGroup = (a: NetworkGroup, b: NetworkGroup): boolean =>
  a.kind === b.kind && a.operator === b.operator;

/** The groups in a fixed order, and which one an AS belongs to: its number counted from 1, or 0. */
export function groupOperators(): { groups: NetworkGroup[]; groupOf: (asn: number, name: string) => number } {
  const groups: NetworkGroup[] = [];
  for (const { kind, operator } of operatorRules) {
    if (kind === "none") continue;
    const group: NetworkGroup = operator === undefined ? { kind } : { kind, operator };
    if (!groups.some((known) => sameGroup(known, group))) groups.push(group);
  }
  const groupOf = (asn: number, name: string): number => {
    const rule = operatorRules.find(({ names, only }) => names.test(name) && (only?.includes(asn) ?? true));
    if (!rule || rule.kind === "none") return 0;
    const { kind, operator } = rule;
    return 1 + groups.findIndex((group) => group.kind === kind && group.operator === operator);
  };
  return { groups, groupOf };
}

/** `data/relay-ranges.txt` as keys. */
function relayRanges(version: 4 | 6): { first: number; last: number }[] {
  return readLines("relay-ranges.txt")
    .filter((line) => line.includes(":") === (version === 6))
    .map((line) => {
      const [address = "", bits = ""] = line.split("/");
      const size = version === 4 ? 24 : 48;
      const parts = version === 4 ? address.split(".") : address.replace(/:*$/, "").split(":");
      const width = version === 4 ? 256 : 65_536;
      const key = [0, 1, 2].reduce((sum, at) => {
        const part = parts[at] ?? "0";
        return sum * width + (version === 4 ? Number(part) : Number.parseInt(part || "0", 16));
      }, 0);
      return { first: key, last: key + 2 ** (size - Number(bits)) - 1 };
    })
    .sort((a, b) => a.first - b.first);
}

/** Puts the relay's ranges over the others, which are cut where they overlap. */
function overlay(
  ranges: readonly Range[],
  relays: readonly { first: number; last: number }[],
  value: number,
): Range[] {
  const cut = ranges.flatMap((range) => {
    let rest: Range[] = [range];
    for (const relay of relays) {
      rest = rest.flatMap((part) =>
        relay.last < part.first || relay.first > part.last
          ? [part]
          : [
              ...(part.first < relay.first ? [{ ...part, last: relay.first - 1 }] : []),
              ...(part.last > relay.last ? [{ ...part, first: relay.last + 1 }] : []),
            ],
      );
    }
    return rest;
  });
  return [...cut, ...relays.map((relay) => ({ ...relay, value }))].sort((a, b) => a.first - b.first);
}

/** Classifies every announced range and every AS, and packs them. */
export function packNetworks(v4 = readV4(), v6 = readV6()): NetworkTables {
  const { groups, groupOf } = groupOperators();
  const byAsn = new Map<number, number>();
  for (const { asn, name } of [...v4, ...v6]) {
    if (!byAsn.has(asn)) byAsn.set(asn, groupOf(asn, name));
  }
  const classified = (announced: readonly Announcement[]): Range[] =>
    announced
      .map(({ first, last, asn }) => ({ first, last, value: byAsn.get(asn) ?? 0 }))
      .filter(({ value }) => value > 0)
      .sort((a, b) => a.first - b.first);
  const relay = 1 + groups.findIndex(({ kind }) => kind === "relay");
  const asns = [...byAsn]
    .filter(([, value]) => value > 0)
    .map(([asn, value]) => ({ first: asn, last: asn, value }))
    .sort((a, b) => a.first - b.first);
  return {
    groups,
    v4: packRanges(overlay(classified(v4), relayRanges(4), relay)),
    v6: packRanges(overlay(classified(v6), relayRanges(6), relay)),
    asn: packRanges(asns),
  };
}
