// A signal of your own: many accounts that name one referrer within an hour, which a link in a forum of thieves makes.
import {
  createScorer,
  definePolicy,
  defineSignal,
  distinct,
  hours,
  memoryStore,
  standardPolicyData,
  standardSignals,
} from "trialgate";

export const referrerBurst = defineSignal({
  id: "referrer-burst",
  group: "velocity",
  needs: ["referrer"],
  optional: true,
  counts: ({ referrer, subject }) => ({ accounts: distinct(["referrer", referrer], subject, hours(1)) }),
  reasons: { many: { points: 20, text: "Many accounts within an hour name this referrer" } },
  evaluate: (_, { counts: { accounts } }) =>
    accounts > 5 ? [{ code: "many", strength: Math.min(1, accounts / 20), detail: { accounts } }] : [],
});

const signals = [...standardSignals(), referrerBurst];
// The policy has to know the signal, too: from it come the points, the group and the text.
const policy = definePolicy({ ...standardPolicyData, id: "with-referrers" }, { signals });

export const score = createScorer({ store: memoryStore(), signals, policy });
