import { aspectKey } from "../core/counter.js";
import { subjectKey } from "../core/seal.js";
import { type Outcome, outcomeAspects, ownOutcome } from "./measures/outcomes.js";
import { rareAttributes } from "./measures/rare-attributes.js";
import { type NotedUnder, takeBack, writeNote } from "./note.js";
import { checkCall, idProblem, instantProblem } from "./options/check-call.js";
import { eitherProblem, textsProblem } from "./options/check-options.js";
import { counterKey, openStore, type StoreAccess } from "./store-access.js";

export type { Outcome } from "./measures/outcomes.js";

/** Options of {@link recordOutcome}. */
export interface RecordOutcomeOptions {
  /** Epoch ms: when it turned out. Default: now, by the clock. */
  readonly at?: number | undefined;
  /** What passes it on to others: first parts of the keys of `distinct` counters of accounts. Default: payment, device, mailbox, phone and domain. */
  readonly by?: readonly string[] | undefined;
}

/**
 * Records what an account turned out to be. Whoever shares a payment card, device, mailbox, phone or own domain with it
 * is judged by that for 365 days, as the signal `history` says; and so is the account itself. The last word counts:
 * saying the same again renews it, saying the other takes the first one back. It holds for what the account shared when
 * it was last scored; say it again when there is more, such as a card.
 * @param options The `store`, `namespace`, `secrets` and `clock` that the scorer has.
 * @param id `assessment.id`.
 * @returns Whether the account is known. Nothing is written for one that is not; abuse that was recorded of it before is
 * taken back by `legitimate` all the same.
 * @throws TrialgateError `invalid_input`; `invalid_config` for a store that outlives the process without its `secrets`.
 * Rejects as the store does when that is down: try again.
 */
export async function recordOutcome(
  options: StoreAccess,
  id: string,
  outcome: Outcome,
  { at, by = Object.keys(rareAttributes) }: RecordOutcomeOptions = {},
): Promise<boolean> {
  checkCall(
    idProblem("id", id),
    eitherProblem("outcome", outcome, "abuse", "legitimate"),
    instantProblem("at", at),
    textsProblem("by", by, '["device"]'),
  );
  const opened = openStore(options);
  const { store, namespace, seals } = opened;
  const time = at ?? opened.clock();
  const aspects = Object.entries<number>(outcomeAspects[outcome]);

  let known = false;
  // Under every secret: one account may stand under its new name on one device and under its former on another.
  for (const seal of seals) {
    const links = await store.related(await subjectKey(seal, namespace, id), { at: time, limit: 0 });
    if (links.length === 0) continue;
    if (!known) await takeBack(opened, "outcome", id);
    known = true;
    const own = ownOutcome(id, outcome);
    const shared = links
      .filter(({ attribute }) => by.includes(attribute))
      .flatMap(({ key }): readonly NotedUnder[] =>
        aspects.map(([aspect, windowMs]) => ({ key: aspectKey(key, aspect), windowMs })),
      );
    const ownKey = await counterKey(seal, namespace, own);
    const note = { kind: "outcome", id, at: time } as const;
    await writeNote(opened, seal, note, [{ key: ownKey, windowMs: own.windowMs }, ...shared]);
  }
  // An account that nobody remembers has no ties to pass abuse on by. What was said of it before can still be taken back.
  return known || (outcome === "legitimate" && (await takeBack(opened, "outcome", id)));
}
