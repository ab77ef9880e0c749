import { bootstrap } from "./bootstrap.js";
import { headlineOf } from "./headline.js";
import type { Labelled } from "./labelled.js";
import type { MeasurePlan } from "./options.js";
import type { BlockQuality } from "./quality.js";
import { sampleOf } from "./sample.js";

// One person is 1 % of a hundred; below thirty, a share is known to no better than about a sixth.
const fewestPeople = 100;
const fewestAbuse = 30;

/** The headline of each block of time that has signups, from the first signup on. */
export function blockQualities<Tier extends string>(
  signups: readonly Labelled<Tier>[],
  plan: MeasurePlan<Tier>,
): readonly BlockQuality<Tier>[] {
  const start = signups.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const blocks = new Map<number, Labelled<Tier>[]>();
  for (const signup of signups) {
    const place = Math.floor((signup.at - start) / plan.blockMs);
    const block = blocks.get(place) ?? [];
    block.push(signup);
    blocks.set(place, block);
  }
  return [...blocks]
    .sort(([a], [b]) => a - b)
    .map(([place, members]) => {
      const headline = headlineOf(members, plan.tiers, bootstrap(sampleOf(members, plan), plan));
      const from = start + place * plan.blockMs;
      const tooFew = headline.people < fewestPeople || headline.abuse < fewestAbuse;
      return { from, to: from + plan.blockMs, tooFew, ...headline };
    });
}
