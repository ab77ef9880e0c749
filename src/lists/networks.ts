import { lazy } from "../core/lazy.js";
import type { ListedIp, NetworkKind, NetworkKnowledge } from "./lists.js";
import { openRanges, type RangeTable } from "./range-table.js";

/** One kind of network, of one operator where it is large enough to be named. */
export interface NetworkGroup {
  readonly kind: NetworkKind;
  readonly operator?: string;
}

/** What is known of networks, packed. A range's value `n` means the `n`-th group, counted from 1. */
export interface NetworkTables {
  readonly groups: readonly NetworkGroup[];
  /** Keys are /24 networks: the upper 24 bits of an address. */
  readonly v4: RangeTable;
  /** Keys are /48 networks: the upper 48 bits of an address. */
  readonly v6: RangeTable;
  /** Keys are AS numbers. */
  readonly asn: RangeTable;
}

/**
 * Makes the tables ready to ask. A privacy relay found by range stays one whatever the ASN: relays live inside
 * the networks of large hosts. Otherwise what the caller's own ASN says wins.
 */
export function openNetworks(tables: NetworkTables): (ip?: ListedIp, asn?: number) => NetworkKnowledge {
  const v4 = lazy(() => openRanges(tables.v4));
  const v6 = lazy(() => openRanges(tables.v6));
  const byAsn = lazy(() => openRanges(tables.asn));

  const group = (index: number): NetworkGroup | undefined => tables.groups[index - 1];

  const byIp = (words: readonly number[]): NetworkGroup | undefined => {
    const [first = 0, second = 0] = words;
    if (words.length === 1) return group(v4()(first >>> 8));
    return group(v6()((first >>> 0) * 65_536 + (second >>> 16)));
  };

  return (ip, asn) => {
    const ranged = ip && byIp(ip.words);
    const owned = asn === undefined ? undefined : group(byAsn()(asn));
    const known = ranged?.kind === "relay" ? ranged : (owned ?? ranged);
    return asn === undefined ? (known ?? {}) : { ...known, asn };
  };
}
