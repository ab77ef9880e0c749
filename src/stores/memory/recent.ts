/** Entries by fingerprint, of which those are kept that were set last. */
export interface Recent<Value> {
  get(fingerprint: number): Value | undefined;
  set(fingerprint: number, value: Value): void;
  /** Whether there was something. */
  delete(fingerprint: number): boolean;
}

/** Room for the `most` entries that were set last. */
export function createRecent<Value>(most: number): Recent<Value> {
  const entries = new Map<number, Value>();
  // One iterator for good: each new one would wade through the holes that earlier deletions left at the front.
  let oldestFirst: Iterator<number> | undefined;
  const oldest = (): number | undefined => {
    oldestFirst ??= entries.keys();
    const { done, value } = oldestFirst.next();
    if (done !== true) return value;
    oldestFirst = undefined;
    return undefined;
  };
  return {
    get: (fingerprint) => entries.get(fingerprint),
    set(fingerprint, value) {
      // A Map keeps the order in which its keys came.
      entries.delete(fingerprint);
      entries.set(fingerprint, value);
      while (entries.size > most) {
        const gone = oldest();
        if (gone !== undefined) entries.delete(gone);
      }
    },
    delete: (fingerprint) => entries.delete(fingerprint),
  };
}
