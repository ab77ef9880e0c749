import {
  createScorer,
  definePolicy,
  isTrialgateError,
  type Ledger,
  memoryStore,
  type ScorerOptions,
  type SignupInput,
  type SignupPolicy,
  type Store,
} from "trialgate";
import { verifiedFacts } from "trialgate/signals";
import { fixedClock } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { card, codes, given, grantBudgetSuite, ladder, person } from "./grant-budget-suite.js";
import { scorerOf, start } from "./scoring.js";

grantBudgetSuite("the memory store", async () => memoryStore());

const signals = [verifiedFacts()];
const base = { signals, policy: ladder, clock: fixedClock(start) };

/** A store that counts as it should and keeps no money. */
function brokenLedger(claim: () => unknown): Store & Ledger {
  return { ...memoryStore(), claim: claim as Ledger["claim"] };
}

const failures: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new Error("down");
  },
  rejects: () => Promise.reject(new Error("down")),
  hangs: () => new Promise(() => {}),
  "answers nothing": async () => undefined,
  "answers a place that was not asked for": async () => ({ place: 9, paid: 0, totals: [0] }),
  "answers too few totals": async () => ({ place: 0, paid: 0, totals: [] }),
};

describe("a grant budget whose store does not answer the claim", () => {
  it.each(Object.entries(failures))("that %s: no credit without its budget", async (_, claim) => {
    const store = brokenLedger(claim);
    const score = createScorer({ ...base, store, timeoutMs: 20, grantBudget: { perHourUsd: 100 } });
    const assessment = await score(person("a"));
    expect(assessment).toMatchObject({ tier: "none", decision: "review", degraded: ["store"] });
    expect(assessment.verdict.tier).toBe("starter");
    expect(codes(assessment)).toEqual(["budget.unavailable"]);
  });

  it("gives a tenth of the budget from a fallback, and no more than whenDegraded", async () => {
    const store = brokenLedger(() => Promise.reject(new Error("down")));
    const grantBudget = { perHourUsd: 10 };
    const score = createScorer({ ...base, store, fallback: memoryStore(), grantBudget });
    const all = await Promise.all(["a", "b", "c", "d", "e", "f"].map((id) => score(person(id))));
    expect(all.map(({ tier }) => tier)).toEqual(["trickle", "trickle", "trickle", "trickle", "none", "none"]);
    expect(all.every(({ degraded }) => degraded.includes("store"))).toBe(true);
    expect(given(all)).toBe(1);
  });

  it("caps at whenDegraded also where that gives as much", async () => {
    const tiers = [
      { id: "open", decision: "allow", maxPoints: 50, credits: 1 },
      { id: "watched", decision: "challenge", maxPoints: 76, credits: 1 },
      { id: "shut", decision: "review", credits: 0 },
    ] as const;
    const policy = definePolicy({ id: "same", tiers, whenDegraded: "watched" }, { signals });
    const store = brokenLedger(() => Promise.reject(new Error("down")));
    const options = { store, signals, policy, fallback: memoryStore() };
    const score = createScorer({ ...options, grantBudget: { perHourUsd: 10 } });
    const assessment = await score(person("a"));
    expect(assessment).toMatchObject({ tier: "watched", decision: "challenge", grant: { credits: 1 } });
    expect(codes(assessment)).toEqual(["budget.unavailable"]);
    expect((await score(person("b"))).tier).toBe("shut");
  });

  it("is asked no second time when it has just failed to count", async () => {
    let claims = 0;
    const dead: Store & Ledger = {
      ...memoryStore(),
      observe: () => Promise.reject(new Error("down")),
      claim: async () => {
        claims += 1;
        return { place: 0, paid: 0, totals: [0] };
      },
    };
    const score = createScorer({ ...base, store: dead, grantBudget: { perHourUsd: 10 } });
    expect((await score(person("a"))).tier).toBe("none");
    expect(claims).toBe(0);
  });

  it("is left alone after three failures in a row, and asked again later", async () => {
    const clock = fixedClock(start);
    let claims = 0;
    let isDown = true;
    const { claim } = memoryStore();
    const store: Store & Ledger = {
      ...memoryStore(),
      claim: (asked) => {
        claims += 1;
        return isDown ? Promise.reject(new Error("down")) : claim(asked);
      },
    };
    const score = createScorer({ ...base, clock, store, grantBudget: { perHourUsd: 10 } });
    for (let call = 0; call < 10; call++) {
      expect((await score(person(`p${call}`))).degraded).toEqual(["store"]);
    }
    expect(claims).toBe(3);
    isDown = false;
    clock.advance(1000);
    // The same person again, and this time with what is theirs.
    expect(await score(person("p0"))).toMatchObject({ tier: "starter", degraded: [] });
    expect(claims).toBe(4);
  });

  it("ends at once when the caller gives up", async () => {
    const controller = new AbortController();
    const store = brokenLedger(() => {
      controller.abort();
      return new Promise(() => {});
    });
    const { signal: abortSignal } = controller;
    const options = { ...base, store, abortSignal, timeoutMs: 60_000, deadlineMs: 60_000 };
    const score = createScorer({ ...options, grantBudget: { perHourUsd: 10 } });
    expect(await score(person("a"))).toMatchObject({ tier: "none", degraded: ["store"] });
  });
});

describe("a grant budget", () => {
  it("is not touched in shadow mode", async () => {
    const store = memoryStore();
    const grantBudget = { perHourUsd: 1 };
    const shadow = createScorer({ ...base, store, grantBudget, mode: "shadow", shadowTier: "full" });
    const seen = [await shadow(person("a")), await shadow(person("b"))];
    expect(seen.map(({ tier, verdict }) => [tier, verdict.tier])).toEqual([
      ["full", "starter"],
      ["full", "starter"],
    ]);
    expect((await createScorer({ ...base, store, grantBudget })(person("c"))).tier).toBe("starter");
  });

  it("makes no claim for a signup that gets no credit", async () => {
    const store = brokenLedger(() => Promise.reject(new Error("asked")));
    const score = scorerOf({ store, grantBudget: { perHourUsd: 1 } });
    const blocked = await score(person("a", { honeypot: "filled" }));
    expect(blocked).toMatchObject({ decision: "block", degraded: [] });
  });

  it("asks for room in every budget at once, in whole micro-dollars", async () => {
    const claims: unknown[] = [];
    const inner = memoryStore();
    const store: Store & Ledger = {
      ...inner,
      claim: (claim) => {
        claims.push(claim);
        return inner.claim(claim);
      },
    };
    const segments = { network: { perHourUsd: 2 }, mailDomain: { perDayUsd: 3 }, invite: { perDayUsd: 4 } };
    const score = createScorer({
      ...base,
      store,
      namespace: "eu",
      grantBudget: { perHourUsd: 0.1, perDayUsd: 5, segments },
    });
    await score(person("a", { asn: 3320 }));
    expect(claims).toEqual([
      {
        at: start,
        subject: "eu/a",
        amounts: [1_000_000, 250_000, 0],
        budgets: [
          { key: "eu/grant-budget:hour", windowMs: 3_600_000, limit: 100_000 },
          { key: "eu/grant-budget:day", windowMs: 86_400_000, limit: 5_000_000 },
          { key: "eu/grant-budget:hour:network:AS3320", windowMs: 3_600_000, limit: 2_000_000 },
          { key: "eu/grant-budget:day:mailDomain:example.com", windowMs: 86_400_000, limit: 3_000_000 },
        ],
      },
    ]);
  });

  const values: readonly (readonly [segment: string, more: SignupInput, value: string])[] = [
    ["network", { asn: 3320 }, "AS3320"],
    ["network", { ip: "81.2.69.142" }, "81.2.69.0/24"],
    ["mailDomain", { email: "a@mail.firm.example" }, "firm.example"],
    ["mailDomain", { email: "a@gmail.com" }, "gmail"],
    ["mailDomain", { email: "a@mailinator.com" }, "disposable"],
    ["country", { country: "de" }, "DE"],
    ["invite", { inviteCode: "SPRING" }, "SPRING"],
    ["referrer", { referrer: "https://forum.example/t/1?x=2" }, "forum.example"],
    ["referrer", { referrer: "Newsletter " }, "newsletter"],
    ["referrer", { referrer: "ada@example.com wrote to me" }, "unreadable"],
    ["referrer", { referrer: "data:text/plain,x" }, "unreadable"],
  ];

  it.each(values)("knows the %s of %j", async (segment, more, value) => {
    const seen: unknown[] = [];
    const score = createScorer({
      ...base,
      store: memoryStore(),
      grantBudget: { segments: { [segment]: { perHourUsd: 1 } } },
      onEvent: (event) => event.type === "budget" && seen.push([event.segment, event.value]),
    });
    await score(person("a", more));
    expect(seen).toContainEqual([segment, value]);
  });

  it("exempts whom you say, by facts that must all be there", async () => {
    const segments = { country: { perHourUsd: 0.25 } };
    const score = (exempt: readonly string[]): Promise<{ readonly tier: string }> =>
      createScorer({ ...base, store: memoryStore(), grantBudget: { segments, exempt } })(
        person("a", card("a")),
      );
    expect((await score(["verified-facts.card"])).tier).toBe("full");
    expect((await score(["strongFact", "proof"])).tier).toBe("trickle");
    expect((await score([])).tier).toBe("trickle");
  });

  it("takes the credit away where a policy has no tier without", async () => {
    const grants = { all: { credits: 2, limits: {} } };
    const policy: SignupPolicy<"all"> = {
      id: "all",
      version: "1",
      grants,
      decide: () => ({
        points: 0,
        probability: 0.1,
        coverage: 1,
        decision: "allow",
        reasons: [],
        outcome: { tier: "all", grant: grants.all },
      }),
    };
    const score = createScorer({ store: memoryStore(), policy, grantBudget: { perHourUsd: 3 } });
    const [first, second] = [await score(person("a")), await score(person("b"))];
    expect(first.grant).toEqual({ credits: 2, limits: {} });
    expect(second).toMatchObject({ tier: "all", decision: "allow", grant: { credits: 0 } });
  });
});

const { claim: _, ...countsOnly } = memoryStore();
const store = memoryStore();
const code = {
  id: "code",
  version: "1",
  decide: () => {
    throw new Error("never asked");
  },
};

const wrong: readonly (readonly [options: unknown, message: string])[] = [
  [{ store, grantBudget: 7 }, "grantBudget: must be an object, like { perDayUsd: 100 }"],
  [{ store, grantBudget: {} }, "grantBudget: bounds nothing; give perHourUsd, perDayUsd or segments"],
  [{ store, grantBudget: { perHourUsd: 0 } }, "grantBudget.perHourUsd: must be US dollars above 0"],
  [{ store, grantBudget: { perHourUsd: "1" } }, "grantBudget.perHourUsd: must be US dollars above 0"],
  [
    { store, grantBudget: { perHourUSD: 1 } },
    'grantBudget.perHourUSD: is no field; did you mean "perHourUsd"?',
  ],
  [{ store, grantBudget: { segments: [] } }, "grantBudget.segments: must be an object"],
  [
    { store, grantBudget: { segments: { networks: { perHourUsd: 1 } } } },
    'grantBudget.segments.networks: is no segment; did you mean "network"?',
  ],
  [
    { store, grantBudget: { segments: { network: 1 } } },
    "grantBudget.segments.network: must be an object, like { perHourUsd: 5 }",
  ],
  [
    { store, grantBudget: { segments: { network: { perDayUsd: -1 } } } },
    "grantBudget.segments.network.perDayUsd: must be US dollars above 0",
  ],
  [
    { store, grantBudget: { perDayUsd: 1, exempt: "strongFact" } },
    'grantBudget.exempt: must be a list of facts, like ["strongFact"]',
  ],
  [
    { store, grantBudget: { perDayUsd: 1, exempt: ["strongFacts"] } },
    'grantBudget.exempt.0: is no fact; did you mean "strongFact"?',
  ],
  [{ store: countsOnly, grantBudget: { perDayUsd: 1 } }, "store: must be a ledger as well (it has no claim)"],
  [{ store, policy: code, grantBudget: { perDayUsd: 1 } }, "policy: must say its grants for a grantBudget"],
];

describe("a grant budget that cannot be", () => {
  it.each(wrong)("%j: %s", (options, message) => {
    let refused: unknown;
    try {
      createScorer(options as ScorerOptions);
    } catch (error) {
      refused = error;
    }
    expect(isTrialgateError(refused) && refused.code).toBe("invalid_config");
    expect(String(refused)).toContain(message);
  });
});
