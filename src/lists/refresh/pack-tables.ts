import { describeDomain } from "../../identifiers/domain.js";
import { builtinLists } from "../builtin.js";
import { DOMAIN_BITS } from "../domains.js";
import type { DisposableTier } from "../lists.js";
import { packNames } from "../name-table.js";
import { packRanges, type Range, type RangeTable } from "../range-table.js";
import { joined, readSpans, type Span, without } from "./address-ranges.js";
import { lapsedTier, namesOf } from "./domain-history.js";
import { isInnocent, isSentinel } from "./innocent-domains.js";
import type { SnapshotTables, SourceState } from "./snapshot.js";
import { domainClasses, type ListClass, networkClasses } from "./sources.js";

/** A site with this many listed hosts on one curated list, and none of its own entry, gives names to anybody. */
const PROMOTE_FROM = 3;

const isTier = (kind: ListClass): kind is DisposableTier => domainClasses.some((tier) => tier === kind);

/** All sources in the tables that scoring asks. Tiers are as of `at`: what left a list counts for less by the day. */
export function packTables(sources: readonly SourceState[], at: number): SnapshotTables {
  return {
    domains: packDomains(sources, at),
    networks: { v4: packFamily(sources, "v4"), v6: packFamily(sources, "v6") },
  };
}

/** A name's tier is the strongest that any list gives it; the package's own lists count while one still lists it. */
function packDomains(sources: readonly SourceState[], at: number): SnapshotTables["domains"] {
  const bits = new Map<string, number>();
  const add = (name: string, tier: number): void => {
    const known = bits.get(name);
    if (known === undefined || tier < known) bits.set(name, tier);
  };
  for (const { class: kind, listed, dropped = [] } of sources) {
    if (!isTier(kind)) continue;
    const names = namesOf(listed);
    for (const name of kind === "curated" ? [...names, ...crowdedSites(names)] : names) {
      add(name, DOMAIN_BITS[kind]);
      const known = builtinLists().domain(describeDomain(name)).disposable;
      if (known?.match === "exact") add(name, DOMAIN_BITS[known.tier]);
    }
    for (const [day, gone] of dropped) {
      const tier = lapsedTier(kind, day, at);
      if (tier !== undefined) for (const name of namesOf(gone)) add(name, DOMAIN_BITS[tier]);
    }
  }
  const sorted = new Map([...bits].sort(([a], [b]) => (a < b ? -1 : 1)));
  return packNames(sorted, Math.min(24, Math.max(4, Math.ceil(Math.log2(sorted.size + 1)))));
}

/** The sites of at least three listed hosts that are not listed themselves. */
function crowdedSites(names: readonly string[]): string[] {
  const hosts = new Map<string, number>();
  for (const name of names) {
    const { site } = describeDomain(name);
    hosts.set(site, (hosts.get(site) ?? 0) + (site === name ? Number.NEGATIVE_INFINITY : 1));
  }
  return [...hosts]
    .filter(
      ([site, count]) => count >= PROMOTE_FROM && !isSentinel(site) && !isInnocent(describeDomain(site)),
    )
    .map(([site]) => site);
}

/** The networks of each class without those of the classes before it: a VPN list holds the privacy relays too. */
function packFamily(sources: readonly SourceState[], family: "v4" | "v6"): RangeTable {
  const ranges: Range[] = [];
  let taken: Span[] = [];
  for (const [index, kind] of networkClasses.entries()) {
    const spans = joined(
      sources.flatMap((source) => {
        const packed = source.class === kind ? source[family] : undefined;
        return packed === undefined ? [] : readSpans(packed);
      }),
    );
    for (const span of without(spans, taken)) ranges.push({ ...span, value: index + 1 });
    taken = joined([...taken, ...spans]);
  }
  return packRanges(ranges.sort((a, b) => a.first - b.first));
}
