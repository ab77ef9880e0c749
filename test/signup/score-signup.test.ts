import {
  type Assessment,
  isTrialgateError,
  memoryStore,
  type Observed,
  type ScorerEvent,
  type SignupInput,
  type Store,
  scoreSignup,
  standardPolicy,
  standardSignals,
} from "trialgate";
import { fixedClock, signupInput } from "trialgate/testing";
import { describe, expect, it, vi } from "vitest";
import { hours } from "../../src/core/clock.js";
import { probabilityOf } from "../../src/core/scorecard.js";
import { deadStores, failing, scorerOf, start } from "./scoring.js";

const farm = (place: number): SignupInput =>
  signupInput({
    email: `jane${place}@mailinator.com`,
    deviceId: "farm",
    formMs: 300,
    at: start + place * 1000,
  });

const codesOf = ({ results }: Assessment): readonly string[] =>
  results.flatMap((result) => (result.status === "ok" ? result.evidence.map(({ code }) => code) : []));

describe("the same signups", () => {
  it("get the same assessments, byte for byte", async () => {
    const all = async (): Promise<string> => {
      const score = scorerOf();
      const seen: Assessment[] = [];
      for (const place of Array.from({ length: 12 }, (_, n) => n)) seen.push(await score(farm(place)));
      return JSON.stringify(seen);
    };
    expect(await all()).toBe(await all());
  });

  it("get the same whichever signal finishes first", async () => {
    const slowed = (order: (place: number) => number) =>
      standardSignals().map((signal, place) => ({
        ...signal,
        evaluate: async (...seen: Parameters<typeof signal.evaluate>) => {
          await new Promise((resolve) => setTimeout(resolve, order(place)));
          return signal.evaluate(...seen);
        },
      }));
    const [plain, up, down] = await Promise.all([
      scorerOf()(farm(1)),
      scorerOf({ signals: slowed((place) => place) })(farm(1)),
      scorerOf({ signals: slowed((place) => 20 - place) })(farm(1)),
    ]);
    expect(JSON.stringify(up)).toBe(JSON.stringify(plain));
    expect(JSON.stringify(down)).toBe(JSON.stringify(plain));
  });

  it("asked again within a day get the first answer, also when others came between", async () => {
    const clock = fixedClock(start);
    const score = scorerOf({ clock });
    const first = await score(signupInput());
    clock.advance(hours(23));
    await score(signupInput({ email: "somebody.else@example.com" }));
    const again = await score(signupInput());
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    expect(again).toMatchObject({ at: start, revision: 1 });
    clock.advance(hours(1));
    expect(await score(signupInput())).toMatchObject({ at: start + hours(24), revision: 2 });
  });

  it("are the same whatever their time, and in whatever capitals the address is typed", async () => {
    const score = scorerOf();
    const first = await score(signupInput({ at: start }));
    const later = await score(signupInput({ at: start + 1000 }));
    expect(JSON.stringify(later)).toBe(JSON.stringify(first));
    await score(signupInput({ id: "own-id" }));
    const shouted = await score(signupInput({ id: "own-id", email: "JANE.DOE@example.com" }));
    expect(shouted).toMatchObject({ revision: 2, warnings: [] });
  });

  it("at once count once", async () => {
    const score = scorerOf();
    const twins = await Promise.all(Array.from({ length: 10 }, () => score(signupInput())));
    expect(new Set(twins.map((twin) => JSON.stringify(twin))).size).toBe(1);
    expect(
      codesOf(await score(signupInput({ id: "another", email: "another@example.com", deviceId: "new" }))),
    ).toEqual([]);
  });

  it("scored by one call are as scored by a scorer", async () => {
    const one = await scoreSignup(farm(1), { store: memoryStore(), clock: fixedClock(start) });
    expect(JSON.stringify(one)).toBe(JSON.stringify(await scorerOf()(farm(1))));
  });
});

describe("an assessment", () => {
  it("accounts for its points, and comes in JSON", async () => {
    const score = scorerOf();
    for (const place of [1, 2, 3, 4]) {
      const assessment = await score(farm(place));
      const total = assessment.reasons.reduce((sum, { points }) => sum + points, 0);
      expect(total).toBeCloseTo(assessment.points, 6);
      const { calibration } = standardPolicy.resolved;
      expect(assessment.probability).toBeCloseTo(probabilityOf(assessment.points, calibration), 4);
      expect(JSON.parse(JSON.stringify(assessment))).toEqual(assessment);
    }
  });

  it("holds nothing that names a person", async () => {
    const input = signupInput({
      email: "Jane.Doe+a77@mailinator.com",
      phone: "+44 7400 123456",
      deviceId: "device-of-jane-0815",
      paymentFingerprint: "card-fingerprint-4242",
      tlsFingerprint: "t13d1516h2_8daaf6152771",
      inviteCode: "INVITE-9000",
      name: "Jane Alexandra Doe",
      referrer: "https://referrer.example/jane",
      honeypot: "honeypot-text",
      metadata: { team: "metadata-text" },
      verified: ["phone", "challenge"],
    });
    const score = scorerOf();
    const seen = JSON.stringify([
      await score(input),
      await score({ ...input, email: "janedoe@mailinator.com" }),
      await score({ ...input, id: "own-id", email: "janedoe+1@mailinator.com" }),
    ]).toLowerCase();
    const telling = [
      ...[
        "jane",
        "doe",
        "a77",
        "mailinator",
        "7400",
        "device-of",
        "card-fingerprint",
        "t13d1516h2",
        "invite-9000",
      ],
      ...["referrer.example", "honeypot-text", "metadata-text", "81.2.69", "windows nt", "chrome"],
    ];
    expect(telling.filter((text) => seen.includes(text))).toEqual([]);
    expect(seen).toContain("own-id");
  });

  it("names what judged: policy, versions, channel", async () => {
    const { policy, versions, channel, mode } = await scorerOf()(signupInput({ channel: "cli" }));
    expect(policy).toEqual({ id: "standard", version: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(versions).toEqual({ trialgate: "0.1.0", signals: expect.any(String), lists: expect.any(String) });
    expect({ channel, mode }).toEqual({ channel: "cli", mode: "enforce" });
  });

  it("notes what is malformed through no fault of the person as skipped", async () => {
    const { results, tier } = await scorerOf()(signupInput({ ip: "not an address", channel: "oauth" }));
    const of = (id: string) => results.find(({ signal }) => signal === id);
    expect(of("ip-velocity")).toMatchObject({ status: "skipped", because: "malformed" });
    expect(tier).toBe("trickle");
  });

  it("warns of fields it does not know", async () => {
    const { warnings } = await scorerOf()({ ...signupInput(), emial: "x" } as SignupInput);
    expect(warnings).toEqual(["unknown-field: emial was ignored"]);
  });
});

describe("a step up", () => {
  // A listed domain alone: trickle, with a challenge.
  const doubtful = signupInput({ id: "attempt-1", email: "x7@mailinator.com", formMs: 9000 });

  it("in the same session: trickle, a challenge passed, starter, counted once", async () => {
    const clock = fixedClock(start);
    const store = memoryStore();
    const score = scorerOf({ clock, store });
    const first = await score(doubtful);
    expect(first).toMatchObject({ tier: "trickle", decision: "challenge", revision: 1, id: "attempt-1" });
    expect(first.grant.unlock).toMatchObject({ to: "starter" });
    clock.advance(60_000);
    const second = await score({ ...doubtful, verified: ["challenge"] });
    expect(second).toMatchObject({ tier: "starter", decision: "allow", revision: 2, id: "attempt-1" });
    expect(second.reasons.map(({ code }) => code)).toContain("policy.unlocked");
    const neighbour = await score(
      signupInput({ id: "attempt-2", email: "y8@example.com", deviceId: doubtful.deviceId }),
    );
    const reuse = neighbour.reasons.find(({ code }) => code === "device-reuse.reused");
    expect(reuse?.detail).toEqual({ accounts: 2 });
  });

  it("by default id, too", async () => {
    const { id: _, ...anonymous } = doubtful;
    const score = scorerOf();
    const first = await score(anonymous);
    const second = await score({ ...anonymous, verified: ["challenge"] });
    expect([first.tier, second.tier, second.revision]).toEqual(["trickle", "starter", 2]);
    expect(second.id).toBe(first.id);
  });

  it("is not for another identity under the same id: assessed on its own, with a warning", async () => {
    const score = scorerOf();
    await score(doubtful);
    const other = await score(
      signupInput({ id: "attempt-1", email: "somebody@example.com", deviceId: "other" }),
    );
    expect(other).toMatchObject({ id: "attempt-1", tier: "starter", revision: 1 });
    expect(other.warnings).toEqual([expect.stringMatching(/^id-reused: .*, as attempt-1\/[\w-]{22}$/)]);
    const again = await score(doubtful);
    expect(again).toMatchObject({ tier: "trickle", revision: 1, warnings: [] });
    const otherAgain = await score(
      signupInput({ id: "attempt-1", email: "somebody@example.com", deviceId: "other" }),
    );
    expect(JSON.stringify(otherAgain)).toBe(JSON.stringify(other));
  });
});

describe("a failure", () => {
  it.each(Object.entries(deadStores))("of a store that %s caps the tier, and is told", async (_, store) => {
    const assessment = await scorerOf({ store, timeoutMs: 20 })(signupInput());
    expect(assessment).toMatchObject({
      tier: "trickle",
      decision: "challenge",
      degraded: ["store"],
      revision: 1,
    });
  });

  it("of a store that sees a conflict everywhere is as good as a store that is down", async () => {
    const store = { ...memoryStore(), observe: async () => ({ status: "conflict" as const }) };
    const assessment = await scorerOf({ store })(signupInput({ honeypot: "filled" }));
    expect(assessment).toMatchObject({ tier: "trickle", decision: "challenge", degraded: ["store"] });
    expect(assessment.results).toHaveLength(standardSignals().length);
  });

  it("of a store that first sees a conflict and then hangs ends at the deadline of the whole call", async () => {
    vi.useFakeTimers();
    const first = async (): Promise<Observed> => {
      await new Promise((resolve) => setTimeout(resolve, 90));
      return { status: "conflict" };
    };
    const observe = vi.fn<() => Promise<Observed>>(() => new Promise(() => {})).mockImplementationOnce(first);
    const scored = scorerOf({ store: { ...memoryStore(), observe }, timeoutMs: 100, deadlineMs: 110 })(
      signupInput({ id: "taken" }),
    );
    await vi.advanceTimersByTimeAsync(111);
    await expect(Promise.race([scored, "still waiting"])).resolves.toMatchObject({ degraded: ["store"] });
    vi.useRealTimers();
  });

  it("of the store never makes a verdict milder", async () => {
    const worse = await scorerOf({ store: deadStores.rejects as never })(signupInput({ honeypot: "filled" }));
    expect(worse).toMatchObject({ tier: "none", decision: "block", degraded: ["store"] });
  });

  it.each(standardSignals().map((signal) => [signal.id, signal] as const))(
    "of %s alone",
    async (id, broken) => {
      const others = standardSignals().filter((signal) => signal.id !== id);
      const input = signupInput({
        name: "Jane Doe",
        phone: "+447400123456",
        paymentFingerprint: "card",
        inviteCode: "code",
        verified: ["challenge"],
      });
      const degrading = await scorerOf({ signals: [failing(broken, "degrade"), ...others] })(input);
      const skipping = await scorerOf({ signals: [failing(broken, "skip"), ...others] })(input);
      const [result] = degrading.results;
      // The operator's lists are empty here, so they have nothing to look at and nothing to fail on.
      if (result?.status === "skipped") return expect(id).toBe("allow-block-list");
      expect(result).toEqual({ signal: id, status: "failed", because: "threw", degrades: true });
      expect(degrading).toMatchObject({ tier: "trickle", decision: "challenge", degraded: [id] });
      expect(degrading.reasons).toContainEqual(
        expect.objectContaining({ code: "policy.degraded", points: 0 }),
      );
      expect(skipping).toMatchObject({ tier: "starter", decision: "allow", degraded: [] });
    },
  );

  it("of the store is asked for no more after three, and is over when it is back", async () => {
    const clock = fixedClock(start);
    const memory = memoryStore();
    let isDown = true;
    let asked = 0;
    const store = {
      ...memory,
      observe: (observation: Parameters<typeof memory.observe>[0]) => {
        asked += 1;
        return isDown ? Promise.reject(new Error("down")) : memory.observe(observation);
      },
    };
    const score = scorerOf({ store, clock });
    for (let call = 0; call < 10; call++) await score(signupInput({ email: `a${call}@example.com` }));
    expect(asked).toBe(3);
    isDown = false;
    clock.advance(1000);
    expect((await score(signupInput())).degraded).toEqual([]);
    expect(asked).toBe(4);
  });

  it("of what the caller passed in rejects with invalid_config", async () => {
    const clock = (): never => {
      throw new RangeError("no time");
    };
    const error: unknown = await scorerOf({ clock })(signupInput()).catch((thrown: unknown) => thrown);
    expect(isTrialgateError(error) && error.code).toBe("invalid_config");
  });

  it("of the store is told to the listener, with why", async () => {
    const told: ScorerEvent[] = [];
    const error = new Error("wrong password");
    const down = async (): Promise<never> => {
      throw error;
    };
    const store: Store = { persistent: false, observe: down, peek: down, related: down, forget: down };
    const score = scorerOf({ store, onEvent: (event) => void told.push(event) });
    const { degraded, at } = await score(signupInput());
    expect(degraded).toEqual(["store"]);
    expect(told).toMatchObject([{ type: "store", because: "threw", error, at }, { type: "assessed" }]);
  });

  it("of a listener changes nothing", async () => {
    const seen: string[] = [];
    const throwing = scorerOf({
      onEvent: (event) => {
        if (event.type === "assessed") seen.push(event.assessment.tier);
        throw new Error("listener");
      },
    });
    const rejecting = scorerOf({ onEvent: () => Promise.reject(new Error("listener")) as never });
    expect((await throwing(signupInput())).tier).toBe("starter");
    expect((await rejecting(signupInput())).tier).toBe("starter");
    expect(seen).toEqual(["starter"]);
  });
});
