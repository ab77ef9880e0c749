import type { Terminal } from "./terminal.js";
import { count } from "./words.js";

/** A line that tells how far a long run is, rewritten in place. */
export interface Progress {
  /** Tells it again when a second has passed. */
  tick(done: number): Promise<void>;
  /** Takes the line away, before anything else is written there. */
  clear(): Promise<void>;
}

const everyMs = 1000;
const eraseLine = "\r\u{1b}[K";

/** Progress on `err`, by the terminal's clock: no timer that would have to be stopped. `what` is done, in the plural. */
export function createProgress({ err, now }: Terminal, shown: boolean, what = "signups"): Progress {
  const startedAt = now();
  let toldAt = startedAt;
  let visible = false;
  return {
    async tick(done) {
      const at = now();
      if (!shown || at - toldAt < everyMs) return;
      toldAt = at;
      visible = true;
      const perSecond = Math.round(done / ((at - startedAt) / 1000));
      await err.write(`${eraseLine}${count(done)} ${what}, ${count(perSecond)} a second`);
    },
    async clear() {
      if (visible) await err.write(eraseLine);
      visible = false;
    },
  };
}
