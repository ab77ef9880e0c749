import type { Labelled } from "./labelled.js";
import type { Estimate, GroupQuality, Quality } from "./quality.js";
import { shareOf, weightOf } from "./shares.js";

/** What became of the signups of one group of people. */
export function groupQuality<Tier extends string>(
  signups: readonly Labelled<Tier>[],
  {
    falsePositives,
    tiers,
    startingTier,
  }: {
    readonly falsePositives: Estimate;
    readonly tiers: readonly Tier[];
    readonly startingTier: Tier;
  },
): GroupQuality {
  const starting = tiers.indexOf(startingTier);
  const below = signups.filter(({ tier }) => tiers.indexOf(tier) > starting);
  // A challenge is passed in minutes, and so is an `unlock` with a fact; a review waits for somebody else.
  const wayUp = shareOf(
    below,
    ({ decision, grant }) => decision === "challenge" || (grant.unlock?.with ?? []).length > 0,
  );
  return {
    count: signups.length,
    falsePositives,
    belowStarting: weightOf(below) / weightOf(signups),
    atLast: shareOf(signups, ({ tier }) => tier === tiers.at(-1)) ?? 0,
    ...(wayUp !== undefined && { wayUp }),
  };
}

// As if so many more ordinary people were in each group. Assumed: a group of a hundred is half its own evidence.
const ordinaryPeople = 100;

/** How many of a group are flagged. */
export interface Flags {
  readonly name: string;
  /** Share, 0..1. */
  readonly flagged: number;
  readonly people: number;
}

/** Which group is flagged most, and how many times as often as everybody. */
export function unevenness(groups: readonly Flags[]): Pick<Quality, "worstGroup" | "worstRatio"> {
  const everybody = groups.reduce((sum, { people }) => sum + people, 0);
  const ordinary = groups.reduce((sum, { flagged, people }) => sum + flagged * people, 0) / everybody;
  const pulled = groups.map(({ name, flagged, people }) => {
    const share = (flagged * people + ordinary * ordinaryPeople) / (people + ordinaryPeople);
    return { name, share };
  });
  const [worst] = pulled.sort((a, b) => b.share - a.share);
  if (worst === undefined) return {};
  return { worstGroup: worst.name, worstRatio: ordinary > 0 ? worst.share / ordinary : 1 };
}
