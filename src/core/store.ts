import { days } from "./clock.js";
import type { Counter } from "./counter.js";

/**
 * Where counts are remembered. A store never sees what a key means: keys and members are opaque strings,
 * already hashed when the store is `persistent`. It reads no clock and starts no timer: every call says what
 * time it is, and what has expired by then no longer counts.
 */
export interface Store {
  /** Whether what it holds outlives the process. If so, a scorer insists on `secrets` and sends only keyed hashes. */
  readonly persistent: boolean;
  /** Counts one subject under all counters at once and answers the counts, this subject included. Atomic per counter. */
  observe(observation: Observation): Promise<Observed>;
  /** The counts as they stand, without counting anything. In the order asked. */
  peek(counters: readonly Counter<string>[], at: number): Promise<readonly number[]>;
  /**
   * Takes a subject out of every counter of distinct members and drops what is kept of it. Whether there was something.
   * @param subject As `once.key` named it: namespace included, hashed where the store is persistent.
   */
  forget(subject: string): Promise<boolean>;
}

/** One subject to be counted. */
export interface Observation {
  /** Epoch ms; decides what lies inside a window. */
  readonly at: number;
  readonly once: Once;
  readonly counters: readonly Counter<string>[];
}

/** What makes counting idempotent. */
export interface Once {
  /** The subject. The same subject is counted once, however often it comes. */
  readonly key: string;
  /**
   * Who stands behind the key: one opaque string for each strong identifier given (an address, a number).
   * Two identities with nothing in common are different people under one key; an empty one fits anybody.
   */
  readonly identity: readonly string[];
  /** Stands for the whole input: equal fingerprints ask the same question. */
  readonly fingerprint: string;
}

/** How long the answer to the same question under the same key is given again, in milliseconds: a day. */
export const repeatMs: number = days(1);

/**
 * What a store answers to `observe`:
 * - `new`: first time; counted.
 * - `revised`: known subject, new question: distinct members are refreshed, keys that are new are counted, sums and
 *   rates that already hold this subject are not added to again. `revision` is one higher.
 * - `repeated`: known subject, same question within {@link repeatMs}: nothing written; counts, time and revision of the first answer.
 * - `conflict`: the key belongs to another identity: nothing written. Ask again under a key of its own.
 */
export type Observed =
  | {
      readonly status: "new" | "revised" | "repeated";
      /** When the counts were taken: now, or the time of the first answer. */
      readonly at: number;
      /** 1 for the first answer under this key. */
      readonly revision: number;
      /** One count for each counter asked, in their order. */
      readonly counts: readonly number[];
    }
  | { readonly status: "conflict" };
