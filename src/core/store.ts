import { days } from "./clock.js";
import type { SealedCounter } from "./counter.js";

/**
 * Where counts are remembered. A store never sees what a key means. One that is `persistent` is only ever given
 * tokens for keys, members, subjects and identities: keyed hashes as 22 characters of base64url, which a counter's key
 * may follow with a dot and a word in lower case (`….abuse`). It reads no clock and starts no timer: every call says
 * what time it is, and what has expired by then no longer counts.
 */
export interface Store {
  /** Whether what it holds outlives the process. If so, a scorer insists on `secrets` and sends only keyed hashes. */
  readonly persistent: boolean;
  /** Counts one subject under all counters at once and answers the counts, this subject included. Atomic per counter. */
  observe(observation: Observation): Promise<Observed>;
  /** The counts as they stand, without counting anything. In the order asked. */
  peek(counters: readonly SealedCounter[], at: number): Promise<readonly number[]>;
  /**
   * Who else? One link for each counter of distinct members that holds this subject, under its own key, as a member and
   * still counts it; empty for a subject that is not known.
   */
  related(subject: string, asked: RelatedQuestion): Promise<readonly Link[]>;
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
  readonly counters: readonly SealedCounter[];
  /** The same names under earlier secrets; none when there is one secret. */
  readonly former?: readonly FormerNames[] | undefined;
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
  /** What to call the subject when somebody asks who is related: encrypted where the store is persistent. At most 1,100 characters. */
  readonly label: string;
}

/**
 * What an observation was called under an earlier secret. A subject that is known by its former key is known, and goes
 * on under its new one; a member found under its former name moves to its new one; a counter answers what stands under
 * its new key and its former ones together. So a change of secrets loses nothing and counts nobody twice.
 */
export interface FormerNames extends Omit<Once, "label"> {
  /** In the order of the observation's counters. */
  readonly counters: readonly FormerCounter[];
}

/** What a counter and its member were called under an earlier secret. */
export interface FormerCounter {
  readonly key: string;
  /** For a counter of distinct members. */
  readonly member?: string | undefined;
}

/** How long the answer to the same question under the same key is given again, in milliseconds: a day. */
export const repeatMs: number = days(1);

/**
 * How much the stores of this package keep of one subject, the newest of each: whoever comes again and again with
 * something new must not grow without bound.
 */
export const mostKept = { answers: 8, identifiers: 16, counters: 128 } as const;

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

/** How to ask who is related. */
export interface RelatedQuestion {
  /** Epoch ms. */
  readonly at: number;
  /** Most others to name for each counter, those seen last first; 0 for the counters alone. */
  readonly limit: number;
}

/** A counter that a subject stands under, and who else does. */
export interface Link {
  /** What is shared: the first part of the counter's key, such as `device`. */
  readonly attribute: string;
  /** The counter's key, as it was given to `observe`. */
  readonly key: string;
  /** How many different members count now, this subject included. */
  readonly members: number;
  readonly others: readonly Relative[];
}

/** Another subject under the same counter. */
export interface Relative {
  readonly subject: string;
  /** As given when it was last observed; `undefined` where the store no longer has it. */
  readonly label: string | undefined;
  /** Epoch ms: when it was last seen under this counter. */
  readonly at: number;
}
