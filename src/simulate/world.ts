import { type Assessment, days, type SignupInput } from "trialgate";
import type { Label } from "trialgate/tuning";
import type { Arrival, Cohort } from "./cohort.js";
import { createRandom } from "./random.js";
import { standardCohorts } from "./standard-cohorts.js";

/** What kind of world. */
export interface WorldOptions {
  /** Decides everything that is left to chance. */
  readonly seed: string | number;
  /** About how many sign up in all. Default 10,000. */
  readonly signups?: number | undefined;
  /** Epoch ms. Default: 2026-06-01. */
  readonly startAt?: number | undefined;
  /** Default 120: long enough for farms that come back each month. */
  readonly days?: number | undefined;
  /** Share of signups that are abuse, 0..1. Default 0.1667: more than one in six at AI firms (Stripe, 2026). */
  readonly abuseShare?: number | undefined;
  /** Who lives there. Default: `standardCohorts()`. */
  readonly cohorts?: readonly Cohort[] | undefined;
}

/** A signup of a simulated world, with the truth about it. */
export interface SimulatedSignup {
  /** As a signup handler would see it. */
  readonly input: SignupInput;
  readonly label: Label;
  /** Epoch ms at which an operator would have known. */
  readonly labelledAt: number;
  /** The cohort it comes from. */
  readonly group: string;
  /** Tells the one who signed up what came of it; call it before the next signup is taken, or attackers cannot adapt. */
  learn(assessment: Assessment<string>): void;
}

/** A world's signups in the order of time, made one by one. */
export function* simulate(options: WorldOptions): Generator<SimulatedSignup> {
  const {
    seed,
    signups = 10_000,
    startAt = Date.UTC(2026, 5, 1),
    days: length = 120,
    abuseShare = 0.1667,
    cohorts = standardCohorts(),
  } = options;
  const random = createRandom(seed);
  const endAt = startAt + days(length);
  const coming = cohorts.flatMap((cohort) => {
    const kind = cohort.label === "abuse" ? abuseShare : 1 - abuseShare;
    const peers = cohorts.filter(({ label }) => label === cohort.label);
    const share = cohort.share / peers.reduce((sum, peer) => sum + peer.share, 0);
    const plan = {
      random: random.fork(cohort.name),
      count: Math.round(signups * kind * share),
      startAt,
      endAt,
    };
    return Array.from(cohort.arrivals(plan), (arrival) => ({ cohort, arrival }));
  });
  coming.sort((a, b) => a.arrival.at - b.arrival.at);

  const fates = random.fork("labels");
  for (const [place, { cohort, arrival }] of coming.entries()) {
    const { label, name: group } = cohort;
    const at = Math.round(arrival.at);
    // Nothing in an id tells who it is.
    const id = `signup-${String(place + 1).padStart(7, "0")}`;
    const input = { ...arrival.signup(), id, at };
    const labelledAt = at + delayMs(label, arrival, fates);
    yield { input, label, labelledAt, group, learn: (assessment) => arrival.learn?.(assessment) };
  }
}

/** Assumed: abuse is found out within days of its first use of credit; after a month without it, somebody is a person. */
function delayMs(label: Label, { idleMs = 0 }: Arrival, random: ReturnType<typeof createRandom>): number {
  return Math.round(label === "abuse" ? idleMs + random.lognormal(days(2), 1) : days(30));
}
