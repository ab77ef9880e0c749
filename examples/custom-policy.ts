// A policy of your own: other tiers, other amounts, a signal that weighs more, one more exception.
import { createScorer, type DataPolicy, days, definePolicy, memoryStore } from "trialgate";

export const policy: DataPolicy<"studio" | "student" | "sandbox"> = definePolicy({
  id: "studio",
  prior: 0.05, // one signup in twenty is abusive here
  weights: { "ip-reputation.hosting": 4 }, // our users live on cloud desktops
  catalogue: "2026-11",
  tiers: [
    {
      id: "studio",
      decision: "allow",
      maxPoints: 40,
      needs: ["strongFact"],
      credits: 20,
      reviewAfterMs: days(7),
    },
    {
      id: "student",
      decision: "allow",
      maxPoints: 55,
      minCoverage: 0.5,
      credits: 2,
      unlock: { to: "studio", with: ["strongFact"], text: "Add a card to open the studio." },
    },
    { id: "sandbox", decision: "challenge", credits: 0.1 },
  ],
  rules: [
    {
      id: "existing",
      when: "duplicate-email.strict",
      tier: "sandbox",
      text: "This mailbox has an account: sign in",
    },
  ],
  whenDegraded: "sandbox",
});

export const score = createScorer({ store: memoryStore(), policy });
