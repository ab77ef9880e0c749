import { days, definePolicy, standardPolicy, standardPolicyData } from "trialgate";
import { createRandom } from "trialgate/simulate";
import type { Judged } from "trialgate/tuning";
import { measure, measureJudged } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { grants, judged, row } from "./judged.js";

type OurTier = keyof typeof grants;
const quality = (history: readonly Judged<OurTier>[], options = {}) =>
  measureJudged(history, { grants, resamples: 20, ...options });

/** Everything at random but the seed. */
function randomHistory(seed: number, count = 300): readonly Judged<OurTier>[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, place) => {
    const label = random.chance(0.3) ? "abuse" : "legitimate";
    return judged(`id-${place}`, {
      label,
      at: random.int(0, days(70)),
      points: Math.round(random.normal(label === "abuse" ? 10 : 0, 8)),
      probability: random.next(),
      tier: random.pick(["full", "starter", "trickle", "none"]),
      group: random.pick(["x", "y"]),
      weight: random.int(1, 3) / 2,
    });
  });
}

describe("what is counted", () => {
  it("is the last revision of each id", () => {
    const first = judged("one", { tier: "none", revision: 1 });
    const second = judged("one", { tier: "full", revision: 2 });
    for (const history of [
      [first, second],
      [second, first],
    ]) {
      const { people, superseded, tiers } = quality(history);
      expect({ people, superseded, atFull: tiers.full.people }).toEqual({
        people: 1,
        superseded: 1,
        atFull: 1,
      });
    }
  });

  it("keeps a label that only the first judgement carries", () => {
    const history = [judged("one", { label: "abuse" }), judged("one", { label: undefined, revision: 2 })];
    expect(quality(history)).toMatchObject({ abuse: 1, people: 0, unlabelled: 0 });
  });

  it("is not what nobody has labelled, nor what stands for nobody", () => {
    const history = [judged("a", { label: undefined }), judged("b", { weight: 0 }), judged("c")];
    expect(quality(history)).toMatchObject({ people: 1, abuse: 0, unlabelled: 1 });
  });

  it("does not depend on the order of the history", () => {
    const history = randomHistory(1);
    const random = createRandom(2);
    const shuffled = [...history].map((one) => ({ one, key: random.next() })).sort((a, b) => a.key - b.key);
    expect(quality(shuffled.map(({ one }) => one))).toEqual(quality(history));
  });

  it("counts a signup of weight 2 as two signups", () => {
    const history = randomHistory(3).map((one) => ({ ...one, weight: 1 }));
    const doubled = history.map((one) => ({ ...one, weight: 2 }));
    const [a, b] = [quality(history), quality(doubled)];
    // The pull of a hundred people weighs less on groups of twice the size.
    expect({ ...b, worstRatio: a.worstRatio }).toEqual(a);
    const twins = history.flatMap((one) => [one, { ...one, id: `${one.id}-twin` }]);
    const twice = quality(twins);
    for (const name of ["recallAt1", "recallAt5", "rocAuc", "calibrationError", "lossPer1000"] as const) {
      expect(twice[name]?.value, name).toBeCloseTo(a[name]?.value ?? Number.NaN, 10);
    }
  });
});

describe("loss", () => {
  const history = [
    judged("a", { label: "abuse", tier: "starter" }),
    judged("b", { label: "abuse", tier: "full" }),
    judged("c", { tier: "starter" }),
    judged("d", { tier: "trickle" }),
    judged("e", { tier: "none" }),
  ];

  it("is the credit that abuse takes, and the people who turn away", () => {
    // $1 and $8 of credit; $8 a person, of whom 0, 5 and 50 % turn away.
    expect(quality(history).lossPer1000?.value).toBeCloseTo((1000 * (1 + 8 + 0 + 0.4 + 4)) / 5, 9);
  });

  it("follows the costs that are given", () => {
    const costs = { takenShare: 0.5, personValueUsd: 20, friction: { challenge: 0.1 } };
    const { lossPer1000 } = quality(history, { costs });
    expect(lossPer1000?.value).toBeCloseTo((1000 * (0.5 + 4 + 0 + 2 + 10)) / 5, 9);
  });

  it("weighs signups", () => {
    const heavy = history.map((one) => (one.id === "b" ? { ...one, weight: 3 } : one));
    expect(quality(heavy).lossPer1000?.value).toBeCloseTo((1000 * (1 + 24 + 4.4)) / 7, 9);
  });
});

describe("calibration error", () => {
  it("is the mean distance of ten bins", () => {
    // Ten bins of two: in each one person and one abuse, all judged at a probability of their own, .05 … .95.
    const history = Array.from({ length: 20 }, (_, place) =>
      judged(`${place}`, {
        label: place % 2 === 0 ? "abuse" : "legitimate",
        probability: Math.floor(place / 2) / 10 + 0.05,
      }),
    );
    expect(quality(history).calibrationError?.value).toBeCloseTo(0.25, 12);
  });

  it("is none when a single probability is the share of abuse", () => {
    const history = row("a1 p1 p1 p1").map((one) => ({ ...one, probability: 0.25 }));
    expect(quality(history).calibrationError?.value).toBe(0);
  });

  it("does not let distances of one bin cancel those of another", () => {
    const history = [
      ...Array.from({ length: 10 }, (_, place) => judged(`p${place}`, { probability: 0.1 })),
      ...Array.from({ length: 10 }, (_, place) =>
        judged(`a${place}`, { probability: 0.9, label: "abuse" as const }),
      ),
    ];
    expect(quality(history).calibrationError?.value).toBeCloseTo(0.1, 12);
  });
});

describe("tiers", () => {
  const history = [
    judged("a", { tier: "full" }),
    judged("b", { tier: "starter" }),
    judged("c", { tier: "starter" }),
    judged("d", { tier: "none" }),
    judged("x", { tier: "trickle", label: "abuse" }),
  ];
  const { tiers, atOnce, timeToFull, startingTier } = quality(history);

  it("say who lands where", () => {
    expect(tiers).toEqual({
      full: { credits: 8, people: 0.25, abuse: 0 },
      starter: { credits: 1, people: 0.5, abuse: 0 },
      trickle: { credits: 0.25, people: 0, abuse: 1 },
      none: { credits: 0, people: 0.25, abuse: 0 },
    });
    expect(Object.keys(tiers)).toEqual(["full", "starter", "trickle", "none"]);
  });

  it("say who gets a tier or better at once", () => {
    const shares = Object.values(atOnce ?? {}).map(({ value }) => value);
    expect(shares).toEqual([0.25, 0.75, 0.75, 1]);
    expect(startingTier).toBe("starter");
  });

  it("say how long the way to the top is for those who only stay", () => {
    expect(timeToFull).toEqual({ share: 0.75, medianMs: 7_000 });
    expect(quality([judged("a", { tier: "trickle" })]).timeToFull).toEqual({ share: 1, medianMs: 8_000 });
    expect(quality([judged("a", { tier: "none" })]).timeToFull).toEqual({ share: 0 });
  });

  it("are never reached where a rule took the way up", () => {
    const ruled = judged("a", { tier: "trickle", grant: { credits: 0.25, limits: {} } });
    expect(quality([ruled]).timeToFull).toEqual({ share: 0 });
  });
});

describe("groups and attacks", () => {
  const group = (name: string, count: number, changes: Partial<Judged<OurTier>>) =>
    Array.from({ length: count }, (_, place) => judged(`${name}-${place}`, { group: name, ...changes }));
  const history = [
    ...group("home", 950, { points: 0 }),
    ...group("class", 40, { points: 30, tier: "trickle" }),
    ...group("class-late", 10, { points: 80, tier: "none", grant: { credits: 0, limits: {} } }),
    ...group("farm", 20, { points: 90, label: "abuse", tier: "none" }),
    ...group("hydra", 10, { points: 5, label: "abuse", tier: "starter" }),
  ];
  const found = quality(history);

  it("say how each kind of attack fares at the threshold of all people", () => {
    expect(found.attacks.farm).toMatchObject({ count: 20, recall: { value: 1 }, takenUsd: 0 });
    expect(found.attacks.farm?.tiers).toEqual({ full: 0, starter: 0, trickle: 0, none: 1 });
    expect(found.attacks.hydra).toMatchObject({ count: 10, recall: { value: 0 }, takenUsd: 1 });
  });

  it("say how each group of people fares", () => {
    expect(found.groups.home).toMatchObject({ count: 950, falsePositives: { value: 0 }, belowStarting: 0 });
    expect(found.groups.home).not.toHaveProperty("wayUp");
    expect(found.groups.class).toMatchObject({
      belowStarting: 1,
      atLast: 0,
      wayUp: 1,
      falsePositives: { value: 0 },
    });
    expect(found.groups["class-late"]).toMatchObject({ atLast: 1, wayUp: 0, falsePositives: { value: 1 } });
  });

  it("take a challenge for a way up", () => {
    const told = { tier: "none", decision: "challenge", grant: { credits: 0, limits: {} } } as const;
    expect(quality(group("twice", 3, told)).groups.twice).toMatchObject({ atLast: 1, wayUp: 1 });
  });

  it("name the worst group, small ones pulled to the others", () => {
    expect(found.worstGroup).toBe("class-late");
    // 10 of 10, with 100 more people of whom 1 % are flagged, as of all 1,000.
    expect(found.worstRatio).toBeCloseTo((10 + 1) / 110 / (10 / 1000), 9);
  });

  it("are even when nobody is flagged", () => {
    const even = quality([
      ...group("a", 50, {}),
      ...group("b", 50, {}),
      ...group("x", 5, { points: 9, label: "abuse" }),
    ]);
    expect(even.worstRatio).toBe(1);
  });

  it("keep a name that is a trap", () => {
    expect(Object.keys(quality(group("__proto__", 3, {})).groups)).toEqual(["__proto__"]);
  });
});

describe("blocks of time", () => {
  const block = (start: number, people: number, abuse: number, points: number) => [
    ...Array.from({ length: people }, (_, place) => judged(`p${start}-${place}`, { at: start + place })),
    ...Array.from({ length: abuse }, (_, place) =>
      judged(`a${start}-${place}`, { at: start + place, label: "abuse", points }),
    ),
  ];

  it("have figures of their own, and say when there are too few", () => {
    const { blocks } = quality([
      ...block(0, 120, 40, 10),
      ...block(days(31), 120, 40, -10),
      ...block(days(90), 5, 5, 10),
    ]);
    expect(blocks.map(({ from, to, tooFew }) => [from, to, tooFew])).toEqual([
      [0, days(30), false],
      [days(30), days(60), false],
      [days(90), days(120), true],
    ]);
    expect(blocks.map(({ recallAt1 }) => recallAt1?.value)).toEqual([1, 0, 1]);
  });
});

describe("too few labels", () => {
  it("make no figure that is not a number", () => {
    for (const history of [[], row("p1 p2"), row("a1 a2")]) {
      const found = quality(history);
      expect(found).not.toHaveProperty("recallAt1");
      expect(found).not.toHaveProperty("lossPer1000");
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      expect(JSON.stringify(found)).not.toContain("null");
    }
  });

  it("leave what needs people alone", () => {
    expect(quality(row("p1 p2")).atOnce?.starter.value).toBe(1);
    expect(quality(row("a1 a2"))).not.toHaveProperty("atOnce");
  });
});

describe("intervals", () => {
  it("hold their value", () => {
    for (const seed of [1, 2, 3]) {
      const { recallAt1, recallAt5, prAuc, rocAuc, calibrationError, lossPer1000, atOnce } = quality(
        randomHistory(seed),
      );
      for (const one of [
        recallAt1,
        recallAt5,
        prAuc,
        rocAuc,
        calibrationError,
        lossPer1000,
        atOnce?.starter,
      ]) {
        expect(one?.low).toBeLessThanOrEqual(one?.value ?? Number.NaN);
        expect(one?.high).toBeGreaterThanOrEqual(one?.value ?? Number.NaN);
      }
    }
  });

  it("are about as wide as theory says", () => {
    // 30 % of 2,000 people at once: ±1.96·√(.3·.7/2000) = ±.0201.
    const history = Array.from({ length: 2_000 }, (_, place) =>
      judged(`${place}`, { tier: place % 10 < 3 ? "starter" : "none" }),
    );
    const share = measureJudged(history, { grants, resamples: 400 }).atOnce?.starter;
    expect(share?.value).toBe(0.3);
    expect(share?.low).toBeCloseTo(0.28, 2);
    expect(share?.high).toBeCloseTo(0.32, 2);
  });

  it("are wider when a campaign stands or falls together", () => {
    const history = randomHistory(4, 600);
    const width = ({ lossPer1000 }: ReturnType<typeof quality>): number =>
      (lossPer1000?.high ?? 0) - (lossPer1000?.low ?? 0);
    const together = quality(history, {
      resamples: 200,
      cluster: ({ id, label }: Judged) => (label === "abuse" ? `campaign ${id.at(-1)}` : id),
    });
    expect(width(together)).toBeGreaterThan(width(quality(history, { resamples: 200 })));
  });

  it("are the same for the same seed, and others for another", () => {
    const history = randomHistory(5);
    expect(quality(history, { seed: 7 })).toEqual(quality(history, { seed: 7 }));
    expect(quality(history, { seed: 8 }).prAuc).not.toEqual(quality(history, { seed: 7 }).prAuc);
  });
});

describe("what cannot be measured", () => {
  it.each([
    [{ points: Number.NaN }, /^0\.points: must be a number/],
    [{ probability: 1.5 }, /^0\.probability: must be within/],
    [{ at: Number.NaN }, /^0\.at: must be epoch milliseconds/],
    [{ decision: "alow" as "allow" }, /^0\.decision: must be one of allow, challenge, review, block/],
    [{ weight: -1 }, /^0\.weight: must be 0 or more/],
    [
      { tier: "startr" as "starter", decision: "allow" as const, grant: { credits: 1, limits: {} } },
      /^0\.tier: "startr" is not a tier of the grants; did you mean "starter"/,
    ],
  ])("is refused by its place: %j", (changes, message) => {
    expect(() => quality([judged("a", changes)])).toThrow(
      expect.objectContaining({ code: "invalid_input", message: expect.stringMatching(message) }),
    );
  });

  it.each([
    [{ resample: 5 }, /^resample: is not an option; did you mean "resamples"/],
    [{ costs: { friction: { alow: 1 } } }, /^costs\.friction\.alow: is not an option/],
    [{ costs: { takenShare: 2 } }, /^costs\.takenShare: must be a share/],
    [{ resamples: 3 }, /^resamples: must be a whole number/],
    [{ startingTier: "startr" }, /did you mean "starter"/],
    [{ blockMs: 5 }, /^blockMs: must be at least a minute/],
  ])("options that make no sense: %j", (options, message) => {
    expect(() => quality([judged("a")], options)).toThrow(
      expect.objectContaining({ code: "invalid_config", message: expect.stringMatching(message) }),
    );
  });

  it("a policy without grants", () => {
    const { grants: _, ...code } = standardPolicy;
    expect(() => measure([], code as typeof standardPolicy)).toThrow(/grants: must name at least one tier/);
  });
});

describe("measure", () => {
  it("judges a history by the policy that is given", () => {
    const history = [undefined, "abuse" as const].map((label, place) => ({
      assessment: {
        ...standardPolicy.decide([]),
        id: `${place}`,
        at: place,
        revision: 1,
        results: [],
        degraded: [],
      } as never,
      label: label ?? ("legitimate" as const),
    }));
    const strict = definePolicy({ ...standardPolicyData, id: "strict", prior: 0.4 });
    const [standard, other] = [measure(history, standardPolicy), measure(history, strict)];
    expect(standard).toMatchObject({ people: 1, abuse: 1 });
    expect(other.calibrationError?.value).not.toBe(standard.calibrationError?.value);
    expect(
      measure(
        history.map((one) => ({ ...one, labelledAt: 10 })),
        standardPolicy,
        { knownBy: 5 },
      ),
    ).toMatchObject({
      people: 0,
      abuse: 0,
      unlabelled: 2,
    });
  });
});
