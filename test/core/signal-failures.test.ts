import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aspectOf, distinct, sum } from "../../src/core/counter.js";
import type { Evidence, FailureCause } from "../../src/core/signal.js";
import { deferred, hostileProxy, look, signalOf } from "./harness.js";

const answering = (answer: unknown) => (): readonly Evidence[] => answer as readonly Evidence[];
const later = (answer: unknown) => async (): Promise<readonly Evidence[]> => answer as readonly Evidence[];
const throwing = (error: unknown) => (): never => {
  throw error;
};
const promised = "then";
const thenable = (then: (done: (value: unknown) => void) => void): object => ({ [promised]: then });
const evidence = (item: object) => [{ code: "odd", ...item }];

type Fault = readonly [
  name: string,
  evaluate: () => readonly Evidence[] | Promise<readonly Evidence[]>,
  because: FailureCause,
];

const garbage: readonly (readonly [name: string, answer: unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["an object", {}],
  ["text", "odd"],
  ["a number", 1],
  ["a symbol", Symbol("odd")],
  ["a function", () => []],
  ["a list of null", [null]],
  ["a list of text", ["odd"]],
  ["a code that was not declared", [{ code: "unheard-of" }]],
  ["a full code", [{ code: "sample.odd" }]],
  ["a code that every object has", [{ code: "constructor" }]],
  ["the code __proto__", [{ code: "__proto__" }]],
  ["a strength of 2", evidence({ strength: 2 })],
  ["a strength below 0", evidence({ strength: -0.1 })],
  ["a strength of NaN", evidence({ strength: Number.NaN })],
  ["a strength in text", evidence({ strength: "1" })],
  ["a strength of null", evidence({ strength: null })],
  ["a nested detail", evidence({ detail: { deep: { deeper: 1 } } })],
  ["a list for a detail", evidence({ detail: [1] })],
  ["a detail of null", evidence({ detail: null })],
  ["an endless number in a detail", evidence({ detail: { share: Number.POSITIVE_INFINITY } })],
  ["a long text in a detail", evidence({ detail: { text: "x".repeat(201) } })],
  [
    "a detail of many entries",
    evidence({ detail: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [n, n])) }),
  ],
  ["a huge list", Array.from({ length: 100_000 }, () => ({ code: "odd" }))],
  [
    "evidence with a getter that throws",
    [Object.defineProperty({}, "code", { get: throwing(new Error("no")) })],
  ],
  [
    "a detail with a getter that throws",
    evidence({ detail: Object.defineProperty({}, "a", { enumerable: true, get: throwing(1) }) }),
  ],
  ["a list that refuses to be read", hostileProxy([])],
  ["a list of things that refuse to be read", [hostileProxy({})]],
];

const faults: readonly Fault[] = [
  ["throws", throwing(new Error("broken")), "threw"],
  ["throws text", throwing("broken"), "threw"],
  ["throws undefined", throwing(undefined), "threw"],
  ["rejects", () => Promise.reject(new Error("broken")), "threw"],
  ["rejects with undefined", () => Promise.reject(), "threw"],
  ["hangs", () => new Promise(() => {}), "timeout"],
  ["answers late", () => new Promise((resolve) => setTimeout(resolve, 500, [{ code: "odd" }])), "timeout"],
  ["rejects late", () => new Promise((_, reject) => setTimeout(reject, 500, new Error("late"))), "timeout"],
  ["answers a promise whose then throws", answering(thenable(throwing(new Error("no")))), "threw"],
  [
    "answers a promise that cannot be asked",
    answering(Object.defineProperty({}, promised, { get: throwing(1) })),
    "threw",
  ],
  ["answers a promise that calls back at once", answering(thenable((done) => done({}))), "invalid"],
  ...garbage.map(
    ([name, answer]): Fault => [
      `answers ${name}`,
      answering(answer),
      name.includes("a list that refuses") ? "threw" : "invalid",
    ],
  ),
  ...garbage.map(
    ([name, answer]): Fault => [
      `resolves to ${name}`,
      later(answer),
      name.includes("a list that refuses") ? "threw" : "invalid",
    ],
  ),
];

const kinds = [
  { kind: "a plain signal", parts: {} },
  { kind: "a signal that counts", parts: { counts: () => ({ seen: distinct(["all"], "subject-1", 1000) }) } },
  { kind: "an optional signal", parts: { optional: true, uses: ["subject"] as const } },
];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(kinds)("$kind", ({ parts }) => {
  describe.each(["degrade", "skip"] as const)("with onFailure: %s", (onFailure) => {
    it.each(faults)("that %s has failed, alone", async (_, evaluate, because) => {
      const running = look({
        signals: [
          signalOf({ ...parts, onFailure, evaluate }),
          signalOf({ id: "healthy", evaluate: () => [{ code: "odd", strength: 0.5 }] }),
        ],
      });
      await vi.advanceTimersByTimeAsync(100);
      const { results } = await running;
      expect(results).toEqual([
        { signal: "sample", status: "failed", because, degrades: onFailure === "degrade" },
        { signal: "healthy", status: "ok", evidence: [{ code: "healthy.odd", strength: 0.5 }], without: [] },
      ]);
      const told = JSON.stringify(results);
      await vi.advanceTimersByTimeAsync(1000);
      expect(JSON.stringify(results)).toBe(told);
      expect(vi.getTimerCount()).toBe(0);
    });
  });
});

describe("counts that cannot be", () => {
  const nonsense: readonly (readonly [name: string, counts: () => unknown, because: FailureCause])[] = [
    ["throw", throwing(new Error("no")), "threw"],
    ["are undefined", () => undefined, "threw"],
    [
      "hold a getter that throws",
      () => Object.defineProperty({}, "a", { enumerable: true, get: throwing(1) }),
      "threw",
    ],
    ["come as a promise", async () => ({}), "invalid"],
    ["come as a promise that rejects", async () => throwing(new Error("no"))(), "invalid"],
    ["hold null", () => ({ a: null }), "invalid"],
    ["hold text", () => ({ a: "distinct" }), "invalid"],
    ["have no key", () => ({ a: sum([], 1, 1000) }), "invalid"],
    ["have a number in their key", () => ({ a: { ...sum(["a"], 1, 1000), key: [1] } }), "invalid"],
    ["have a window of 0", () => ({ a: sum(["a"], 1, 0) }), "invalid"],
    ["have a window without an end", () => ({ a: sum(["a"], 1, Number.POSITIVE_INFINITY) }), "invalid"],
    ["have a window of 366 days", () => ({ a: sum(["a"], 1, 31_622_400_000) }), "invalid"],
    ["have a bound of 0", () => ({ a: distinct(["a"], "b", 1000, 0) }), "invalid"],
    [
      "name an aspect with more than letters",
      () => ({ a: aspectOf(distinct(["a"], "b", 1000), "a.b", 1000) }),
      "invalid",
    ],
    ["have a bound of 2000", () => ({ a: distinct(["a"], "b", 1000, 2000) }), "invalid"],
    ["have a number for a member", () => ({ a: { ...distinct(["a"], "b", 1000), member: 7 } }), "invalid"],
    ["have an amount below 0", () => ({ a: sum(["a"], -1, 1000) }), "invalid"],
    ["have NaN for an amount", () => ({ a: sum(["a"], Number.NaN, 1000) }), "invalid"],
    ["are of a kind of their own", () => ({ a: { ...sum(["a"], 1, 1000), kind: "toString" } }), "invalid"],
  ];

  it.each(nonsense)("%s: the signal has failed and nothing else", async (_, counts, because) => {
    const evaluate = vi.fn(() => []);
    const { results, counted } = await look({
      signals: [
        signalOf({ counts: counts as never, evaluate }),
        signalOf({ id: "healthy", counts: () => ({ seen: sum(["all"], 1, 1000) }) }),
      ],
    });
    expect(results[0]).toEqual({ signal: "sample", status: "failed", because, degrades: true });
    expect(results[1]).toMatchObject({ status: "ok" });
    expect(counted).toBe("new");
    expect(evaluate).not.toHaveBeenCalled();
  });
});

describe("evidence that is fine", () => {
  it("comes out in full, the strongest where a code comes twice", async () => {
    const { results } = await look({
      signals: [
        signalOf({
          evaluate: () => [
            { code: "odd", strength: 0.2, detail: { n: 1 } },
            { code: "odd", strength: 0.7, detail: { n: 2, known: true, list: "broad" } },
          ],
        }),
      ],
    });
    expect(results[0]).toEqual({
      signal: "sample",
      status: "ok",
      evidence: [{ code: "sample.odd", strength: 0.7, detail: { n: 2, known: true, list: "broad" } }],
      without: [],
    });
  });

  it("is copied: what the signal does to it later changes nothing", async () => {
    const detail: Record<string, number> = { n: 1 };
    const { results } = await look({ signals: [signalOf({ evaluate: () => [{ code: "odd", detail }] })] });
    detail.n = 2;
    expect(results[0]).toMatchObject({ evidence: [{ detail: { n: 1 } }] });
  });
});

describe("time", () => {
  it("a signal is told when its time is up", async () => {
    const told: boolean[] = [];
    const running = look({
      signals: [
        signalOf({
          evaluate: (_, { abortSignal }) => {
            abortSignal.addEventListener("abort", () => told.push(true));
            return new Promise(() => {});
          },
        }),
      ],
    });
    await vi.advanceTimersByTimeAsync(99);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await running;
    expect(told).toEqual([true]);
  });

  it("of the whole run is bounded, whatever hangs", async () => {
    const finished = vi.fn();
    const hung = new Promise<never>(() => {});
    const store = {
      persistent: false,
      observe: () => hung,
      peek: () => hung,
      related: () => hung,
      forget: () => hung,
    };
    look({
      signals: Array.from({ length: 10 }, (_, place) =>
        signalOf({ id: `hangs-${place}`, evaluate: () => hung }),
      ),
      memory: {
        store,
        namespace: "test",
        breaker: { begin: () => ({ succeeded: () => {}, failed: () => {} }) },
      },
      limits: { timeoutMs: 100, deadlineMs: 150 },
    }).then(finished);
    await vi.advanceTimersByTimeAsync(149);
    expect(finished).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(finished).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("that one signal takes says nothing about the order of the results", async () => {
    const seen = async (order: readonly number[]): Promise<string> => {
      const answers = order.map(() => deferred<readonly Evidence[]>());
      const running = look({
        signals: answers.map(({ promise }, place) =>
          signalOf({ id: `signal-${place}`, evaluate: () => promise }),
        ),
      });
      await vi.advanceTimersByTimeAsync(1);
      for (const place of order) {
        answers[place]?.resolve([{ code: "odd", strength: place / 10 }]);
        await vi.advanceTimersByTimeAsync(1);
      }
      return JSON.stringify(await running);
    };
    const first = await seen([0, 1, 2, 3]);
    expect(await seen([3, 2, 1, 0])).toBe(first);
    expect(await seen([2, 0, 3, 1])).toBe(first);
    expect(first).toContain("signal-3.odd");
  });
});

describe("a caller who gives up", () => {
  const slow = { id: "slow", evaluate: () => new Promise<never>(() => {}) };
  const quick = { id: "quick", evaluate: () => [{ code: "odd" }] };

  it("gets what there is at once", async () => {
    const controller = new AbortController();
    const running = look({
      signals: [signalOf(slow), signalOf(quick)],
      limits: { timeoutMs: 100, deadlineMs: 250, abortSignal: controller.signal },
    });
    await vi.advanceTimersByTimeAsync(10);
    controller.abort();
    const { results } = await running;
    expect(results).toMatchObject([{ status: "failed", because: "aborted" }, { status: "ok" }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("before the start is not kept waiting", async () => {
    const { results, counted } = await look({
      signals: [signalOf(slow), signalOf(quick)],
      limits: { timeoutMs: 100, deadlineMs: 250, abortSignal: AbortSignal.abort() },
    });
    expect(results).toMatchObject([{ because: "aborted" }, { status: "ok" }]);
    expect(counted).toBe("unavailable");
  });

  it("leaves no listener on a signal that lives on", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    const fine = { evaluate: async () => [] };
    await look({
      signals: [signalOf(fine)],
      limits: { timeoutMs: 100, deadlineMs: 250, abortSignal: signal },
    });
    expect(added).toHaveBeenCalledTimes(2);
    expect(removed).toHaveBeenCalledTimes(2);
  });
});
