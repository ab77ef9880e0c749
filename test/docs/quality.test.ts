import { standardCohorts } from "trialgate/simulate";
import { describe, expect, it } from "vitest";
import { textOf } from "../../scripts/docs/files.js";
import { reportSeeds, tuningSeeds } from "../../scripts/quality/seeds.js";

const page = textOf("docs/quality.md");

describe("docs/quality.md", () => {
  it("says in its first line that it is simulated, and in every heading of figures", () => {
    const [first, ...lines] = page.split("\n");
    expect(first).toMatch(/^# Simulated/);
    const headings = lines.filter((line) => line.startsWith("#"));
    expect(headings.length).toBeGreaterThan(5);
    expect(headings.filter((heading) => !heading.includes("(simulated"))).toEqual([]);
  });

  it.each([
    ["attack", "abuse", "## Every attack"],
    ["group of people", "legitimate", "## Every group of people"],
  ])("has a row for every %s", (_, label, heading) => {
    const [section = ""] = page.slice(page.indexOf(heading) + heading.length).split("\n## ");
    const rows = [...section.matchAll(/^\| ([a-z0-9-]+) \| \d+ \|/gm)].map(([, name]) => name);
    const cohorts = standardCohorts().filter((cohort) => cohort.label === label);
    expect(rows).toEqual(cohorts.map(({ name }) => name).sort());
  });

  it("is made of worlds that nothing was tuned on", () => {
    expect(reportSeeds.filter((seed) => tuningSeeds.includes(seed))).toEqual([]);
  });
});
