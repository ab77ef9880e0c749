import {
  type Assessment,
  createScorer,
  definePolicy,
  type Ledger,
  type ScorerEvent,
  type ScorerOptions,
  type SignupInput,
  type Store,
} from "trialgate";
import { verifiedFacts } from "trialgate/signals";
import { fixedClock, signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { start } from "./scoring.js";

const signals = [verifiedFacts()];

/** A ladder on which a card leads to the top, and everybody else lands on `starter`. */
export const ladder = definePolicy(
  {
    id: "budgeted",
    tiers: [
      { id: "full", decision: "allow", maxPoints: 34, needs: ["strongFact"], credits: 8 },
      { id: "starter", decision: "allow", maxPoints: 50, credits: 1 },
      { id: "trickle", decision: "challenge", maxPoints: 76, credits: 0.25 },
      { id: "none", decision: "review", credits: 0 },
    ],
    whenDegraded: "trickle",
  },
  { signals },
);

const secrets = [{ id: "2026", key: "a key of more than sixteen bytes" }];

type Tier = "full" | "starter" | "trickle" | "none";
type Options = Partial<ScorerOptions<Tier>>;

/** What stands for a credit card that nobody has used. */
export const card = (id: string): SignupInput => ({
  verified: ["card"],
  cardFunding: "credit",
  paymentFingerprint: `card of ${id}`,
});

/** Somebody of their own, by an id. */
export const person = (id: string, more: SignupInput = {}): SignupInput =>
  signupInput({ id, email: `${id}@example.com`, ...more });

/** What was given away, in US dollars, to whole micro-dollars. */
export const given = (assessments: readonly Pick<Assessment<string>, "grant">[]): number =>
  Math.round(assessments.reduce((total, { grant }) => total + grant.credits, 0) * 1e6) / 1e6;

export const codes = ({ reasons }: Pick<Assessment<string>, "reasons">): readonly string[] =>
  reasons.map(({ code }) => code).filter((code) => code.startsWith("budget."));

/** Numbers of 0 to below 1 from a seed (a linear congruential generator: Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * What a grant budget promises, over any store that keeps money. Every test has a namespace of its own, so that they
 * may share one server.
 * @param open A store, empty at least under these namespaces.
 * @param attackers How many identities the attack has; a multiple of 250.
 */
export function grantBudgetSuite(name: string, open: () => Promise<Store & Ledger>, attackers = 5000): void {
  let opened = 0;
  const scorer = async (options: Options): Promise<(input: SignupInput) => Promise<Assessment<Tier>>> => {
    opened += 1;
    return createScorer<Tier>({
      store: await open(),
      secrets,
      namespace: `grant-budget-${opened}`,
      signals,
      policy: ladder,
      clock: fixedClock(start),
      // A busy machine must not change an answer.
      timeoutMs: 10_000,
      deadlineMs: 10_000,
      ...options,
    });
  };

  describe(`a grant budget over ${name}`, { timeout: 60_000 }, () => {
    it("is never exceeded by signups that come at once", async () => {
      const score = await scorer({ grantBudget: { perHourUsd: 25 } });
      const people = Array.from({ length: 200 }, (_, place) => person(`p${place}`));
      const all = await Promise.all(people.map(score));
      expect(given(all)).toBe(25);
      expect(all.filter(({ tier }) => tier === "starter")).toHaveLength(25);
      expect(all.filter(({ tier }) => tier === "none")).toHaveLength(175);
    });

    it("gives the first tier below that fits, and says why", async () => {
      const score = await scorer({ grantBudget: { perDayUsd: 9.5 } });
      const first = await score(person("a", card("a")));
      expect([first.tier, codes(first)]).toEqual(["full", []]);
      const stepped = await score(person("b", card("b")));
      expect(stepped).toMatchObject({ tier: "starter", decision: "allow", grant: { credits: 1 } });
      expect(stepped.verdict).toMatchObject({ tier: "full", decision: "allow", grant: { credits: 8 } });
      expect(codes(stepped)).toEqual(["budget.total"]);
      expect(stepped.reasons.at(-1)).toMatchObject({ points: 0, detail: { budget: "day" } });
      const rest = [await score(person("c")), await score(person("d")), await score(person("e"))];
      expect(rest.map(({ tier, decision }) => [tier, decision])).toEqual([
        ["trickle", "challenge"],
        ["trickle", "challenge"],
        ["none", "review"],
      ]);
    });

    it("is paid once, however often somebody asks", async () => {
      const score = await scorer({ grantBudget: { perHourUsd: 3 } });
      const asks = Array.from({ length: 30 }, (_, place) => score(person(`p${place % 3}`)));
      expect(new Set((await Promise.all(asks)).map(({ tier }) => tier))).toEqual(new Set(["starter"]));
      expect((await score(person("late"))).tier).toBe("none");
      expect((await score(person("p0"))).tier).toBe("starter");
      expect((await score(person("late"))).tier).toBe("none");
    });

    it("takes the difference alone when somebody unlocks more", async () => {
      const score = await scorer({ grantBudget: { perHourUsd: 10 } });
      expect((await score(person("a"))).tier).toBe("starter");
      expect((await score(person("a", card("a")))).tier).toBe("full");
      // Two dollars are left, and not one.
      expect((await score(person("b"))).tier).toBe("starter");
      expect((await score(person("c"))).tier).toBe("starter");
      expect((await score(person("d"))).tier).toBe("none");
    });

    it("tells the mark that an unlock crosses, and tells it once", async () => {
      const events: unknown[] = [];
      const onEvent = (event: ScorerEvent<Tier>): void =>
        void (event.type === "budget" && events.push(event.share));
      const score = await scorer({ grantBudget: { perHourUsd: 16 }, onEvent });
      await score(person("a"));
      expect(events).toEqual([]);
      await score(person("a", card("a")));
      await score(person("a", card("a")));
      expect(events).toEqual([0.5]);
    });

    it("does not take one id for one person when it is somebody else's", async () => {
      const score = await scorer({ grantBudget: { perHourUsd: 2 } });
      const tiers: string[] = [];
      for (const email of ["a@example.com", "b@example.com", "c@example.com"]) {
        tiers.push((await score(person("shared", { email }))).tier);
      }
      expect(tiers).toEqual(["starter", "starter", "none"]);
    });

    it("has room again when its window has passed", async () => {
      const clock = fixedClock(start);
      const score = await scorer({ clock, grantBudget: { perHourUsd: 1, perDayUsd: 2 } });
      const tiers: string[] = [];
      for (const id of ["a", "b", "c", "d"]) {
        tiers.push((await score(person(id))).tier);
        if (id !== "a") clock.advance(3_700_000);
      }
      // An hour's dollar, none left of it, the day's other dollar, none left of the day.
      expect(tiers).toEqual(["starter", "none", "starter", "none"]);
      clock.advance(86_500_000);
      expect((await score(person("e"))).tier).toBe("starter");
    });

    it("goes by the clock and not by the time that a signup says it had", async () => {
      const score = await scorer({ grantBudget: { perHourUsd: 2 } });
      const tiers: string[] = [];
      for (let day = 0; day < 4; day++) {
        tiers.push((await score(person(`p${day}`, { at: start - day * 86_400_000 }))).tier);
      }
      expect(tiers).toEqual(["starter", "starter", "none", "none"]);
    });

    it("bounds a segment by itself, and exempts who has a strong fact", async () => {
      const score = await scorer({
        grantBudget: { perHourUsd: 20, segments: { country: { perHourUsd: 2 } } },
      });
      const tier = async (id: string, more: SignupInput): Promise<string> =>
        (await score(person(id, more))).tier;
      const german = { country: "DE" };
      expect([await tier("a", german), await tier("b", german)]).toEqual(["starter", "starter"]);
      const held = await score(person("c", german));
      expect([held.tier, held.decision, codes(held)]).toEqual(["none", "review", ["budget.segment"]]);
      expect(held.reasons.at(-1)?.detail).toEqual({ budget: "hour", segment: "country" });
      expect(await tier("d", { country: "FR" })).toBe("starter");
      expect(await tier("e", { country: undefined })).toBe("starter");
      expect(await tier("f", { ...german, ...card("f") })).toBe("full");
      // Nobody is exempt from the total: 12 dollars are gone.
      expect(await tier("g", { ...german, ...card("g") })).toBe("full");
      const last = await score(person("h", { ...german, ...card("h") }));
      expect([last.tier, codes(last)]).toEqual(["none", ["budget.total"]]);
    });

    it("stays spent after a change of secrets", async () => {
      const store = await open();
      const next = { id: "2027", key: "another key of sixteen bytes" };
      const options = { store, namespace: "grant-budget-secrets", grantBudget: { perHourUsd: 2 } };
      const before = await scorer(options);
      expect((await before(person("a"))).tier).toBe("starter");
      const after = await scorer({ ...options, secrets: [next, ...secrets] });
      expect((await after(person("a"))).tier).toBe("starter");
      expect((await after(person("b"))).tier).toBe("starter");
      expect((await after(person("c"))).tier).toBe("none");
      expect((await (await scorer({ ...options, namespace: "another" }))(person("c"))).tier).toBe("starter");
    });

    it("tells once when half, four fifths and all of it is given out", async () => {
      const events: ScorerEvent<Tier>[] = [];
      const score = await scorer({
        grantBudget: { perHourUsd: 10.1, segments: { country: { perDayUsd: 4 } } },
        onEvent: (event) => events.push(event),
      });
      const crossings = (segment: string | undefined): readonly unknown[] =>
        events.flatMap((event) =>
          event.type === "budget" && event.segment === segment
            ? [[event.budget, event.value, event.share, event.limitUsd, event.at]]
            : [],
        );
      const countries = ["GB", "DE", "FR", "IT"];
      const people = Array.from({ length: 40 }, (_, place) =>
        person(`p${place}`, { country: countries[place % 4] }),
      );
      await Promise.all(people.map(score));
      await Promise.all(people.map(score));
      // The last ten cents are less than anybody gets: it is full all the same.
      expect([...crossings(undefined)].sort()).toEqual([
        ["hour", undefined, 0.5, 10.1, start],
        ["hour", undefined, 0.8, 10.1, start],
        ["hour", undefined, 1, 10.1, start],
      ]);
      // At least two dollars went to some country, and none saw the same share twice.
      const local = crossings("country").map((crossing) => JSON.stringify(crossing));
      expect(local.length).toBeGreaterThan(0);
      expect(new Set(local).size).toBe(local.length);
    });

    it("is all that an attack of fresh identities can take, and people with a card get theirs", async () => {
      const clock = fixedClock(start);
      const random = randomFrom(41);
      const score = await scorer({
        clock,
        policy: undefined as never,
        signals: undefined as never,
        grantBudget: { perHourUsd: 100, segments: { network: { perHourUsd: 20 } } },
      });
      const taken: Assessment<Tier>[] = [];
      const people: Assessment<Tier>[] = [];
      const waves = attackers / 50;
      // An hour: throw-away identities through the addresses of three networks, and a person with a card now and then.
      for (let wave = 0; wave < waves; wave++) {
        const fresh = Array.from({ length: 50 }, (_, place) => attacker(wave * 50 + place, random));
        taken.push(...(await Promise.all(fresh.map(score))));
        if (wave % (waves / 5) === 0) {
          const name = neighbours[people.length] ?? "";
          const more = { ...card(name), deviceId: `phone of ${name}`, asn: 64_500 };
          people.push(
            await score(person(name, { ...more, email: `${name}@gmail.com`, ip: `81.2.${wave}.7` })),
          );
        }
        clock.advance(3_500_000 / waves);
      }
      expect(taken).toHaveLength(attackers);
      expect(given(taken)).toBeGreaterThan(0);
      expect(given(taken)).toBeLessThanOrEqual(60);
      expect(given([...taken, ...people])).toBeLessThanOrEqual(100);
      expect(people.map(({ tier }) => tier)).toEqual(["full", "full", "full", "full", "full"]);
    });
  });
}

/** People who happen to be at a network that is under attack. */
const neighbours = ["ada.lovelace", "grace_hopper", "mary.jackson72", "hedy", "j.bell-burnell"];

function attacker(place: number, random: () => number): SignupInput {
  const part = (): number => Math.floor(random() * 254) + 1;
  return person(`fresh${place}`, {
    email: `${Math.floor(random() * 2 ** 40).toString(36)}@site-${place}.example`,
    ip: `${20 + (place % 60)}.${part()}.${part()}.${part()}`,
    asn: 64_500 + (place % 3),
    deviceId: `device ${place}`,
    formMs: 5000 + Math.floor(random() * 20_000),
  });
}
