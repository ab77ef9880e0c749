import { packSpans, readSpans, type Spans } from "./address-ranges.js";
import type { Applied } from "./apply-domains.js";
import { implausibleCount, implausibleSpace } from "./plausible-change.js";
import { readRangeList } from "./read-range-list.js";
import type { SourceState } from "./snapshot.js";
import type { NetworkClass } from "./sources.js";

const stated = ({ v4, v6 }: Spans): string[] => [
  ...v4.map(({ first, last }) => `4 ${first} ${last}`),
  ...v6.map(({ first, last }) => `6 ${first} ${last}`),
];

/** Takes over a list of networks, or says why not. What changed is counted in joined ranges. */
export function applyRanges(
  text: string,
  kind: NetworkClass,
  before: SourceState | undefined,
  isAccepted: boolean,
): Applied | { readonly reason: string } {
  const list = readRangeList(text, kind);
  if ("reason" in list) return list;
  const old: Spans = {
    v4: before?.v4 ? readSpans(before.v4) : [],
    v6: before?.v6 ? readSpans(before.v6) : [],
  };
  if (before !== undefined && !isAccepted) {
    const unlikely = implausibleCount(before.entries, list.entries) ?? implausibleSpace(old, list);
    if (unlikely !== undefined) return { reason: unlikely };
  }
  const known = new Set(stated(old));
  const now = stated(list);
  const kept = now.filter((range) => known.has(range)).length;
  return {
    state: { entries: list.entries, v4: packSpans(list.v4), v6: packSpans(list.v6) },
    added: now.length - kept,
    removed: known.size - kept,
    kept,
    guarded: 0,
    quarantined: [],
  };
}
