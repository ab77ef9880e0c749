import { assumed, type Parameter } from "../cohort.js";
import type { Rhythm } from "./campaigns.js";

/** How an attacker works: so many accounts in a sitting, a rest, and again until the campaign has what it wants. */
export type Sittings = "size" | "gapMs" | "sitting" | "restMs";

/** The parameters of such a rhythm. Nobody publishes how attackers keep time, so all of them are assumed. */
export function sittings(values: Readonly<Record<Sittings, number>>): Readonly<Record<Sittings, Parameter>> {
  return {
    size: assumed(values.size, "accounts a campaign opens, about"),
    gapMs: assumed(values.gapMs, "milliseconds from one account to the next, median"),
    sitting: assumed(values.sitting, "accounts in one sitting"),
    restMs: assumed(values.restMs, "milliseconds of rest between two sittings, median"),
  };
}

/** Bursts of accounts with pauses between them. */
export function inSittings({ gapMs, sitting, restMs }: Readonly<Record<Sittings, number>>): Rhythm {
  return (size, random) => {
    let elapsed = 0;
    return Array.from({ length: size }, (_, place) => {
      const rests = place % sitting === 0;
      if (place > 0) elapsed += random.lognormal(rests ? restMs : gapMs, 0.6);
      return elapsed;
    });
  };
}
