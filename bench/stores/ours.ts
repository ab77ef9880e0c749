import { days, hours, type Observation, type Store } from "trialgate";
import { distinct, rate, sum } from "trialgate/core";
import type { Count } from "./peer.js";
import { type Keys, token } from "./questions.js";

const start = Date.UTC(2026, 0, 1);

/** The eight questions in one call, with what the peer does not have: subjects that count once and can be forgotten. */
export function ours(store: Store, asked: readonly Keys[], run: string): Count {
  const observations = asked.map((keys, signup) =>
    observation(keys, token(`subject ${run} ${signup}`), start + signup),
  );
  return async (signup) => {
    const observation = observations[signup];
    return observation && store.observe(observation);
  };
}

function observation(keys: Keys, subject: string, at: number): Observation {
  const counters = [
    distinct(["device"], subject, days(30)),
    distinct(["mailbox"], subject, days(365)),
    distinct(["domain"], subject, days(1)),
    distinct(["network"], subject, hours(1)),
    distinct(["phone"], subject, days(30)),
    sum(["hour"], 1, hours(1)),
    sum(["day"], 1, days(1)),
    rate(["usual"], days(7)),
  ];
  return {
    at,
    once: { key: subject, identity: [subject], fingerprint: subject, label: subject },
    counters: counters.map((counter, place) => ({
      ...counter,
      key: keys[place] ?? "",
      ...(counter.kind === "distinct" && { attribute: counter.key[0] }),
    })),
  };
}
