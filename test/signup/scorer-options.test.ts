import {
  createScorer,
  isTrialgateError,
  memoryStore,
  type Observation,
  type ScorerOptions,
  standardSignals,
} from "trialgate";
import { signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { scorerOf, start } from "./scoring.js";

/** The problems that options are refused with, as lines of `path: message`. */
function refusal(options: unknown): string {
  try {
    createScorer(options as ScorerOptions);
  } catch (error) {
    if (isTrialgateError(error) && error.code === "invalid_config") return error.message;
    throw error;
  }
  throw new Error("expected invalid_config");
}

const store = memoryStore();
const [first] = standardSignals();
const key = "0123456789abcdef";

const wrong: readonly (readonly [options: unknown, message: string])[] = [
  [undefined, "pass options, at least { store: memoryStore() }"],
  [null, "pass options, at least { store: memoryStore() }"],
  [{}, "store: must be a store, like memoryStore(), redisStore(client) or postgresStore(pool)"],
  [{ store: null }, "store: must be a store, like memoryStore(), redisStore(client) or postgresStore(pool)"],
  [
    { store: { observe: store.observe } },
    "store: must be a store, like memoryStore(), redisStore(client) or postgresStore(pool)",
  ],
  [{ store, polcy: {} }, 'polcy: is not an option; did you mean "policy"?'],
  [{ store, weather: 1 }, "weather: is not an option; known are store, "],
  [{ store, secrets: "secret" }, 'secrets: must be a list, like [{ id: "2026", key: … }]'],
  [
    { store, secrets: [{ id: "a", key: "short" }] },
    "secrets.0: A key needs at least 16 bytes, this one has 5.",
  ],
  [
    {
      store,
      secrets: [
        { id: "a", key },
        { id: "", key },
      ],
    },
    "secrets.1: A secret needs an id of at least one character.",
  ],
  [{ store, secrets: [null] }, "secrets.0: "],
  [{ store, namespace: "" }, "namespace: must be 1 to 100 letters, digits, or any of _ . : -"],
  [{ store, namespace: "a/b" }, "namespace: must be 1 to 100 letters"],
  [{ store, namespace: 7 }, "namespace: must be 1 to 100 letters"],
  [{ store, signals: [] }, "signals: must be a list of signals made by defineSignal"],
  [{ store, signals: {} }, "signals: must be a list of signals made by defineSignal"],
  [{ store, signals: [null] }, "signals: must be a list of signals made by defineSignal"],
  [
    { store, signals: [{ id: "raw", evaluate: () => [] }] },
    "signals: must be a list of signals made by defineSignal",
  ],
  [{ store, signals: [first, first] }, "signals: must have an id of their own each; two have the same"],
  [{ store, policy: null }, "policy: must be a policy, like definePolicy({ … })"],
  [{ store, policy: { id: "x", tiers: [] } }, "policy: must be a policy"],
  [{ store, lists: {} }, "lists: must be lists"],
  [{ store, clock: 1_700_000_000_000 }, "clock: must be a function that answers epoch milliseconds"],
  [{ store, timeoutMs: 0 }, "timeoutMs: must be a number of milliseconds above 0, at most 60000"],
  [{ store, timeoutMs: "100" }, "timeoutMs: must be a number"],
  [{ store, deadlineMs: 60_001 }, "deadlineMs: must be a number"],
  [{ store, deadlineMs: Number.NaN }, "deadlineMs: must be a number"],
  [{ store, abortSignal: true }, "abortSignal: must be an AbortSignal"],
  [{ store, onEvent: "log" }, "onEvent: must be a function"],
  [{ store, mode: "log" }, 'mode: must be "enforce" or "shadow"'],
  [
    { store, mode: "shadow" },
    "shadowTier: is required in shadow mode: the tier you grant today, one of the policy's full, starter, trickle, none",
  ],
  [{ store, mode: "shadow", shadowTier: "gold" }, "shadowTier: is no tier of the policy; known are full"],
  [{ store, shadowTier: "full" }, 'shadowTier: only has a meaning with mode: "shadow"'],
];

describe("the options of a scorer", () => {
  it.each(wrong)("%j are refused in words", (options, message) => {
    expect(refusal(options)).toContain(message);
  });

  it("are refused with every problem at once", () => {
    const lines = refusal({ store: 1, clock: 1, mode: 1, timeoutMs: -1 }).split("\n");
    expect(lines.map((line) => line.split(":")[0])).toEqual(["store", "clock", "timeoutMs", "mode"]);
  });

  it("never repeat a key", () => {
    expect(refusal({ store, secrets: [{ id: "a", key: "tell-tale" }] })).not.toContain("tell-tale");
  });

  it("left undefined are the defaults", async () => {
    const undefineds = {
      secrets: undefined,
      signals: undefined,
      policy: undefined,
      mode: undefined,
      clock: undefined,
    };
    const assessment = await createScorer({ store: memoryStore(), ...undefineds })(signupInput());
    expect(assessment).toMatchObject({ tier: "starter", policy: { id: "standard" } });
    expect(Math.abs(assessment.at - Date.now())).toBeLessThan(60_000);
  });
});

describe("a store that outlives the process", () => {
  const recording = () => {
    const observed: Observation[] = [];
    const memory = memoryStore();
    return {
      observed,
      store: {
        ...memory,
        persistent: true,
        observe: (observation: Observation) => {
          observed.push(observation);
          return memory.observe(observation);
        },
      },
    };
  };
  const input = signupInput({
    email: "Jane.Doe+a77@gmail.com",
    phone: "+44 7400 123456",
    deviceId: "device-of-jane-0815",
    paymentFingerprint: "card-fingerprint-4242",
    tlsFingerprint: "t13d1516h2_8daaf6152771",
    inviteCode: "INVITE-9000",
    name: "Jane Alexandra Doe",
    id: "attempt-4711",
  });

  it("is refused without secrets", () => {
    expect(refusal({ store: recording().store })).toMatch(
      /^secrets: are required for a store that outlives the process/,
    );
  });

  it("sees hashes only", async () => {
    const { store, observed } = recording();
    const score = scorerOf({ store, secrets: [{ id: "2026", key }] });
    const assessment = await score(input);
    expect(assessment.degraded).toEqual([]);
    await score({ ...input, id: undefined });
    await score({ ...input, email: "somebody.else@example.com", phone: undefined });
    const kept = observed.flatMap(({ once, counters }) => [
      once.key,
      ...once.identity,
      ...counters.flatMap((counter) => [
        counter.key,
        ...(counter.kind === "distinct" ? [counter.member] : []),
      ]),
    ]);
    expect(kept.length).toBeGreaterThan(40);
    for (const text of kept) expect(text).toMatch(/^[\w-]{22}(?:\.[a-z]+)?$/);
    expect(JSON.stringify(observed)).not.toMatch(/jane|7400|81\.2|card-f|t13d|invite-\d|attempt|london/i);
  });

  it("sees other hashes under another secret or namespace", async () => {
    const keysOf = async (secret: string, namespace: string): Promise<readonly string[]> => {
      const { store, observed } = recording();
      await scorerOf({ store, secrets: [{ id: "s", key: secret }], namespace })(input);
      return observed.flatMap(({ once, counters }) => [once.key, ...counters.map((counter) => counter.key)]);
    };
    const [base, otherSecret, otherSpace, again] = await Promise.all([
      keysOf(key, "production"),
      keysOf(`${key}!`, "production"),
      keysOf(key, "staging"),
      keysOf(key, "production"),
    ]);
    expect(again).toEqual(base);
    const known = new Set(base);
    expect([...otherSecret, ...otherSpace].filter((text) => known.has(text))).toEqual([]);
  });

  it("counts as the memory store does", async () => {
    const { store } = recording();
    const sealed = scorerOf({ store, secrets: [{ id: "s", key }] });
    const plain = scorerOf({ secrets: [{ id: "s", key }] });
    for (let place = 0; place < 4; place++) {
      const signup = signupInput({ email: `jane.doe+${place}@gmail.com`, at: start + place });
      expect(JSON.stringify(await sealed(signup))).toBe(JSON.stringify(await plain(signup)));
    }
  });
});
