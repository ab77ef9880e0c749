import { days, isTrialgateError } from "trialgate";
import {
  type Cohort,
  createRandom,
  defineCohort,
  people,
  persona,
  signupOf,
  simulate,
  standardCohorts,
  strangers,
  type WorldOptions,
} from "trialgate/simulate";
import { describe, expect, it } from "vitest";

const { homeUsers, carrierNat } = people;

const jsonl = (options: WorldOptions): string =>
  Array.from(simulate(options), ({ learn, ...signup }) => JSON.stringify(signup)).join("\n");

const intruders = defineCohort({
  name: "intruders",
  label: "abuse",
  text: "Made for a test",
  share: { value: 1, text: "share", source: "assumed" },
  parameters: { waitMs: { value: 5000, text: "milliseconds", source: "assumed" } },
  *arrivals({ count, startAt, values, random }) {
    for (let place = 0; place < count; place += 1) {
      const at = startAt + place * values.waitMs;
      const own = random.fork(place);
      yield { at, idleMs: days(10), signup: () => signupOf(persona(own), own, at) };
    }
  },
});

const problemsOf = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    if (isTrialgateError(error) && error.code === "invalid_config") return error.message;
    throw error;
  }
  return "";
};

describe("a world", () => {
  it("is the same for the same seed, to the byte, and another for another", () => {
    const [one, again, other] = [1, 1, 2].map((seed) => jsonl({ seed, signups: 400 }));
    expect(again).toBe(one);
    expect(other).not.toBe(one);
    expect(one?.split("\n").slice(0, 5)).not.toEqual(other?.split("\n").slice(0, 5));
  });

  it("comes in the order of time, within its days, under ids that tell nothing else", () => {
    const startAt = Date.UTC(2027, 0, 1);
    const signups = [...simulate({ seed: 3, signups: 500, startAt, days: 30 })];
    const times = signups.map(({ input }) => input.at ?? Number.NaN);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(startAt);
    expect(times.at(-1)).toBeLessThanOrEqual(startAt + days(30));
    expect(signups.map(({ input }) => input.id)).toEqual(
      signups.map((_, place) => `signup-${String(place + 1).padStart(7, "0")}`),
    );
  });

  it("has the shares that are asked for", () => {
    const cohorts = [homeUsers({ share: 3 }), carrierNat({ share: 1 }), intruders()];
    const groups = Array.from(
      simulate({ seed: 1, signups: 2_000, abuseShare: 0.46, cohorts }),
      ({ group, label }) => `${group} ${label}`,
    );
    const count = (name: string): number => groups.filter((it) => it === name).length;
    expect(count("intruders abuse")).toBe(920);
    expect(count("home legitimate")).toBe(810);
    expect(count("carrier-nat legitimate")).toBe(270);
  });

  it("belongs to one kind alone where there is no other", () => {
    expect([...simulate({ seed: 1, signups: 30, cohorts: [intruders()] })]).toHaveLength(30);
    expect([...simulate({ seed: 1, signups: 30, cohorts: [homeUsers()] })]).toHaveLength(30);
  });

  it("knows of abuse only after it began to use its credit", () => {
    for (const { input, labelledAt } of simulate({ seed: 1, signups: 20, cohorts: [intruders()] })) {
      expect(labelledAt).toBeGreaterThan((input.at ?? 0) + days(10));
    }
  });

  it("tells those who signed up what came of it", () => {
    const heard: string[] = [];
    const curious = defineCohort({
      ...intruders.definition,
      name: "curious",
      *arrivals({ startAt }) {
        yield {
          at: startAt,
          signup: () => ({ email: "a@example.com" }),
          learn: ({ tier }) => heard.push(tier),
        };
      },
    });
    for (const { learn } of simulate({ seed: 1, signups: 1, cohorts: [curious()] })) {
      learn({ tier: "starter" } as Parameters<typeof learn>[0]);
    }
    expect(heard).toEqual(["starter"]);
  });

  it("is described in a few lines", () => {
    const bootcamp = defineCohort({
      name: "bootcamp",
      label: "legitimate",
      text: "People with a code",
      share: { value: 0.5, text: "share of people", source: "our course calendar" },
      parameters: {},
      arrivals: (plan) =>
        strangers(plan, ({ random, country, at }) => ({
          ...signupOf(persona(random, { country }), random, at),
          inviteCode: "CAMP",
        })),
    });
    const world = [...simulate({ seed: 1, signups: 100, cohorts: [homeUsers({ share: 0.5 }), bootcamp()] })];
    expect(world.filter(({ input }) => input.inviteCode === "CAMP")).toHaveLength(50);
  });
});

describe("numbers that cannot be meant", () => {
  it.each([
    ["signups", 0],
    ["signups", 1.5],
    ["days", 0],
    ["days", Number.NaN],
    ["abuseShare", 1.1],
    ["abuseShare", -0.1],
    ["startAt", -1],
    ["startAt", Date.UTC(3001, 0, 1)],
    ["seed", Number.NaN],
  ])("are refused: %s %d", (name, value) => {
    expect(problemsOf(() => simulate({ seed: 1, [name]: value }))).toMatch(new RegExp(`^${name}: `));
  });

  it("are all told at once, and misspelt options too, before anything is simulated", () => {
    const options = { seed: 1, signup: 5, days: -1, cohorts: [] };
    expect(problemsOf(() => simulate(options)).split("\n")).toEqual([
      'signup: is not an option; did you mean "signups"?',
      "days: must be a number above 0",
      "cohorts: must hold at least one cohort",
    ]);
  });

  it("are refused of a cohort", () => {
    expect(problemsOf(() => carrierNat({ pool: -2 }))).toBe(
      "cohort carrier-nat: pool: must be a number of at least 0",
    );
    expect(problemsOf(() => carrierNat({ android: 65 }))).toBe(
      "cohort carrier-nat: android: must be a number within 0 and 1",
    );
    expect(problemsOf(() => carrierNat({ share: 65 }))).toBe("");
    const misspelt: object = { pol: 2 };
    expect(problemsOf(() => carrierNat(misspelt))).toBe(
      'cohort carrier-nat: pol: is not an option; did you mean "pool"?',
    );
  });

  it("are cohorts that are none, such as one that was not called", () => {
    const refusal = (cohorts: unknown) =>
      problemsOf(() => simulate({ seed: 1, cohorts: cohorts as readonly Cohort[] }));
    expect(refusal([homeUsers(), homeUsers])).toBe(
      "cohorts.1: is what makes a cohort: call it, as in people.homeUsers()",
    );
    expect(refusal([null, { name: "home" }]).split("\n")).toEqual([
      "cohorts.0: must be a cohort, made by what defineCohort returns",
      "cohorts.1: must be a cohort, made by what defineCohort returns",
    ]);
    expect(refusal("home")).toBe("cohorts: must be a list, like [...standardCohorts(), mine()]");
  });

  it("are two cohorts of one name, which would do the same", () => {
    const twice = [homeUsers(), homeUsers({ share: 2 })];
    expect(problemsOf(() => simulate({ seed: 1, cohorts: twice }))).toMatch(/has two named "home"/);
    expect([
      ...simulate({ seed: 1, signups: 10, cohorts: [homeUsers(), homeUsers({ name: "home too" })] }),
    ]).toHaveLength(10);
  });
});

describe("a cohort", () => {
  it("says its parameters as they are here, with their source", () => {
    expect(carrierNat().parameters.pool).toEqual(carrierNat.definition.parameters.pool);
    expect(carrierNat({ pool: 3 }).parameters.pool).toEqual({
      value: 3,
      text: carrierNat.definition.parameters.pool.text,
      source: "set by whoever made this world",
    });
  });

  it("of the standard world has a source for every number", () => {
    const cohorts = standardCohorts();
    expect(cohorts.length).toBeGreaterThanOrEqual(16);
    for (const { name, text, parameters } of cohorts) {
      expect(text.length, name).toBeGreaterThan(40);
      for (const [parameter, { value, source, text }] of Object.entries(parameters)) {
        expect(source, `${name}.${parameter}`).not.toBe("");
        expect(text, `${name}.${parameter}`).not.toBe("");
        expect(Number.isFinite(value), `${name}.${parameter}`).toBe(true);
      }
    }
  });
});

describe("randomness", () => {
  it("has streams that do not touch each other", () => {
    const [one, other] = [createRandom(5), createRandom(5)];
    const fork = one.fork("a");
    for (let count = 0; count < 10; count += 1) fork.next();
    expect(one.next()).toBe(other.next());
    expect(createRandom(5).fork("a").next()).toBe(createRandom(5).fork("a").next());
    expect(createRandom(5).fork("a").next()).not.toBe(createRandom(5).fork("b").next());
  });

  it("keeps to its distributions", () => {
    const random = createRandom("distributions");
    const draws = Array.from({ length: 20_000 }, () => random.lognormal(30, 0.6)).sort((a, b) => a - b);
    expect(draws[10_000]).toBeGreaterThan(28.5);
    expect(draws[10_000]).toBeLessThan(31.5);
    const heads = Array.from({ length: 20_000 }, () => random.chance(0.3)).filter(Boolean).length;
    expect(Math.abs(heads / 20_000 - 0.3)).toBeLessThan(0.02);
    const picked = Array.from({ length: 20_000 }, () =>
      random.weighted([["a", 3] as const, ["b", 1] as const]),
    );
    expect(Math.abs(picked.filter((it) => it === "a").length / 20_000 - 0.75)).toBeLessThan(0.02);
  });
});
