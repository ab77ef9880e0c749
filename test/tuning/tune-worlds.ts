import {
  type Assessment,
  type CreditTier,
  type DataPolicy,
  days,
  definePolicy,
  type PolicyData,
  type SignalResult,
  standardPolicy,
  standardPolicyData,
} from "trialgate";
import { createRandom, type Random } from "trialgate/simulate";
import type { HistoryRecord, Label } from "trialgate/tuning";

/** When the signups of these tests begin. */
export const start: number = Date.UTC(2026, 5, 1);

const [full, starter, trickle, none] = standardPolicyData.tiers;

/** A policy whose numbers these tests know, whatever becomes of the standard ones. */
export const pinnedData = {
  ...standardPolicyData,
  id: "pinned",
  prior: 0.1667,
  offset: -3,
  corroboration: 6,
  goodFloor: -36,
  caps: {
    email: [-10, 52],
    network: [-10, 35],
    device: [-10, 49],
    behaviour: [-10, 40],
    velocity: [-10, 46],
    phone: [-10, 26],
    identity: [-36, 0],
    history: [-12, 52],
  },
  weights: {
    "device-reuse.reused": 49,
    "device-reuse.tls-reused": 8,
    "disposable-email.listed": 43,
    "domain-velocity.burst": 46,
    "duplicate-email.loose": 14,
    "email-pattern.digit-tail": 4,
    "email-pattern.gmail-dots": 30,
    "email-pattern.plus-tag": 8,
    "email-pattern.random-local": 7,
    "form-behaviour.too-fast": 30,
    "geo-mismatch.language": 3,
    "geo-mismatch.timezone": 9,
    "history.abuse": 46,
    "ip-reputation.hosting": 16,
    "ip-reputation.vpn": 7,
    "ip-velocity.burst": 20,
    "ip-velocity.subnet-burst": 34,
    "pattern-cluster.shape": 30,
    "pattern-cluster.template": 30,
    "phone.line-type": 3,
    "phone.prefix-velocity": 15,
    "phone.reused": 26,
    "user-agent.automation": 36,
    "verified-facts.card": -22,
    "verified-facts.phone": -7,
  },
  tiers: [{ ...full, maxPoints: 34 }, { ...starter, maxPoints: 50 }, { ...trickle, maxPoints: 84 }, none],
} as const satisfies PolicyData<CreditTier>;

/** Of {@link pinnedData}. */
export const pinned: DataPolicy<CreditTier> = definePolicy(pinnedData);

/** Full reason codes, each with its strength, 0..1. */
export type Seen = Readonly<Record<string, number>>;

/** A record as `trialgate score --with-labels` would write it, judged by the standard policy. */
export function recordOf(
  id: string,
  seen: Seen,
  { at = start, label, group, weight }: Partial<Omit<HistoryRecord, "assessment">> & { at?: number } = {},
): HistoryRecord {
  const results = resultsOf(seen);
  const { points, probability, coverage, decision, outcome, reasons } = standardPolicy.decide(results);
  const { tier, grant } = outcome;
  const assessment: Assessment = {
    id,
    at,
    revision: 1,
    score: Math.min(100, Math.max(0, Math.round(points))),
    points,
    probability,
    tier,
    decision,
    grant,
    verdict: { tier, decision, grant },
    reasons,
    results,
    degraded: [],
    warnings: [],
    coverage,
    policy: { id: standardPolicy.id, version: standardPolicy.version },
    versions: { trialgate: "0", signals: "s", lists: "l" },
    mode: "enforce",
  };
  return {
    assessment,
    ...(label !== undefined && { label, labelledAt: at }),
    ...(group !== undefined && { group }),
    ...(weight !== undefined && { weight }),
  };
}

/** Every signal has looked; those of these reasons saw something. */
function resultsOf(seen: Seen): readonly SignalResult[] {
  return Object.keys(standardPolicy.resolved.signals).map((signal) => ({
    signal,
    status: "ok",
    evidence: Object.entries(seen)
      .filter(([code]) => code.startsWith(`${signal}.`))
      .map(([code, strength]) => ({ code, strength })),
    without: [],
  }));
}

/** A kind of person or of attack, by how often each reason is seen on one. */
export interface Kind {
  readonly name: string;
  readonly label: Label;
  /** Its weight among all kinds. */
  readonly share: number;
  readonly seen: Seen;
}

/** Signups of these kinds over 90 days, in order of time. */
export function historyOf(kinds: readonly Kind[], count: number, seed: string): readonly HistoryRecord[] {
  const random = createRandom(seed);
  const choices = kinds.map((kind) => [kind, kind.share] as const);
  return Array.from({ length: count }, (_, place) => {
    const { name, label, seen } = random.weighted(choices);
    const at = start + Math.floor((days(90) * place) / count);
    return recordOf(`${seed}-${place}`, drawn(seen, random), { at, label, group: name });
  });
}

function drawn(seen: Seen, random: Random): Seen {
  return Object.fromEntries(
    Object.entries(seen)
      .filter(([, chance]) => random.chance(chance))
      .map(([code]) => [code, 1]),
  );
}

/** Seen about as often on anybody; what it says of abuse is up to the truth. */
export const independent: Seen = {
  "disposable-email.listed": 0.1,
  "email-pattern.digit-tail": 0.3,
  "ip-reputation.hosting": 0.2,
  "device-reuse.reused": 0.15,
  "geo-mismatch.timezone": 0.2,
  "form-behaviour.too-fast": 0.1,
  "verified-facts.card": 0.1,
  "verified-facts.phone": 0.4,
};

/** Signups whose reasons are independent and whose labels are drawn from `probability`: a truth that is known. */
export function knownHistory(
  count: number,
  seed: string,
  probability: (seen: Seen) => number,
): readonly HistoryRecord[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, place) => {
    const seen = drawn(independent, random);
    const label = random.chance(probability(seen)) ? "abuse" : "legitimate";
    return recordOf(`${seed}-${place}`, seen, { at: start + Math.floor((days(90) * place) / count), label });
  });
}

/** People and attacks with overlapping habits; the standard weights are wrong about some of them. */
export const kinds: readonly Kind[] = [
  {
    name: "home",
    label: "legitimate",
    share: 60,
    seen: {
      "email-pattern.digit-tail": 0.3,
      "verified-facts.phone": 0.3,
      "geo-mismatch.timezone": 0.05,
      "geo-mismatch.language": 0.1,
    },
  },
  {
    name: "privacy",
    label: "legitimate",
    share: 10,
    seen: {
      "ip-reputation.vpn": 0.9,
      "ip-reputation.hosting": 0.25,
      "geo-mismatch.timezone": 0.7,
      "email-pattern.plus-tag": 0.5,
    },
  },
  {
    name: "campus",
    label: "legitimate",
    share: 10,
    seen: { "ip-velocity.burst": 0.3, "pattern-cluster.shape": 0.1, "geo-mismatch.language": 0.3 },
  },
  {
    name: "script",
    label: "abuse",
    share: 6,
    seen: {
      "ip-reputation.hosting": 0.8,
      "user-agent.automation": 0.3,
      "form-behaviour.too-fast": 0.6,
      "email-pattern.random-local": 0.6,
    },
  },
  {
    name: "phone-farm",
    label: "abuse",
    share: 6,
    seen: {
      "phone.prefix-velocity": 0.8,
      "phone.reused": 0.3,
      "verified-facts.phone": 0.8,
      "geo-mismatch.language": 0.6,
      "email-pattern.random-local": 0.4,
    },
  },
  {
    name: "tumbler",
    label: "abuse",
    share: 4,
    seen: {
      "email-pattern.gmail-dots": 0.7,
      "pattern-cluster.template": 0.4,
      "duplicate-email.loose": 0.3,
      "ip-velocity.subnet-burst": 0.2,
    },
  },
  {
    name: "catch-all",
    label: "abuse",
    share: 4,
    seen: { "domain-velocity.burst": 0.8, "email-pattern.random-local": 0.3, "device-reuse.tls-reused": 0.3 },
  },
];
