import type { Label } from "../history.js";
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
): Pick<Quality<Tier>, "attacks" | "groups" | "worstGroup" | "worstRatio"> {
  const members = membersOf(signups);
  const attacks: [name: string, AttackQuality<Tier>][] = [];
  const groups: [name: string, GroupQuality][] = [];
  const flags: Flags[] = [];
  for (const [place, { name, label }] of kinds.entries()) {
    const own = members[label].get(name) ?? [];
    const flagged = estimate((read) => read.flagged[place] ?? Number.NaN);
    if (label === "abuse") {
      const { takenShare } = costs;
      attacks.push([name, attackQuality(own, { recall: flagged, tiers, takenShare })]);
    } else if (flagged !== undefined) {
      groups.push([name, groupQuality(own, { falsePositives: flagged, tiers, startingTier })]);
      flags.push({ name, flagged: flagged.value, people: weightOf(own) });
    }
  }
  return { attacks: Object.fromEntries(attacks), groups: Object.fromEntries(groups), ...unevenness(flags) };
}

/** The signups of each group, by label. */
function membersOf<Tier extends string>(
  signups: readonly Labelled<Tier>[],
): Readonly<Record<Label, ReadonlyMap<string, readonly Labelled<Tier>[]>>> {
  const members = {
    abuse: new Map<string, Labelled<Tier>[]>(),
    legitimate: new Map<string, Labelled<Tier>[]>(),
  };
  for (const signup of signups) {
    if (signup.group === undefined) continue;
    const own = members[signup.label].get(signup.group);
    if (own === undefined) members[signup.label].set(signup.group, [signup]);
    else own.push(signup);
  }
  return members;
}
