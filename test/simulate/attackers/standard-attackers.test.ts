import { parseEmail } from "trialgate/identifiers";
import { type Cohort, createRandom, scoreWorld, simulate } from "trialgate/simulate";
import { describe, expect, it } from "vitest";
import { attackers, standardAttackers } from "../../../src/simulate/attackers/standard-attackers.js";

const all = Object.values(attackers).map((attacker) => [attacker.definition.name, attacker] as const);
const world = (seed: number) => simulate({ seed, signups: 600, cohorts: standardAttackers() });
const text = (seed: number) => JSON.stringify(Array.from(world(seed), ({ input, group }) => [group, input]));

describe("the standard attackers", () => {
  it("are sixteen kinds of abuse, whose shares make a whole", () => {
    const them = standardAttackers();
    expect(new Set(them.map(({ name }) => name)).size).toBe(16);
    expect(them.every(({ label }) => label === "abuse")).toBe(true);
    expect(them.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
  });

  it("are the same for a seed, and others for another", () => {
    expect(text(1)).toBe(text(1));
    expect(text(1)).not.toBe(text(2));
  });

  it("send nothing that a scorer cannot read", async () => {
    let scored = 0;
    for await (const { assessment } of scoreWorld(world(3))) {
      scored += 1;
      const unread = assessment.results.filter((it) => it.status === "skipped" && it.because === "malformed");
      expect(unread).toEqual([]);
      expect(assessment.warnings.filter((it) => !it.startsWith("lists-old"))).toEqual([]);
    }
    expect(scored).toBeGreaterThan(590);
  });

  it("never sign up twice with the very same address, as a site would refuse it", () => {
    const emails = Array.from(world(4), ({ input }) => input.email);
    expect(new Set(emails).size).toBe(emails.length);
  });

  it.each(all)("%s says of every number what it is and where it is from", (_, { definition }) => {
    for (const parameter of [definition.share, ...Object.values(definition.parameters)]) {
      expect(parameter.source).toMatch(/\w{3}/);
      expect(parameter.text).toMatch(/\w{3}/);
      if (parameter !== definition.share && /^share /.test(parameter.text)) expect(parameter.most).toBe(1);
    }
  });

  it.each(all)("%s costs something", (_, { definition }) => {
    expect(definition.parameters.costUsd.value).toBeGreaterThan(0);
  });

  it.each(all)("%s comes as often as it is asked, within the time", (_, attacker) => {
    for (const count of [1, 3, 25]) {
      const plan = { random: createRandom(count), count, startAt: 0, endAt: 30 * 86_400_000 };
      const arrivals = [...attacker().arrivals(plan)];
      expect(arrivals).toHaveLength(count);
      expect(arrivals.every(({ at }) => at >= plan.startAt && at < plan.endAt)).toBe(true);
    }
  });

  it.each(all)("%s can do with nothing of anything", (_, attacker) => {
    for (const name of Object.keys(attacker.definition.parameters)) {
      const plan = { random: createRandom(name), count: 5, startAt: 0, endAt: 30 * 86_400_000 };
      const cohort = (attacker as (options: Readonly<Record<string, number>>) => Cohort)({ [name]: 0 });
      for (const arrival of cohort.arrivals(plan))
        expect(parseEmail(arrival.signup().email)).toMatchObject({ ok: true });
    }
  });
});
