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
      ours: qualityOf(ours),
      mistakes: mistakesOf(ours),
      worlds: worlds.map((world) => qualityOf(world.ours)),
      peer: qualityOf(worlds.flatMap(({ peer }) => peer)),
      ...(tuned.length > 0 && {
        tuned: {
          onAll: qualityOf(tuned.flatMap(({ onAll }) => onAll)),
          onSome: qualityOf(tuned.flatMap(({ onSome }) => onSome)),
        },
      }),
    };
  });
}

/** With intervals that know that campaigns and herds come within a day: a kind of people or attack counts by its days. */
export function qualityOf(judged: readonly Judged<CreditTier>[]): Quality<CreditTier> {
  return measureJudged(judged, {
    grants: standardPolicy.grants,
    cluster: ({ id, group, at }) => `${id.split("/", 1)[0]} ${group} ${Math.floor(at / 86_400_000)}`,
  });
}
