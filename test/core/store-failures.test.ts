import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Breaker, createBreaker } from "../../src/core/breaker.js";
import { aspectOf, distinct, rate, reading, sum } from "../../src/core/counter.js";
import type { Memory } from "../../src/core/memory.js";
import type { Observation, Observed, Store } from "../../src/core/store.js";
import { memoryStore } from "../../src/stores/memory.js";
import { hostileProxy, look, signalOf, start } from "./harness.js";

const counting = signalOf({
  id: "counting",
  onFailure: "skip",
  counts: () => ({ seen: sum(["all"], 1, 1000) }),
  evaluate: (_, { counts }) => [{ code: "odd", detail: { seen: counts.seen ?? -1 } }],
});
const plain = signalOf({ id: "plain", evaluate: () => [{ code: "odd" }] });

const storeOf = (observe: (observation: Observation) => unknown): Store => ({
  ...memoryStore(),
  observe: observe as Store["observe"],
});
const memoryOf = (store: Store, breaker = createBreaker()): Memory => ({ store, breaker, namespace: "test" });

/** A store that remembers what it was told. */
function recordInto(store: Store): { readonly store: Store; readonly observed: Observation[] } {
  const observed: Observation[] = [];
  const observe: Store["observe"] = (observation) => {
    observed.push(observation);
    return store.observe(observation);
  };
  return { store: { ...store, observe }, observed };
}

const fine: Observed = { status: "new", at: start, revision: 1, counts: [1] };
const garbage: readonly (readonly [name: string, answer: unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["an object", {}],
  ["text", "new"],
  ["a status that there is not", { ...fine, status: "toString" }],
  ["no counts", { ...fine, counts: undefined }],
  ["too few counts", { ...fine, counts: [] }],
  ["too many counts", { ...fine, counts: [1, 2] }],
  ["a count of NaN", { ...fine, counts: [Number.NaN] }],
  ["a count below 0", { ...fine, counts: [-1] }],
  ["a count in text", { ...fine, counts: ["1"] }],
  ["a hole for a count", { ...fine, counts: new Array(1) }],
  ["an endless count", { ...fine, counts: [Number.POSITIVE_INFINITY] }],
  ["no time", { ...fine, at: undefined }],
  ["half a revision", { ...fine, revision: 1.5 }],
  ["a getter that throws", Object.defineProperty({}, "status", { get: () => hostileProxy({}).toString() })],
  ["something that refuses to be read", hostileProxy({ ...fine })],
];
const broken = new Error("connection refused");
const faults: readonly (readonly [name: string, observe: () => unknown])[] = [
  [
    "throws",
    () => {
      throw broken;
    },
  ],
  ["rejects", () => Promise.reject(broken)],
  ["rejects with undefined", () => Promise.reject()],
  ["hangs", () => new Promise(() => {})],
  ["answers late", () => new Promise((resolve) => setTimeout(resolve, 500, fine))],
  ["rejects late", () => new Promise((_, reject) => setTimeout(reject, 500, broken))],
  ...garbage.map(([name, answer]) => [`answers ${name}`, async () => answer] as const),
];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a store that fails", () => {
  it.each(faults)("and %s takes what counts with it, and nothing else", async (_, observe) => {
    const running = look({ signals: [counting, plain], memory: memoryOf(storeOf(observe)) });
    await vi.advanceTimersByTimeAsync(100);
    const seen = await running;
    expect(seen).toEqual({
      results: [
        { signal: "counting", status: "failed", because: "store", degrades: true },
        { signal: "plain", status: "ok", evidence: [{ code: "plain.odd", strength: 1 }], without: [] },
      ],
      at: start,
      revision: 1,
      counted: "unavailable",
      fallback: false,
    });
    const told = JSON.stringify(seen);
    await vi.advanceTimersByTimeAsync(1000);
    expect(JSON.stringify(seen)).toBe(told);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not asked after three failures in a row, and again after its rest", async () => {
    const asked = vi.fn(() => Promise.reject(broken));
    const memory = memoryOf(storeOf(asked), createBreaker(3, 500));
    const callAt = async (now: number): Promise<number> => {
      await look({ signals: [counting], memory, now });
      return asked.mock.calls.length;
    };
    expect([await callAt(0), await callAt(1), await callAt(2)]).toEqual([1, 2, 3]);
    expect([await callAt(3), await callAt(501)]).toEqual([3, 3]);
    expect([await callAt(502), await callAt(503)]).toEqual([4, 4]);
  });

  it("is asked by everybody again once it has answered", async () => {
    let isDown = true;
    const store = storeOf(async () => {
      if (isDown) throw broken;
      return fine;
    });
    const memory = memoryOf(store, createBreaker(3, 500));
    const countedAt = async (now: number): Promise<string> =>
      (await look({ signals: [counting], memory, now })).counted;
    for (const now of [0, 1, 2]) expect(await countedAt(now)).toBe("unavailable");
    isDown = false;
    expect(await countedAt(3)).toBe("unavailable");
    expect([await countedAt(502), await countedAt(503)]).toEqual(["new", "new"]);
  });

  it("is not blamed for a caller who gave up", async () => {
    const failed = vi.fn();
    await look({
      signals: [counting],
      memory: memoryOf(
        storeOf(() => new Promise(() => {})),
        { begin: () => ({ succeeded: () => {}, failed }) },
      ),
      limits: { timeoutMs: 100, deadlineMs: 250, abortSignal: AbortSignal.abort() },
    });
    expect(failed).not.toHaveBeenCalled();
  });
});

describe("a fallback", () => {
  const seen = async (memory: Memory, now = start) => {
    const looking = look({ signals: [counting], memory, now });
    await vi.advanceTimersByTimeAsync(100);
    const { results, counted, fallback } = await looking;
    const [result] = results;
    return { counted, fallback, count: result?.status === "ok" && result.evidence[0]?.detail?.seen };
  };

  it("is not asked while the store answers", async () => {
    const fallback = storeOf(() => Promise.reject(broken));
    expect(await seen({ ...memoryOf(memoryStore()), fallback })).toEqual({
      counted: "new",
      fallback: false,
      count: 1,
    });
  });

  it.each(faults)("answers when the store %s, and that is told", async (_, observe) => {
    const memory = { ...memoryOf(storeOf(observe)), fallback: memoryStore() };
    expect(await seen(memory)).toEqual({ counted: "new", fallback: true, count: 1 });
  });

  it("is asked at once while the breaker is open", async () => {
    const asked = vi.fn(() => Promise.reject(broken));
    const memory = { ...memoryOf(storeOf(asked), createBreaker(1, 500)), fallback: memoryStore() };
    await seen(memory, 0);
    expect(await seen(memory, 1)).toMatchObject({ fallback: true });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("that fails, too, leaves it at that", async () => {
    const down = storeOf(() => Promise.reject(broken));
    expect(await seen({ ...memoryOf(down), fallback: down })).toMatchObject({
      counted: "unavailable",
      fallback: false,
    });
  });

  it("is told plain names when it forgets with its process, whatever the store is told", async () => {
    const { store: fallback, observed } = recordInto(memoryStore());
    const seals = [{ hash: () => "hidden", encrypt: () => "hidden" }];
    const down = { ...storeOf(() => Promise.reject(broken)), persistent: true };
    await seen({ ...memoryOf(down), fallback, seals });
    expect(observed[0]?.once).toMatchObject({ key: "test/subject-1", label: "test/subject-1" });
  });
});

describe("a second look", () => {
  it("sees counts as they stand and counts nobody", async () => {
    const store = memoryStore();
    const memory = memoryOf(store);
    await look({ signals: [counting], memory });
    const again = { signals: [counting], facts: { subject: "subject-2" }, once: undefined, memory };
    const [first, second] = [await look(again), await look(again)];
    expect(first).toMatchObject({ counted: "unchanged", revision: 0 });
    expect(first.results).toMatchObject([{ evidence: [{ detail: { seen: 1 } }] }]);
    expect(second).toEqual(first);
  });

  it("adds up what stands under each secret", async () => {
    const counts = new Map([
      ["new(test/sum:1000:3:all)", 2],
      ["old(test/sum:1000:3:all)", 3],
    ]);
    const store: Store = {
      ...memoryStore(),
      persistent: true,
      peek: async (counters) => counters.map(({ key }) => counts.get(key) ?? 0),
    };
    const seals = ["new", "old"].map((by) => {
      const hash = (text: string) => `${by}(${text})`;
      return { hash, encrypt: hash };
    });
    const { results } = await look({
      signals: [counting],
      once: undefined,
      memory: { ...memoryOf(store), seals },
    });
    expect(results).toMatchObject([{ evidence: [{ detail: { seen: 5 } }] }]);
  });
});

describe("the breaker", () => {
  const allows = (breaker: Breaker, at: number) => breaker.begin(at) !== undefined;
  const fail = (breaker: Breaker, at: number) => breaker.begin(at)?.failed();

  it("lets one call through after each rest", () => {
    const breaker = createBreaker(2, 100);
    fail(breaker, 0);
    expect(allows(breaker, 1)).toBe(true);
    fail(breaker, 1);
    expect([2, 100].map((at) => allows(breaker, at))).toEqual([false, false]);
    expect([101, 102].map((at) => allows(breaker, at))).toEqual([true, false]);
    breaker.begin(201)?.succeeded();
    expect([202, 203].map((at) => allows(breaker, at))).toEqual([true, true]);
  });

  it("does not stay open because a clock was set back", () => {
    const breaker = createBreaker(1, 100);
    fail(breaker, 1_000_000);
    expect(allows(breaker, 1_000_050)).toBe(false);
    expect(allows(breaker, 5)).toBe(true);
  });

  it("takes a store that answers some of a burst for busy, and one that answers none for down", () => {
    const breaker = createBreaker(3, 100);
    const burst = () => Array.from({ length: 10 }, () => breaker.begin(0));
    const [first, ...others] = burst();
    first?.succeeded();
    for (const trial of others) trial?.failed();
    expect(allows(breaker, 1)).toBe(true);
    for (const trial of burst()) trial?.failed();
    expect(allows(breaker, 1)).toBe(false);
  });
});

describe("why a store failed", () => {
  it.each([
    ["threw", () => Promise.reject(broken), { error: broken }],
    ["timeout", () => new Promise(() => {}), {}],
    ["invalid", async () => ({}), {}],
  ])("is told: %s", async (because, observe, more) => {
    const onFailure = vi.fn();
    const looking = look({ signals: [counting], memory: { ...memoryOf(storeOf(observe)), onFailure } });
    await vi.advanceTimersByTimeAsync(100);
    await looking;
    expect(onFailure.mock.calls).toEqual([[{ because, at: start, ...more }]]);
  });
});

describe("what a store is asked", () => {
  const record = (persistent = false) => recordInto({ ...memoryStore(), persistent });

  it("is one call for all signals, and each counter once", async () => {
    const { store, observed } = record();
    const shared = () => ({ seen: distinct(["all"], "subject-1", 1000), paced: rate(["pace"], 1000) });
    const { results } = await look({
      signals: [
        signalOf({
          id: "one",
          counts: shared,
          evaluate: (_, { counts }) => [{ code: "odd", detail: counts }],
        }),
        signalOf({ id: "two", counts: () => ({ ...shared(), other: distinct(["all"], "somebody", 1000) }) }),
      ],
      memory: memoryOf(store),
    });
    expect(observed).toHaveLength(1);
    expect(observed[0]?.counters).toHaveLength(3);
    expect(results[0]).toMatchObject({ evidence: [{ detail: { seen: 1, paced: 1 } }] });
  });

  it("tells a member that is counted from one that is only asked for, whatever their names", async () => {
    const { store, observed } = record();
    const counts = () => ({
      counted: distinct(["all"], "ada?", 1000),
      asked: reading(distinct(["all"], "ada", 1000)),
    });
    await look({ signals: [signalOf({ counts })], memory: memoryOf(store) });
    expect(observed[0]?.counters).toHaveLength(2);
  });

  it("names the namespace in every key", async () => {
    const { store, observed } = record();
    await look({ signals: [counting], memory: { ...memoryOf(store), namespace: "staging" } });
    const [{ once, counters } = { once: { key: "" }, counters: [] }] = observed;
    for (const key of [once.key, ...counters.map((counter) => counter.key)])
      expect(key).toMatch(/^staging\//);
  });

  it("is another question when other things are counted: an answer to the one would not fit the other", async () => {
    const store = memoryStore();
    const signal = (door: string) =>
      signalOf({
        counts: ({ subject }) => ({ seen: distinct([door], subject, 1000) }),
        evaluate: (_, { counts }) => [{ code: "odd", detail: { seen: counts.seen ?? -1 } }],
      });
    await look({ signals: [signal("a")], facts: { subject: "subject-2" }, memory: memoryOf(store) });
    await look({ signals: [signal("a")], memory: memoryOf(store) });
    const other = await look({ signals: [signal("b")], memory: memoryOf(store) });
    expect(other).toMatchObject({ counted: "revised", results: [{ evidence: [{ detail: { seen: 1 } }] }] });
    const more = await look({ signals: [signal("a"), counting], memory: memoryOf(store) });
    expect(more.results).toMatchObject([{ evidence: [{ detail: { seen: 2 } }] }, { status: "ok" }]);
  });

  it("goes through the seal: keys, members, identity and question", async () => {
    const { store, observed } = record(true);
    const hash = (text: string): Promise<string> => Promise.resolve(`#${text.length}`);
    const seals = [{ hash, encrypt: hash }];
    await look({
      signals: [
        signalOf({ counts: () => ({ seen: distinct(["device", "secret-device"], "secret-member", 1000) }) }),
      ],
      facts: { subject: "secret-subject" },
      once: { key: "secret-subject", identity: ["secret-mail"], fingerprint: "0123" },
      memory: { ...memoryOf(store), seals },
    });
    expect(JSON.stringify(observed)).not.toContain("secret");
    expect(observed[0]).toMatchObject({
      once: { key: "#19", identity: ["#16"], fingerprint: "#21", label: "#19" },
      counters: [{ key: "#44", member: "#18", attribute: "device" }],
    });
  });

  it("names everything under earlier secrets, too, in the same order", async () => {
    const { store, observed } = record(true);
    const sealed = (by: string) => (text: string) => `${by}(${text})`;
    const seals = ["new", "old"].map((by) => ({ hash: sealed(by), encrypt: sealed(by) }));
    const accounts = distinct(["device", "d"], "subject-1", 1000);
    const counters = () => ({
      accounts,
      paced: rate(["pace"], 1000),
      abuse: aspectOf(accounts, "abuse", 5000),
    });
    await look({ signals: [signalOf({ counts: counters })], memory: { ...memoryOf(store), seals } });
    const [{ once, counters: asked, former = [] } = { counters: [] }] = observed;
    expect(once).toMatchObject({ key: "new(test/subject-1)", label: "new(test/subject-1)" });
    expect(asked.map(({ key }) => key)).toEqual([
      "new(test/distinct:1000:6:device:1:d)",
      "new(test/rate:1000:4:pace)",
      "new(test/distinct:1000:6:device:1:d).abuse",
    ]);
    expect(former).toMatchObject([
      {
        key: "old(test/subject-1)",
        counters: [
          { key: "old(test/distinct:1000:6:device:1:d)", member: "old(test/subject-1)" },
          { key: "old(test/rate:1000:4:pace)" },
          { key: "old(test/distinct:1000:6:device:1:d).abuse", member: "old(test/subject-1)" },
        ],
      },
    ]);
  });

  it("is never made without a seal where the store is persistent", async () => {
    const { store, observed } = record(true);
    const { results } = await look({ signals: [counting], memory: memoryOf(store) });
    expect(results[0]).toMatchObject({ status: "failed", because: "store" });
    expect(observed).toEqual([]);
  });

  it("fails like a store when the seal fails", async () => {
    const { store, observed } = record(true);
    const fails = (): string => {
      throw broken;
    };
    const seals = [{ hash: fails, encrypt: fails }];
    const { results } = await look({ signals: [counting], memory: { ...memoryOf(store), seals } });
    expect(results[0]).toMatchObject({ status: "failed", because: "store" });
    expect(observed).toEqual([]);
  });
});

describe("a key that belongs to another identity", () => {
  it("is told before any signal has looked", async () => {
    const evaluate = vi.fn(() => []);
    const store = memoryStore();
    const once = (identity: string) => ({ key: "id", identity: [identity], fingerprint: identity });
    await look({ memory: memoryOf(store), once: once("mail-a") });
    const seen = await look({
      signals: [signalOf({ evaluate })],
      memory: memoryOf(store),
      once: once("mail-b"),
    });
    expect(seen).toMatchObject({ counted: "conflict", results: [] });
    expect(evaluate).not.toHaveBeenCalled();
  });
});

describe("a signal is skipped", () => {
  const facts = { subject: "subject-1", colour: "red" };
  const statusOf = async (needs: readonly string[], uses: readonly string[], malformed = "") => {
    const { results } = await look({
      signals: [signalOf({ needs: needs as never[], uses: uses as never[] })],
      facts,
      absence: (fact) => (fact in facts ? undefined : fact === malformed ? "malformed" : "missing"),
    });
    return results[0];
  };

  it("without a fact that it needs", async () => {
    expect(await statusOf(["colour", "shape"], [])).toEqual({
      signal: "sample",
      status: "skipped",
      because: "missing",
      without: ["shape"],
    });
    expect(await statusOf(["shape"], ["size"], "size")).toMatchObject({ because: "malformed" });
  });

  it("when it needs nothing and nothing that it uses is there", async () => {
    expect(await statusOf([], ["shape", "size"])).toMatchObject({
      status: "skipped",
      without: ["shape", "size"],
    });
    expect(await statusOf([], ["shape", "colour"])).toMatchObject({ status: "ok", without: ["shape"] });
    expect(await statusOf([], [])).toMatchObject({ status: "ok", without: [] });
  });
});
