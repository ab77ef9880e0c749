import type { Lookup } from "./lookup.js";

/** For whom a lookup asks. */
export interface Asker {
  /** Epoch ms of the signup, which is all the clock that a cache needs. */
  readonly at: number;
  /** Aborts when the signup no longer waits. */
  readonly abortSignal: AbortSignal;
}

interface Entry<Answer> {
  /** Epoch ms of the signup that asked. */
  readonly at: number;
  readonly answer: Promise<Answer>;
  /** Lets one more signup wait for the answer; gone once that is there. */
  join?(abortSignal: AbortSignal): void;
}

/**
 * Remembers answers for `cacheMs`, at most `maxCached` of them, the longest unused forgotten first. Signups that ask for
 * the same name at once share one question, which is aborted when none of them waits any more; an answer that comes all
 * the same serves the next. Failures are not remembered. What the lookup throws, the promise rejects with.
 */
export function cachedLookup<Answer>(
  lookup: Lookup<Answer>,
  { cacheMs, maxCached }: { readonly cacheMs: number; readonly maxCached: number },
): (name: string, asker: Asker) => Promise<Answer> {
  const entries = new Map<string, Entry<Answer>>();

  function remember(name: string, entry: Entry<Answer>): void {
    entries.delete(name);
    entries.set(name, entry);
    const [oldest] = entries.keys();
    if (entries.size > maxCached && oldest !== undefined) entries.delete(oldest);
  }

  function ask(name: string, at: number): Entry<Answer> {
    const controller = new AbortController();
    let waiting = 0;
    let answered = false;
    const forget = (): void => {
      if (entries.get(name) === entry) entries.delete(name);
    };
    const leave = (): void => {
      waiting -= 1;
      if (waiting > 0 || answered) return;
      // Before the abort: whoever comes next must not join a question that may never be answered.
      forget();
      controller.abort();
    };
    const question = async (): Promise<Answer> => lookup(name, { abortSignal: controller.signal });
    const entry: Entry<Answer> = {
      at,
      answer: question(),
      join(abortSignal) {
        waiting += 1;
        if (abortSignal.aborted) leave();
        else abortSignal.addEventListener("abort", () => leave(), { once: true });
      },
    };
    entry.answer.then(() => {
      answered = true;
      const { answer } = entry;
      if ((entries.get(name) ?? entry) === entry) remember(name, { at, answer });
    }, forget);
    return entry;
  }

  return (name, { at, abortSignal }) => {
    const known = entries.get(name);
    // A replay may go back in time: an answer is as good for a while before as for a while after.
    const entry = known !== undefined && Math.abs(at - known.at) < cacheMs ? known : ask(name, at);
    remember(name, entry);
    entry.join?.(abortSignal);
    return entry.answer;
  };
}
