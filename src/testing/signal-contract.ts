import {
  createBreaker,
  type Observed,
  runSignals,
  type Signal,
  type SignalResult,
  type Store,
} from "trialgate/core";
import { frozen, textsIn } from "./plain-data.js";
import { same } from "./same.js";

/** One rule that every signal keeps. */
export interface SignalCheck {
  readonly name: string;
  /** @throws Error that says what was expected and what came. */
  run(): Promise<void>;
}

/** What a signal is tried with. */
export interface SignalContractOptions<Facts extends object> {
  /** Subjects as the engine shows them to the signal: at least one on which it has something to say. */
  readonly facts: readonly Facts[];
}

const at = Date.UTC(2026, 0, 1);

// What stands in a form when somebody looks for trouble.
const hostileTexts: readonly string[] = [
  "",
  "\u0000",
  "\ud800",
  "__proto__",
  "constructor",
  "\u202e\u200b\ufeff",
  "%00%ff%",
  "<script>",
  "a".repeat(100_000),
  ".".repeat(100_000),
  "@".repeat(100_000),
  "\ud83d".repeat(50_000),
];
const hostileCounts: readonly number[] = [0, 1, 2, 1000, Number.MAX_SAFE_INTEGER];

/**
 * The contract of a signal as data, for any test runner:
 * `for (const { name, run } of signalContract(mySignal, { facts })) it(name, run)`. The signal is run by the
 * engine, with numbers made up for its counts; it is the rules every signal keeps, not whether it is any good.
 */
export function signalContract<Facts extends object>(
  signal: Signal<Facts>,
  { facts }: SignalContractOptions<Facts>,
): readonly SignalCheck[] {
  const examples = facts.map(frozen);
  const check = (name: string, verify: (example: Facts) => Promise<void>): SignalCheck => ({
    name: `${signal.id} ${name}`,
    run: async () => {
      for (const example of examples) await verify(example);
    },
  });

  return [
    {
      name: `${signal.id} has something to say about an example`,
      run: async () => {
        const seen = await Promise.all(
          examples.flatMap((example) => hostileCounts.map((count) => look(signal, example, count))),
        );
        const speaks = seen.some((result) => result.status === "ok" && result.evidence.length > 0);
        if (!speaks)
          throw new Error("expected evidence in at least one of the examples, whatever the counts; got none");
      },
    },

    check("answers evidence whatever the counts", async (example) => {
      for (const count of hostileCounts)
        mustWork(`with counts of ${count}`, await look(signal, example, count));
    }),

    check("answers the same to the same facts", async (example) => {
      same("the second answer", await look(signal, example, 3), await look(signal, example, 3));
    }),

    check("bears the absence of every fact that it uses and does not need", async (example) => {
      for (const fact of signal.uses) {
        const { [fact as keyof Facts]: _, ...rest } = example;
        mustWork(`without ${fact}`, await look(signal, rest as Facts, 2));
      }
    }),

    // What lies deeper comes from a parser or a list, which vouch for it.
    check("bears hostile text in every fact that is text", async (example) => {
      for (const text of hostileTexts) {
        const entries = Object.entries(example).map(([fact, value]) => [
          fact,
          typeof value === "string" ? text : value,
        ]);
        const what = `with ${JSON.stringify(text.slice(0, 12))} (${text.length} characters) for every text`;
        mustWork(what, await look(signal, Object.freeze(Object.fromEntries(entries)), 2));
      }
    }),

    check("names nobody in its details", async (example) => {
      const identifiers = textsIn(example).filter((text) => text.length >= 7 && /[@\d]/.test(text));
      for (const count of hostileCounts) {
        const result = await look(signal, example, count);
        const details =
          result.status === "ok" ? JSON.stringify(result.evidence.map(({ detail }) => detail)) : "";
        const found = identifiers.findIndex((text) => details.includes(text));
        if (found >= 0)
          throw new Error("a detail repeats an identifier from the facts: assessments are kept and logged");
      }
    }),
  ];
}

/** Runs the signal on its own. The facts are frozen, so writing to them fails. */
async function look<Facts extends object>(
  signal: Signal<Facts>,
  facts: Facts,
  count: number,
): Promise<SignalResult> {
  const { results } = await runSignals({
    signals: [signal],
    facts,
    absence: (fact) => (Reflect.get(facts, fact) === undefined ? "missing" : undefined),
    at,
    now: at,
    once: { key: "subject", identity: [], fingerprint: "" },
    memory: { store: storeOf(count), breaker: createBreaker(), namespace: "contract" },
    limits: { timeoutMs: 2000, deadlineMs: 2000 },
  });
  const [result] = results;
  if (result === undefined) throw new Error("the engine gave no result");
  return result;
}

/** A store to which every count is the same. */
function storeOf(count: number): Store {
  return {
    persistent: false,
    observe: async ({ counters }): Promise<Observed> => ({
      status: "new",
      at,
      revision: 1,
      counts: counters.map(() => count),
    }),
    peek: async (counters) => counters.map(() => count),
    related: async () => [],
    forget: async () => false,
  };
}

const failures: Readonly<Record<string, string>> = {
  threw: "it threw, or wrote to its facts",
  timeout: "it did not answer within two seconds",
  invalid:
    "it answered something that is no evidence (an undeclared code, a strength outside 0..1, a detail that is not flat and small), or declared a counter that cannot be",
};

function mustWork(what: string, result: SignalResult): void {
  if (result.status === "failed") throw new Error(`${what}: ${failures[result.because] ?? result.because}`);
}
