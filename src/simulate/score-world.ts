import { type CreditTier, createScorer, memoryStore, minutes, type ScorerOptions } from "trialgate";
import type { HistoryRecord } from "trialgate/tuning";
import type { SimulatedSignup } from "./world.js";

/**
 * Scores a world as it happens and tells everybody what came of it: a history to measure, replay and tune on. Each
 * signup is judged at its own time, by a memory store that knows of those before it.
 * @param options As for `createScorer`, all of them optional; the clock is the world's.
 * @throws TrialgateError `invalid_config`, when the first is asked for.
 */
export async function* scoreWorld<Tier extends string = CreditTier>(
  world: Iterable<SimulatedSignup>,
  options: Partial<Omit<ScorerOptions<Tier>, "clock">> = {},
): AsyncGenerator<HistoryRecord<Tier>> {
  let now = 0;
  const score = createScorer<Tier>({
    // A large world must not push its own past out.
    store: memoryStore({ capacity: 4_000_000 }),
    // A busy machine must not change who is found out.
    timeoutMs: minutes(1),
    deadlineMs: minutes(1),
    ...options,
    clock: () => now,
  });
  for (const { input, label, labelledAt, group, learn } of world) {
    now = input.at ?? now;
    const assessment = await score(input);
    learn(assessment);
    yield { assessment, label, labelledAt, group };
  }
}
