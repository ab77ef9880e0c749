import { attackQuality } from "./attacks.js";
import type { Estimator } from "./bootstrap.js";
import { type Flags, groupQuality, unevenness } from "./groups.js";
import type { Labelled } from "./labelled.js";
import type { MeasurePlan } from "./options.js";
import type { AttackQuality, GroupQuality, Quality } from "./quality.js";
import type { Kind } from "./sample.js";
import { weightOf } from "./shares.js";

/** What became of each kind of attack and each group of people. `kinds` are those of the sample that `estimate` reads, in its order. */
export function kindQualities<Tier extends string>(
  signups: readonly Labelled<Tier>[],
  kinds: readonly Kind[],
  estimate: Estimator,
  { tiers, startingTier, costs }: Pick<MeasurePlan<Tier>, "tiers" | "startingTier" | "costs">,
): Pick<Quality<Tier>, "attacks" | "groups" | "worstGroup" | "maxMinRatio"> {
  const attacks: [name: string, AttackQuality<Tier>][] = [];
  const groups: [name: string, GroupQuality][] = [];
  const flags: Flags[] = [];
  for (const [place, { name, label }] of kinds.entries()) {
    const members = signups.filter((signup) => signup.group === name && signup.label === label);
    const flagged = estimate((read) => read.flagged[place] ?? Number.NaN);
    if (label === "abuse") {
      const { takenShare } = costs;
      attacks.push([name, attackQuality(members, { recall: flagged, tiers, takenShare })]);
    } else if (flagged !== undefined) {
      groups.push([name, groupQuality(members, { falsePositives: flagged, tiers, startingTier })]);
      flags.push({ name, flagged: flagged.value, people: weightOf(members) });
    }
  }
  return { attacks: Object.fromEntries(attacks), groups: Object.fromEntries(groups), ...unevenness(flags) };
}
