import { type Distinct, distinct } from "../core/counter.js";

/**
 * Stands where a signal declares a count but this signup lacks the fact to count: always 1, under a key of the
 * signup's own (so that no two callers wait for one row) which expires after 1 ms.
 */
export function uncounted(subject: string): Distinct {
  return distinct(["uncounted", subject], subject, 1);
}
