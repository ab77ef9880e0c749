import type { CreditTier } from "trialgate";
import { standardPolicy } from "trialgate";
import type { Judged, Quality } from "trialgate/tuning";
import { measureJudged } from "trialgate/tuning";
import { type Mistakes, mistakesOf } from "./mistakes.js";
import type { Tuned } from "./tuned.js";
import type { WorldResult } from "./world-job.js";

/** Both sides on the same worlds, pooled over the seeds. */
export interface Measured {
  /** Share of abuse in these worlds. */
  readonly prior: number;
  readonly ours: Quality<CreditTier>;
  readonly peer: Quality<CreditTier>;
  readonly mistakes: Mistakes;
  /** Ours in each world alone, by seed: how far one world is from another. */
  readonly worlds: readonly Quality<CreditTier>[];
  /** After tuning, where something was tuned. */
  readonly tuned?: { readonly [Name in keyof Tuned]: Quality<CreditTier> };
}

/** Figures by share of abuse. */
export function measured(results: readonly WorldResult[], priors: readonly number[]): readonly Measured[] {
  return priors.map((prior) => {
    const worlds = results.filter(({ job }) => job.prior === prior);
    const tuned = worlds.flatMap((world) => world.tuned ?? []);
    const ours = worlds.flatMap((world) => world.ours);
    return {
      prior,
      ours: qualityOf(ours, worlds),
      mistakes: mistakesOf(ours),
      worlds: worlds.map((world) => qualityOf(world.ours, [world])),
      peer: qualityOf(
        worlds.flatMap(({ peer }) => peer),
        worlds,
      ),
      ...(tuned.length > 0 && {
        tuned: {
          onAll: qualityOf(
            tuned.flatMap(({ onAll }) => onAll),
            worlds,
          ),
          onSome: qualityOf(
            tuned.flatMap(({ onSome }) => onSome),
            worlds,
          ),
        },
      }),
    };
  });
}

/** With intervals that know that campaigns and herds come as a whole: each is drawn as one, in each world. */
export function qualityOf(
  judged: readonly Judged<CreditTier>[],
  worlds: readonly Pick<WorldResult, "parties">[],
): Quality<CreditTier> {
  const parties = new Map(worlds.flatMap((world) => [...world.parties]));
  return measureJudged(judged, {
    grants: standardPolicy.grants,
    cluster: ({ id }) => parties.get(id) ?? id,
  });
}
