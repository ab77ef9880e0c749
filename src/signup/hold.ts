import { subjectKey } from "../core/seal.js";
import type { SecretSeal } from "../identifiers/seal.js";
import { onHold } from "./measures/outcomes.js";
import { takeBack, writeNote } from "./note.js";
import { checkCall, idProblem, instantProblem } from "./options/check-call.js";
import { counterKey, type OpenedStore, openStore, type StoreAccess } from "./store-access.js";

/** Options of {@link hold}. */
export interface HoldOptions {
  /** Epoch ms. Default: now, by the clock. */
  readonly at?: number | undefined;
  /** Answers what would happen, and writes nothing. */
  readonly dryRun?: boolean | undefined;
}

/** What came of one id. */
export interface HoldResult {
  readonly id: string;
  /** `already`: it was on hold before; `unknown`: no account of this id was scored within the last year. */
  readonly status: "held" | "already" | "unknown";
}

/**
 * Puts accounts on hold until they are released, for 365 days at most: the next time one is judged, the signal `history`
 * says so, and the standard policy gives it no credit and asks for a review. A retry of the same signup within a day is not
 * judged anew. What an account has been granted already is yours to withdraw.
 * @param options The `store`, `namespace`, `secrets` and `clock` that the scorer has.
 * @param ids `assessment.id` of each.
 * @returns One result for each different id, in their order.
 * @throws TrialgateError `invalid_input`; `invalid_config` for a store that outlives the process without its `secrets`.
 * Rejects as the store does when that is down: try again, those that are on hold stay so.
 */
export async function hold(
  options: StoreAccess,
  ids: readonly string[],
  { at, dryRun = false }: HoldOptions = {},
): Promise<readonly HoldResult[]> {
  checkCall(...idProblems(ids), instantProblem("at", at));
  const opened = openStore(options);
  const time = at ?? opened.clock();
  const results: HoldResult[] = [];
  for (const id of new Set(ids)) {
    const standing = await standingOf(opened, id, time);
    if (standing.seal !== undefined && !dryRun) {
      const { windowMs } = onHold(id);
      const key = await counterKey(standing.seal, opened.namespace, onHold(id));
      await writeNote(opened, standing.seal, { kind: "hold", id, at: time }, [{ key, windowMs }]);
    }
    results.push({ id, status: standing.status });
  }
  return results;
}

/** What came of one id. */
export interface ReleaseResult {
  readonly id: string;
  readonly status: "released" | "not-held";
}

/**
 * Undoes {@link hold}. What an account gets is judged anew the next time it is scored or looked at again.
 * @returns One result for each different id, in their order.
 * @throws TrialgateError as `hold` does.
 */
export async function release(
  options: StoreAccess,
  ids: readonly string[],
): Promise<readonly ReleaseResult[]> {
  checkCall(...idProblems(ids));
  const opened = openStore(options);
  const results: ReleaseResult[] = [];
  for (const id of new Set(ids)) {
    results.push({ id, status: (await takeBack(opened, "hold", id)) ? "released" : "not-held" });
  }
  return results;
}

function idProblems(ids: unknown): readonly ReturnType<typeof idProblem>[] {
  return Array.isArray(ids)
    ? ids.map((id, place) => idProblem(`ids.${place}`, id))
    : [{ path: "ids", message: "must be a list of ids of assessments" }];
}

/** What a hold would answer, and for an account that can be held the seal under which it stands. */
async function standingOf(
  { store, namespace, seals }: OpenedStore,
  id: string,
  at: number,
): Promise<{ readonly status: HoldResult["status"]; readonly seal?: SecretSeal }> {
  let under: SecretSeal | undefined;
  for (const seal of seals) {
    const key = await counterKey(seal, namespace, onHold(id));
    const [holds = 0] = await store.peek([{ ...onHold(id), key }], at);
    if (holds > 0) return { status: "already" };
    const links = await store.related(await subjectKey(seal, namespace, id), { at, limit: 0 });
    if (links.length > 0) under ??= seal;
  }
  return under === undefined ? { status: "unknown" } : { status: "held", seal: under };
}
