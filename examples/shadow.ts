// Shadow mode: everybody gets the tier that they get today, and you see what a policy would have said.
import { createScorer, memoryStore, type Scorer, type ScorerOptions } from "trialgate";

export function shadowScorer(log: (line: string) => void, options?: Partial<ScorerOptions>): Scorer {
  return createScorer({
    store: memoryStore(),
    ...options,
    mode: "shadow",
    shadowTier: "starter", // what you grant to everybody today
    onEvent: (event) => {
      if (event.type !== "assessed") return;
      const { tier, verdict, score, reasons } = event.assessment;
      if (verdict.tier !== tier)
        log(`${tier} today, ${verdict.tier} by policy: ${score}, ${reasons[0]?.code}`);
    },
  });
}
