import { lazy } from "../../core/lazy.js";
import { joined, keyCount, type ReadRange, readRange, type Span, type Spans } from "./address-ranges.js";
import { readEach } from "./list-fields.js";
import type { NetworkClass } from "./sources.js";

/** A list of networks as one can use it. */
export interface RangeList extends Spans {
  /** How many different ranges the list holds, before neighbours were joined. */
  readonly entries: number;
}

const WIDEST = { v4: 8, v6: 16 } as const;

const spansOf = (text: string) => (): readonly Span[] =>
  text.split(" ").flatMap((range) => readRange(range)?.span ?? []);

/** Space that no client on the internet sends from (IANA special-purpose registry); examples (RFC 5737) are let be. */
const closed = lazy(
  spansOf(
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 224.0.0.0/3",
  ),
);

/**
 * Homes, by the operators' announcements (npm @ip-location-db/asn 2.3.2026061719): Comcast, Deutsche Telekom, BT,
 * Orange, Telefónica, NTT, Jio, China Telecom, Telstra, SoftBank, Claro, T-Mobile USA. A list that holds one is wrong.
 */
const homes = lazy(
  spansOf(
    "73.158.1.1 79.192.0.1 217.224.0.1 86.128.0.1 90.0.0.1 83.32.0.1 153.128.1.1 49.36.0.1 116.224.0.1 101.160.0.1 126.0.0.1 177.32.0.1 172.32.0.1",
  ),
);

/** Public resolvers stand in datacentres, and are no exits of anything. */
const resolvers = lazy(spansOf("1.1.1.1 8.8.8.8 9.9.9.9"));

const overlaps = (one: Span, others: readonly Span[]): boolean =>
  others.some(({ first, last }) => one.first <= last && first <= one.last);

/** Why a range cannot stand in an honest list. */
function problemOf({ family, bits, span }: ReadRange, kind: NetworkClass): string | undefined {
  if (bits < WIDEST[family]) return `covers more than a /${WIDEST[family]}`;
  if (span === undefined || (family === "v4" && overlaps(span, closed()))) return "is not in public space";
  if (family === "v6") return undefined;
  if (overlaps(span, homes())) return "covers homes of a large access provider";
  if (kind !== "hosting" && overlaps(span, resolvers())) return "covers a public resolver";
  return undefined;
}

/**
 * Reads a downloaded list of addresses and CIDR ranges: the first field of each line that is one. Refuses, with the
 * reason, what is garbage and what holds a range that is too wide, private, or known to be something else.
 */
export function readRangeList(text: string, kind: NetworkClass): RangeList | { readonly reason: string } {
  const read = readEach(text, (fields) => {
    for (const field of fields) {
      const range = readRange(field);
      if (range !== undefined) return range;
    }
    return undefined;
  });
  if ("reason" in read) return read;
  for (const range of read) {
    const problem = problemOf(range, kind);
    if (problem !== undefined) return { reason: `has a range that ${problem}` };
  }
  const spans = (family: "v4" | "v6"): Span[] =>
    read.flatMap((range) => (range.family === family && range.span ? [range.span] : []));
  const entries = new Set(read.map(({ family, span }) => `${family} ${span?.first} ${span?.last}`)).size;
  return { v4: joined(spans("v4")), v6: joined(spans("v6")), entries };
}

/** How many IPv4 addresses and IPv6 /56 networks a list covers. */
export function coverage({ v4, v6 }: Spans): number {
  return keyCount(v4) + keyCount(v6);
}
