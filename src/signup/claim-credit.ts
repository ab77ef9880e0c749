import { type Attempt, type Attempted, attempt } from "../core/attempt.js";
import { createBreaker } from "../core/breaker.js";
import type { Claimed, Ledger } from "../core/ledger.js";
import type { Memory } from "../core/memory.js";
import { sealsFor, subjectKey } from "../core/seal.js";
import type { Store } from "../core/store.js";
import type { BudgetLine } from "../tiers/grant-budget.js";

/** Whose credit is claimed, and out of what. */
export interface CreditClaim {
  readonly subject: string;
  /** Whole micro-dollars, what is wanted most first; the last is 0 and always fits. */
  readonly amounts: readonly number[];
  readonly lines: readonly BudgetLine[];
  /** Epoch ms by the scorer's clock: credit is given now, whenever the signup was. */
  readonly now: number;
  /** How long a store may take from now on, in milliseconds. */
  readonly leftMs: () => number;
  readonly abortSignal: AbortSignal | undefined;
}

/** Whether a store keeps money, too. */
export function isLedger<Known extends object>(store: Known): store is Known & Ledger {
  return typeof Reflect.get(store, "claim") === "function";
}

/** Claims from the store, unless it has been down just now. Never rejects: undefined when there is no answer to lean on in time. */
export async function claimFromStore(memory: Memory, asked: CreditClaim): Promise<Claimed | undefined> {
  return answerTo(await attempt(claiming(memory.store, memory, asked), memory.breaker, memory.onFailure));
}

// While the store is down nobody knows what the other instances give out: each has a tenth of every budget to go on.
const fallbackShare = 0.1;

/** Claims from the fallback, out of budgets a tenth as large. Never rejects: undefined also where there is none, or none that keeps money. */
export async function claimFromFallback(memory: Memory, asked: CreditClaim): Promise<Claimed | undefined> {
  const { fallback } = memory;
  if (fallback === undefined || !isLedger(fallback)) return undefined;
  const lines = asked.lines.map((line) => ({ ...line, limit: Math.floor(line.limit * fallbackShare) }));
  return answerTo(await attempt(claiming(fallback, memory, { ...asked, lines }), createBreaker(), undefined));
}

function claiming(store: Store, memory: Memory, asked: CreditClaim): Attempt<Claimed, Claimed> {
  const { now, leftMs, abortSignal } = asked;
  const ask = (): Promise<Claimed> => claim(store, memory, asked);
  return { now, leftMs, abortSignal, ask, read: (answer) => readClaimed(answer, asked) };
}

function answerTo(attempted: Attempted<Claimed>): Claimed | undefined {
  return attempted.how === "answered" ? attempted.answer : undefined;
}

async function claim(
  store: Store,
  memory: Memory,
  { subject, amounts, lines, now }: CreditClaim,
): Promise<Claimed> {
  if (!isLedger(store)) throw new TypeError("a store without claim()");
  // Under the oldest secret, which is the same after a change of secrets: a spent budget stays spent.
  const seal = sealsFor(store, memory.seals).at(-1);
  if (seal === undefined) throw new TypeError("a store without a seal");
  const [taker, ...keys] = await Promise.all(
    [subject, ...lines.map(({ name }) => name)].map((name) => subjectKey(seal, memory.namespace, name)),
  );
  return store.claim({
    at: now,
    subject: taker ?? "",
    amounts,
    budgets: lines.map(({ windowMs, limit }, place) => ({ key: keys[place] ?? "", windowMs, limit })),
  });
}

/** A store is somebody else's code: what it answers is read once and checked before anything leans on it. */
function readClaimed(answer: Claimed, { amounts, lines }: CreditClaim): Claimed | undefined {
  try {
    const { place, paid } = answer;
    const totals = [...answer.totals];
    const fits =
      Number.isInteger(place) &&
      place >= 0 &&
      place < amounts.length &&
      Number.isFinite(paid) &&
      totals.length === lines.length &&
      totals.every((total) => Number.isFinite(total));
    return fits ? { place, paid, totals } : undefined;
  } catch {
    return undefined;
  }
}
