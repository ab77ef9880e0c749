import type { Label } from "../history.js";
import { type Costs, lossOf } from "./costs.js";
import type { Labelled } from "./labelled.js";

/** A kind of person or of attack. */
export interface Kind {
  readonly name: string;
  readonly label: Label;
}

/**
 * Signups by column, those with most points first; among equal points people come first, then abuse, each by id. That
 * order is total, so no figure depends on the order in which a history was read, to the last bit.
 */
export interface Sample {
  readonly size: number;
  readonly points: Float64Array;
  readonly probability: Float64Array;
  /** 1 for abuse. */
  readonly isAbuse: Uint8Array;
  readonly weight: Float64Array;
  /** US dollars lost with it, on average. */
  readonly loss: Float64Array;
  /** The place of its tier, 0 for the most generous. */
  readonly tier: Uint8Array;
  /** The place of its kind in `kinds`; -1 for none. */
  readonly kind: Int32Array;
  readonly kinds: readonly Kind[];
  /** How many tiers there are. */
  readonly tiers: number;
  /** What is drawn together when samples are drawn again: a hash of the cluster. */
  readonly cluster: Uint32Array;
  /** Places in order of rising probability. */
  readonly byProbability: Uint32Array;
}

/** What a sample is made with. */
export interface SampleOptions<Tier extends string> {
  readonly costs: Costs;
  /** Most generous first. */
  readonly tiers: readonly Tier[];
  readonly cluster: (signup: Labelled<Tier>) => string;
}

/** The columns of some signups. */
export function sampleOf<Tier extends string>(
  signups: readonly Labelled<Tier>[],
  { costs, tiers, cluster }: SampleOptions<Tier>,
): Sample {
  const sorted = [...signups].sort(riskiestFirst);
  const kinds = kindsOf(sorted);
  const placeOfKind = new Map(kinds.map((kind, place) => [nameOf(kind), place]));
  const placeOfTier = new Map(tiers.map((tier, place) => [tier, place]));
  const probability = Float64Array.from(sorted, (signup) => signup.probability);
  // From the safest, as probability nearly always rises with points: what is sorted already sorts at once.
  const places = Uint32Array.from(sorted, (_, place) => sorted.length - 1 - place);
  return {
    size: sorted.length,
    points: Float64Array.from(sorted, ({ points }) => points),
    probability,
    isAbuse: Uint8Array.from(sorted, ({ label }) => (label === "abuse" ? 1 : 0)),
    weight: Float64Array.from(sorted, ({ weight }) => weight),
    loss: Float64Array.from(sorted, ({ label, decision, grant }) =>
      lossOf({ label, decision, credits: grant.credits }, costs),
    ),
    tier: Uint8Array.from(sorted, ({ tier }) => placeOfTier.get(tier) ?? 0),
    kind: Int32Array.from(sorted, ({ group, label }) =>
      group === undefined ? -1 : (placeOfKind.get(nameOf({ name: group, label })) ?? -1),
    ),
    kinds,
    tiers: tiers.length,
    cluster: Uint32Array.from(sorted, (signup) => hashOf(cluster(signup))),
    byProbability: places.sort((a, b) => (probability[a] ?? 0) - (probability[b] ?? 0) || b - a),
  };
}

function riskiestFirst(a: Labelled, b: Labelled): number {
  if (a.points !== b.points) return b.points - a.points;
  if (a.label !== b.label) return a.label === "legitimate" ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function kindsOf(signups: readonly Labelled[]): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { group, label } of signups) {
    if (group === undefined) continue;
    const kind = { name: group, label };
    kinds.set(nameOf(kind), kind);
  }
  return [...kinds.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

const nameOf = ({ name, label }: Kind): string => `${label}/${name}`;

/** FNV-1a (Fowler, Noll and Vo), over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return hash >>> 0;
}
