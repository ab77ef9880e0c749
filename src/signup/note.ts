import { labelOf, subjectKey } from "../core/seal.js";
import type { SecretSeal } from "../identifiers/seal.js";
import type { OpenedStore } from "./store-access.js";

/**
 * Something that the operator says of an account. It is kept as a subject of its own, `outcome@ID` or `hold@ID`: so it is
 * said once however often it is said, and all of it can be taken back at once. No account has such a name, because an id
 * with an @ is refused.
 */
export interface Note {
  readonly kind: NoteKind;
  /** The account's. */
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
}

/** What there is to say. */
export type NoteKind = "outcome" | "hold";

/** Every kind of note. */
export const noteKinds: readonly NoteKind[] = ["outcome", "hold"];

/** Where a note counts: keys as the store knows them. */
export interface NotedUnder {
  readonly key: string;
  readonly windowMs: number;
}

const noteName = (kind: NoteKind, id: string): string => `${kind}@${id}`;

/** Writes a note down. */
export async function writeNote(
  { store, namespace }: OpenedStore,
  seal: SecretSeal,
  { kind, id, at }: Note,
  places: readonly NotedUnder[],
): Promise<void> {
  const name = noteName(kind, id);
  const [key, label] = await Promise.all([subjectKey(seal, namespace, name), labelOf(seal, namespace, name)]);
  await store.observe({
    at,
    once: { key, identity: [], fingerprint: key, label },
    counters: places.map(({ key: place, windowMs }) => ({
      kind: "distinct",
      key: place,
      attribute: kind,
      member: key,
      windowMs,
      bound: 100,
    })),
  });
}

/** Takes a note back, whatever it said. Whether there was one. */
export async function takeBack(
  { store, namespace, seals }: OpenedStore,
  kind: NoteKind,
  id: string,
): Promise<boolean> {
  let found = false;
  for (const seal of seals) {
    if (await store.forget(await subjectKey(seal, namespace, noteName(kind, id)))) found = true;
  }
  return found;
}
