import { aspectKey, type SealedCounter } from "./counter.js";
import type { FormerCounter, Store } from "./store.js";

/** Hides names. Both answer the same for the same text, so that a name is found again. */
export interface Seal {
  /** One way: for whatever is looked up by being named again. */
  hash(text: string): string | Promise<string>;
  /** There and back for whoever has the secret: for the label by which a subject is told to the caller. */
  encrypt(text: string): string | Promise<string>;
}

/** Names as they are, for a store that forgets with its process. */
export const openly: Seal = { hash: (text) => text, encrypt: (text) => text };

/** What a store's names go through: the seal in force first. */
export function sealsFor({ persistent }: Store, seals: readonly Seal[] = []): readonly [Seal, ...Seal[]] {
  if (!persistent) return [openly];
  // Better no answer than a store on a disk somewhere that was told a name.
  const [inForce, ...earlier] = seals;
  if (inForce === undefined) throw new TypeError("a persistent store needs a seal");
  return [inForce, ...earlier];
}

/** The name under which a store knows a subject: what to hand to `Store.forget` and `Store.related`. */
export async function subjectKey(seal: Seal, namespace: string, subject: string): Promise<string> {
  return seal.hash(`${namespace}/${subject}`);
}

/** What a store is to call a subject when somebody asks who is related. Namespaces share no label either. */
export async function labelOf(seal: Seal, namespace: string, subject: string): Promise<string> {
  return seal.encrypt(`${namespace}/${subject}`);
}

/** The subject of a label that was decrypted; `undefined` for one of another namespace. */
export function labelled(namespace: string, label: string): string | undefined {
  const inside = `${namespace}/`;
  return label.startsWith(inside) ? label.slice(inside.length) : undefined;
}

/** What counters and members are called under one seal. Each name is hashed once, however many counters share it. */
export async function counterNames(
  seal: Seal,
  namespace: string,
  counters: readonly SealedCounter[],
): Promise<readonly FormerCounter[]> {
  const hashed = new Map<string, string | Promise<string>>();
  const hide = async (name: string): Promise<string> => {
    const known = hashed.get(name) ?? seal.hash(`${namespace}/${name}`);
    hashed.set(name, known);
    return known;
  };
  return Promise.all(
    counters.map(async (counter) => {
      if (counter.kind !== "distinct") return { key: await hide(counter.key) };
      const { aspect, member } = counter;
      // Whoever has the sealed key of a counter can name its aspects.
      const key =
        aspect === undefined ? await hide(counter.key) : aspectKey(await hide(aspect.of), aspect.name);
      return { key, member: await hide(member) };
    }),
  );
}

/** Counters under the names that they have for a store. */
export function renamed(
  counters: readonly SealedCounter[],
  names: readonly FormerCounter[],
): readonly SealedCounter[] {
  return counters.map((counter, place) => {
    const { key = counter.key, member = "" } = names[place] ?? {};
    if (counter.kind !== "distinct") return { ...counter, key };
    const { aspect: _, ...rest } = counter;
    return { ...rest, key, member };
  });
}
