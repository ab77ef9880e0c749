import { describe, expect, it } from "vitest";
import { minutes } from "../../../src/core/clock.js";
import { cachedLookup } from "../../../src/signup/measures/cached-lookup.js";

/** The signal of one who never leaves. */
const staying = (): AbortSignal => new AbortController().signal;
const limits = { cacheMs: minutes(10), maxCached: 2 };

/** A lookup that answers with how often it was asked, and what it was asked for. */
function counting(cacheLimits = limits) {
  const asked: string[] = [];
  const lookup = cachedLookup((name) => asked.push(name), cacheLimits);
  return { asked, at: (name: string, at: number) => lookup(name, { at, abortSignal: staying() }) };
}

/** A lookup whose answers the test gives; `deaf` to its abort signal or not. */
function held({ deaf = false } = {}) {
  const questions: { answer: (value: string) => void; fail: () => void; abortSignal: AbortSignal }[] = [];
  const lookup = cachedLookup<string>(
    (_, { abortSignal }) =>
      new Promise((answer, reject) => {
        const fail = (): void => reject(new Error("down"));
        questions.push({ answer, fail, abortSignal });
        if (!deaf) abortSignal.addEventListener("abort", fail);
      }),
    limits,
  );
  return { questions, ask: (abortSignal = staying()) => lookup("a", { at: 0, abortSignal }) };
}

describe("what is remembered", () => {
  it("is good for a while, after and before", async () => {
    const { asked, at } = counting();
    await at("a", minutes(60));
    await at("a", minutes(60) + limits.cacheMs - 1);
    await at("a", minutes(60) - limits.cacheMs + 1);
    expect(asked).toHaveLength(1);
    expect(await at("a", minutes(60) + limits.cacheMs)).toBe(2);
    expect(await at("a", minutes(60))).toBe(3);
  });

  it("is bounded; a flood of names does not push out the one in use", async () => {
    const { asked, at } = counting();
    for (let n = 0; n < 50; n++) {
      await at("home", n);
      await at(`flood${n}`, n);
    }
    expect(asked.filter((name) => name === "home")).toHaveLength(1);
    await at("flood48", 50);
    expect(asked.filter((name) => name === "flood48")).toHaveLength(2);
  });

  it("is not a failure, thrown or rejected", async () => {
    let calls = 0;
    const lookup = cachedLookup((): string => {
      calls++;
      throw new Error("down");
    }, limits);
    await expect(lookup("a", { at: 0, abortSignal: staying() })).rejects.toThrow("down");
    await expect(lookup("a", { at: 1, abortSignal: staying() })).rejects.toThrow("down");
    expect(calls).toBe(2);
  });
});

describe("signups that ask at once", () => {
  it("share one question and its failure", async () => {
    const { questions, ask } = held();
    const both = [ask(), ask()];
    questions[0]?.fail();
    expect(await Promise.allSettled(both)).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
    const next = ask();
    questions[1]?.answer("x");
    expect([await next, questions.length]).toEqual(["x", 2]);
  });

  it("keep it while one of them waits", async () => {
    const { questions, ask } = held();
    const gone = new AbortController();
    const both = [ask(gone.signal), ask()];
    gone.abort();
    expect(questions[0]?.abortSignal.aborted).toBe(false);
    questions[0]?.answer("x");
    expect(await Promise.all(both)).toEqual(["x", "x"]);
  });

  it("abort it when none does, and who comes next asks anew", async () => {
    const { questions, ask } = held();
    const gone = new AbortController();
    const both = Promise.allSettled([ask(gone.signal), ask(gone.signal)]);
    gone.abort();
    const next = ask();
    expect(questions.map(({ abortSignal }) => abortSignal.aborted)).toEqual([true, false]);
    await both;
    questions[1]?.answer("x");
    expect(await next).toBe("x");
    expect(await ask()).toBe("x");
    expect(questions).toHaveLength(2);
  });

  it("profit from an answer that came too late for others", async () => {
    const { questions, ask } = held({ deaf: true });
    const gone = new AbortController();
    const first = ask(gone.signal);
    gone.abort();
    questions[0]?.answer("late");
    expect([await first, await ask(), questions.length]).toEqual(["late", "late", 1]);
  });

  it("are not answered by a question that an own one has replaced", async () => {
    const { questions, ask } = held({ deaf: true });
    const gone = new AbortController();
    const first = ask(gone.signal);
    gone.abort();
    const next = ask();
    questions[0]?.answer("old");
    await first;
    questions[1]?.answer("new");
    expect([await next, await ask(), questions.length]).toEqual(["new", "new", 2]);
  });

  it("leave an answer alone when they end after it", async () => {
    const { questions, ask } = held();
    const done = new AbortController();
    const first = ask(done.signal);
    questions[0]?.answer("x");
    await first;
    done.abort();
    expect(await ask()).toBe("x");
    expect([questions.length, questions[0]?.abortSignal.aborted]).toEqual([1, false]);
  });

  it("do not start a question for one who has left", async () => {
    const { questions, ask } = held();
    await expect(ask(AbortSignal.abort())).rejects.toThrow("down");
    expect(questions[0]?.abortSignal.aborted).toBe(true);
  });
});
