import { setTimeout as pause } from "node:timers/promises";
import type { SimulatedSignup } from "trialgate/simulate";
import type { Answer, Send } from "./endpoint.js";
import { createProgress } from "./progress.js";
import type { Terminal } from "./terminal.js";

/** How to drive an endpoint. */
export interface Driving {
  /** How much faster than in the world time goes by; without it, as fast as the answers come. */
  readonly speed: number | undefined;
  /** How many signups may be under way at once. With one, an attacker knows every answer before the next attempt. */
  readonly concurrency: number;
  readonly showProgress: boolean;
  /** Told of every signup what became of it. */
  readonly onAnswer: (signup: SimulatedSignup, answer: Answer) => void;
}

// An endpoint that says nothing this often in a row is not the one that was meant, or is down.
const patience = 20;
// The longest that a timer of Node can wait, 24.8 days; what is longer it does not wait for at all.
const longestPauseMs = 2 ** 31 - 1;

/**
 * Sends the signups of a world in their order, and tells each who signed up what came of it.
 * @returns What the endpoint last said instead of an answer, where it gave so few that the rest was not sent.
 */
export async function driveEndpoint(
  world: Iterable<SimulatedSignup>,
  send: Send,
  { speed, concurrency, showProgress, onAnswer }: Driving,
  terminal: Terminal,
): Promise<string | undefined> {
  const progress = createProgress(terminal, showProgress);
  const startedAt = terminal.now();
  const underWay = new Set<Promise<void>>();
  let firstAt: number | undefined;
  let done = 0;
  let unanswered = 0;
  let complaint: string | undefined;

  const sendOne = async (signup: SimulatedSignup): Promise<void> => {
    const answer = await send(signup.input);
    unanswered = answer.ok ? 0 : unanswered + 1;
    if (!answer.ok && unanswered >= patience) complaint = answer.message;
    if (answer.ok && answer.assessment !== undefined) signup.learn(answer.assessment);
    onAnswer(signup, answer);
    done += 1;
    await progress.tick(done);
  };

  try {
    for (const signup of world) {
      const { at = 0 } = signup.input;
      firstAt ??= at;
      const dueMs = speed === undefined ? 0 : startedAt + (at - firstAt) / speed - terminal.now();
      for (let leftMs = dueMs; leftMs > 0; leftMs -= longestPauseMs) {
        await pause(Math.min(leftMs, longestPauseMs));
      }
      const sending = sendOne(signup).finally(() => underWay.delete(sending));
      underWay.add(sending);
      if (underWay.size >= concurrency) await Promise.race(underWay);
      if (complaint !== undefined) break;
    }
    await Promise.all(underWay);
  } finally {
    await progress.clear();
  }
  return complaint;
}
