import {
  type CreditTier,
  type DataPolicy,
  definePolicy,
  type SignupInput,
  type SignupPolicy,
  standardPolicyData,
} from "trialgate";
import { type SimulatedSignup, scoreWorld, simulate } from "trialgate/simulate";
import { type HistoryRecord, type Judged, replay } from "trialgate/tuning";
import { judgedByPeer, type Truth } from "./hand-wired.js";
import { type Tuned, tunedOn } from "./tuned.js";

/** One world to make and to judge. */
export interface WorldJob {
  readonly seed: string;
  /** Share of abuse in the world, which is also the `prior` of the policy: an operator knows about how bad it is. */
  readonly prior: number;
  readonly signups: number;
  /** The seed of another world, whose labels the policy is tuned on too; none where nothing is tuned. */
  readonly tuneOn?: string | undefined;
}

/** What both sides made of the world. */
export interface WorldResult {
  readonly job: WorldJob;
  readonly ours: readonly Judged<CreditTier>[];
  readonly peer: readonly Judged<CreditTier>[];
  /** Which party each signup belongs to, by the ids that they have here. */
  readonly parties: ReadonlyMap<string, string>;
  readonly tuned?: { readonly [Name in keyof Tuned]: readonly Judged<CreditTier>[] };
}

/** Makes a world, has each signup judged as it comes, so that attackers can adapt to us, and then by the peer. */
export async function judgeWorld(job: WorldJob): Promise<WorldResult> {
  const policy = policyFor(job.prior);
  const { records, signups, parties } = await scored(job);
  const judgedBy = (own: SignupPolicy<CreditTier>): readonly Judged<CreditTier>[] =>
    Array.from(replay(records, own), (judged) => ofWorld(job, judged));
  const result = {
    job,
    // Only what speaks for abuse is read of the reasons.
    ours: judgedBy(policy).map((judged) => ({
      ...judged,
      reasons: judged.reasons.filter(({ points }) => points > 0).map(({ detail: _, ...reason }) => reason),
    })),
    peer: (await judgedByPeer(signups)).map((judged) => ofWorld(job, judged)),
    parties,
  };
  if (job.tuneOn === undefined) return result;
  const learned = await scored({ ...job, seed: job.tuneOn });
  const { onAll, onSome } = tunedOn(learned.records, policy);
  return {
    ...result,
    tuned: { onAll: judgedBy(onAll).map(withoutReasons), onSome: judgedBy(onSome).map(withoutReasons) },
  };
}

/** The standard policy as somebody would run it who knows their share of abuse. */
export function policyFor(prior: number): DataPolicy<CreditTier> {
  return definePolicy({ ...standardPolicyData, prior });
}

interface ScoredWorld {
  readonly records: readonly HistoryRecord[];
  readonly signups: readonly { readonly input: SignupInput; readonly truth: Truth }[];
  readonly parties: ReadonlyMap<string, string>;
}

async function scored({ seed, prior, signups: count }: WorldJob): Promise<ScoredWorld> {
  const signups: { input: SignupInput; truth: Truth }[] = [];
  const parties = new Map<string, string>();
  function* seen(world: Iterable<SimulatedSignup>): Generator<SimulatedSignup> {
    for (const signup of world) {
      const { input, label, labelledAt, group, party } = signup;
      parties.set(inWorld(seed, input.id ?? ""), inWorld(seed, party));
      signups.push({ input, truth: { label, labelledAt, group } });
      yield signup;
    }
  }
  const world = simulate({ seed, signups: count, abuseShare: prior });
  const records: HistoryRecord[] = [];
  for await (const record of scoreWorld(seen(world), { policy: policyFor(prior) })) records.push(record);
  return { records, signups, parties };
}

/** With an id that no other world has. */
function ofWorld({ seed }: WorldJob, judged: Judged<CreditTier>): Judged<CreditTier> {
  return { ...judged, id: inWorld(seed, judged.id) };
}

const inWorld = (seed: string, name: string): string => `${seed}/${name}`;

/** Without the reasons, which are most of it: it goes from process to process. */
const withoutReasons = (judged: Judged<CreditTier>): Judged<CreditTier> => ({ ...judged, reasons: [] });
