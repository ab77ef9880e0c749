import { aspectKey, type FormerNames, type Once, type SealedCounter } from "trialgate/core";

/** A subject and its counters under names that a reader of a check understands. */
export interface Named {
  readonly once: Once;
  readonly counters: readonly SealedCounter[];
}

/**
 * What a store is told of a name: 16 bytes as 22 characters of base64url, as of a keyed hash, so that one which
 * outlives the process may rely on their form. The same name is another token under another secret.
 */
export function token(name: string, secret: string = firstSecret): string {
  // FNV-1a over the name (Fowler, Noll, Vo), then xorshift32 (Marsaglia) for as many bytes as it takes.
  let state = 0x811c9dc5;
  for (const character of `${secret}/${name}`) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  const bytes = Array.from({ length: 16 }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 24;
  });
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The secret of checks in which there is only one. */
export const firstSecret = "first secret";

/** A counter under its token. What follows a dot in its name is an aspect, and stays readable as it does for a scorer. */
export function sealedCounter(counter: SealedCounter, secret: string = firstSecret): SealedCounter {
  const [name = "", aspect] = counter.key.split(".");
  const sealed = token(name, secret);
  const key = aspect === undefined ? sealed : aspectKey(sealed, aspect);
  return counter.kind === "distinct"
    ? { ...counter, key, member: token(counter.member, secret) }
    : { ...counter, key };
}

/** Who is counted under which names, by the tokens of one secret. */
export function sealed({ once, counters }: Named, secret: string): Named {
  const hidden = (name: string): string => token(name, secret);
  const identity = once.identity.map(hidden);
  return {
    once: { ...once, key: hidden(once.key), fingerprint: hidden(once.fingerprint), identity },
    counters: counters.map((counter) => sealedCounter(counter, secret)),
  };
}

/** The same, as what stands under an earlier secret. */
export function formerNames(named: Named, secret: string): FormerNames {
  const { once, counters } = sealed(named, secret);
  const { key, identity, fingerprint } = once;
  const names = counters.map((counter) =>
    counter.kind === "distinct" ? { key: counter.key, member: counter.member } : { key: counter.key },
  );
  return { key, identity, fingerprint, counters: names };
}
