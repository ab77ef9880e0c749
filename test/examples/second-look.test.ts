import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type LookResult, measureSecondLooks, simulate, table } from "../../examples/second-look.js";

const seed = 1;

describe("the second look, in a simulated world", { timeout: 60_000 }, () => {
  let rows: readonly LookResult[] = [];
  beforeAll(async () => {
    rows = await measureSecondLooks(seed);
  });

  it("catches more of the farms with every look, for less money, and lowers next to nobody", () => {
    const [door, hour, day, unlock] = rows;
    if (!door || !hour || !day || !unlock) throw new Error("expected four rows");
    const farm = simulate(seed).filter(({ who }) => who === "farm").length;
    expect(door.caught).toBeLessThan(0.7 * farm);
    expect(hour.caught).toBeGreaterThan(door.caught);
    expect(day.caught).toBeGreaterThan(hour.caught);
    expect(unlock.caught).toBeGreaterThan(day.caught);
    expect(unlock.caught).toBeGreaterThan(0.95 * farm);
    expect(unlock.lostUsd).toBeLessThan(0.25 * door.lostUsd);
    expect(unlock.lowered).toBeLessThanOrEqual(0.01 * simulate(seed).length);
    const costs = rows.map(({ lostUsd }) => lostUsd);
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
  });

  it("is the same for the same seed, and another for another", async () => {
    expect(simulate(seed)).toEqual(simulate(seed));
    expect(simulate(seed + 1)).not.toEqual(simulate(seed));
  });

  it("is what docs/outcomes.md shows", () => {
    expect(readFileSync("docs/outcomes.md", "utf8")).toContain(`\`\`\`text\n${table(seed, rows)}\n\`\`\``);
  });
});
