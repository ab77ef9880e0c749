import { readFileSync } from "node:fs";
import { definePolicy, standardPolicy, standardPolicyData } from "trialgate";
import type { HistoryRecord } from "trialgate/tuning";
import { renderReport } from "trialgate/tuning";
import { beforeAll, describe, expect, it } from "vitest";
import { pageModule } from "../../../scripts/build-report/page-module.js";
import { pageScript } from "../../../src/tuning/report/page-script.js";
import { smallWorld } from "./small-world.js";

const policy = standardPolicy;
const challenger = definePolicy({ ...standardPolicyData, id: "next", prior: 0.3 });
const made: { world: readonly HistoryRecord[] } = { world: [] };
beforeAll(async () => {
  made.world = await smallWorld("render", 200);
});

describe("renderReport", () => {
  it("makes the same page of the same history", () => {
    const options = { policy, challenger, sample: 100 };
    expect(renderReport(made.world, options)).toBe(renderReport(made.world.values(), options));
  });

  it("holds no ids, and no address of anything to load", () => {
    const page = renderReport(made.world, { policy, challenger });
    expect(page).not.toContain("signup-1");
    expect(
      page.match(/(?:src|href|action)\s*=\s*(?!"#)|url\(|@import|https?:(?!\/\/www.w3.org\/2000\/svg")/g),
    ).toBeNull();
    expect(page).toMatch(/Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/);
  });

  it("draws a history that says little: without labels, without groups, with one kind alone", () => {
    const of = (label: HistoryRecord["label"]): readonly HistoryRecord[] =>
      made.world.map(({ assessment }) => ({ assessment, ...(label && { label }) }));
    for (const history of [of(undefined), of("abuse"), of("legitimate"), of("abuse").slice(0, 1)]) {
      const page = renderReport(history, { policy, challenger }).replace(pageScript, "");
      expect(page).toContain("too few labels to tell");
      expect(page).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it("leaves out those who stand for nobody, as whom a holdout makes so", () => {
    // From the riskiest on: whole bins of a chart would be empty.
    const risky = (record: HistoryRecord): boolean => record.assessment.points > 30;
    const weighed = made.world.map((record) => ({ ...record, weight: risky(record) ? 0 : 2 }));
    expect(weighed.filter(({ weight }) => weight === 0).length).toBeGreaterThan(20);
    const drawn = (history: readonly HistoryRecord[]): string =>
      renderReport(history, { policy, challenger }).replace(pageScript, "");
    expect(/NaN|Infinity|undefined/.exec(drawn(weighed))).toBeNull();
    const rest = weighed.filter(({ weight }) => weight > 0);
    expect(drawn(weighed) === drawn(rest)).toBe(true);
    const nobody = made.world.map((record) => ({ ...record, weight: 0 }));
    expect(() => renderReport(nobody, { policy })).toThrow(/nothing can be drawn/);
  });

  it("has a place for every id, once", () => {
    const page = renderReport(made.world, { policy, challenger }).replace(pageScript, "");
    const ids = Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id);
    expect(ids.length).toBeGreaterThan(30);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, names = ""] of page.matchAll(/ (?:aria-labelledby|for)="([^"]+)"/g)) {
      for (const name of names.split(" ")) expect(ids).toContain(name);
    }
  });

  it("cannot be broken out of by a title, a group or a policy", () => {
    const hostile = `</script><img src=x onerror=alert(1)>"'\u2028`;
    const world = made.world.map((record) => ({ ...record, group: hostile }));
    const odd = definePolicy({ ...standardPolicyData, id: hostile });
    const page = renderReport(world, { policy: odd, title: hostile });
    expect(page).not.toContain("<img");
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).not.toContain(`"${hostile}`);
  });

  it("tells of the tier that people should get at once", () => {
    const atOnce = (startingTier?: string): readonly string[] =>
      renderReport(made.world, { policy, challenger, startingTier })
        .replace(pageScript, "")
        .match(/People at \w+ or better/g) ?? [];
    expect(new Set(atOnce())).toEqual(new Set(["People at starter or better"]));
    expect(new Set(atOnce("trickle"))).toEqual(new Set(["People at trickle or better"]));
    const page = renderReport(made.world, { policy, challenger, startingTier: "trickle" });
    expect(page).toContain("the tier to start at is trickle.");
    expect(new Set(page.replace(pageScript, "").match(/Below \w+/g))).toEqual(new Set(["Below trickle"]));
    expect(() => atOnce("startr")).toThrow(/startingTier: "startr" is not a tier; did you mean "starter"/);
  });

  it("refuses a history without signups and a sample that is no number of them", () => {
    expect(() => renderReport([], { policy })).toThrow(/nothing can be drawn/);
    for (const sample of [0, 1.5, Number.NaN, 1e6]) {
      expect(() => renderReport(made.world, { policy, sample })).toThrow(/sample: must be a whole number/);
    }
    const other = { policy, tittle: "x" };
    expect(() => renderReport(made.world, other)).toThrow(/tittle: is not an option; did you mean "title"/);
  });
});

describe("the page's script", () => {
  it("is what its sources make", { timeout: 30_000 }, async () => {
    // Not `toBe`: a difference would print both, tens of thousands of characters each.
    expect(readFileSync("src/tuning/report/page-script.ts", "utf8") === (await pageModule())).toBe(true);
  });

  it("is small, and holds no schema library", () => {
    expect(pageScript.length).toBeLessThan(40_000);
    expect(pageScript).not.toMatch(/zod|safeParse/i);
  });
});
