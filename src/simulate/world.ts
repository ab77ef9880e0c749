import { type Assessment, days, type SignupInput } from "trialgate";
import type { Label } from "trialgate/tuning";
import { checkWorld, type ResolvedWorld } from "./check-world.js";
import type { Arrival, Cohort } from "./cohort.js";
import { mailboxOwners } from "./mailbox-owners.js";
import { createRandom, type Random } from "./random.js";
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
  /**
   * Share of signups that are abuse, 0..1. Default 0.1667: more than one in six at AI firms (Stripe, 2026). Of no effect
   * where `cohorts` are of one kind alone.
   */
  readonly abuseShare?: number | undefined;
  /** Who comes, each under a name of its own. Default: `standardCohorts()`. */
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
  /**
   * Who share their luck: all signups of one campaign, household, class or person who comes again, and of nobody else in
   * this world. Whoever asks how sure a figure is draws parties and not signups.
   */
  readonly party: string;
  /** Tells the one who signed up what came of it; call it before the next signup is taken, or attackers cannot adapt. */
  learn(assessment: Assessment<string>): void;
}

/**
 * A world's signups in the order of time, made one by one.
 * @throws TrialgateError `invalid_config` with every problem at once.
 * @example
 * for (const { input, label } of simulate({ seed: 1 })) console.log(label, input.email);
 */
export function simulate(options: WorldOptions): Generator<SimulatedSignup> {
  const {
    seed,
    signups = 10_000,
    startAt = Date.UTC(2026, 5, 1),
    days: length = 120,
    abuseShare = 0.1667,
    cohorts = standardCohorts(),
  } = options;
  const world = { seed, signups, startAt, days: length, abuseShare, cohorts };
  checkWorld(Object.keys(options), world);
  return signupsOf(world);
}

function* signupsOf(world: ResolvedWorld): Generator<SimulatedSignup> {
  const { seed, signups, startAt, days: length, cohorts } = world;
  const random = createRandom(seed);
  const endAt = startAt + days(length);
  // Cut points rather than rounded counts, so that they add up, in a small world too.
  let upTo = 0;
  let planned = 0;
  const coming = cohorts.flatMap((cohort) => {
    upTo += signups * shareOf(cohort, world);
    const count = Math.round(upTo) - planned;
    planned += count;
    const plan = { random: random.fork(cohort.name), count, startAt, endAt };
    return Array.from(cohort.arrivals(plan), (arrival) => ({ cohort, arrival }));
  });
  coming.sort((a, b) => a.arrival.at - b.arrival.at);

  const fates = random.fork("labels");
  // In the order of time, so that it does not matter in which order cohorts are given.
  const mailboxFor = mailboxOwners();
  for (const [place, { cohort, arrival }] of coming.entries()) {
    const { label, name: group } = cohort;
    const at = Math.round(arrival.at);
    // Nothing in an id tells who it is.
    const id = `signup-${String(place + 1).padStart(7, "0")}`;
    const person = arrival.person === undefined ? id : `${group}/${arrival.person}`;
    const party = arrival.party === undefined ? person : `${group}/${arrival.party}`;
    const signup = arrival.signup();
    const email = signup.email === undefined ? {} : { email: mailboxFor(signup.email, person) };
    const input = { ...signup, ...email, id, at };
    const labelledAt = at + delayMs(label, arrival, fates);
    yield { input, label, labelledAt, group, party, learn: (assessment) => arrival.learn?.(assessment) };
  }
}

/** A cohort's part of all signups. Where there are only people, or only attackers, they are everybody. */
function shareOf({ label, share }: Cohort, { cohorts, abuseShare }: ResolvedWorld): number {
  const all = (kind: Label): number =>
    cohorts.reduce((sum, cohort) => sum + (cohort.label === kind ? cohort.share : 0), 0);
  const [people, attackers] = [all("legitimate"), all("abuse")];
  const kind = label === "abuse" ? abuseShare : 1 - abuseShare;
  const alone = (label === "abuse" ? people : attackers) === 0;
  return share === 0 ? 0 : ((alone ? 1 : kind) * share) / (label === "abuse" ? attackers : people);
}

/** Assumed: abuse is found out within days of its first use of credit; after a month without it, somebody is a person. */
function delayMs(label: Label, { idleMs = 0 }: Arrival, random: Random): number {
  return Math.round(label === "abuse" ? idleMs + random.lognormal(days(2), 1) : days(30));
}
