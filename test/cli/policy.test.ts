import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standardPolicy, standardPolicyData } from "trialgate";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "trialgate-policy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (data: unknown): string => {
  const path = join(folder, "policy.json");
  writeFileSync(path, typeof data === "string" ? data : JSON.stringify(data, undefined, 2));
  return path;
};
const check = (data: unknown, ...more: string[]): ReturnType<typeof run> =>
  run(["policy", "check", file(data), ...more]);

describe("policy check", () => {
  it("says ok, and shows id, version and tiers", async () => {
    const { exit, out, err } = await check(standardPolicyData);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(new RegExp(`^ok {2}policy standard, version ${standardPolicy.version}\n`));
    expect(out).toMatch(/\n {2}full +\$8\.00 {2}allow +up to 34 points, with strongFact\n/);
    expect(out).toMatch(/\n {2}none +\$0\.00 {2}review +whoever is left\n/);
    expect(out).not.toContain("catalogue");
  });

  it("lists the reasons that an older catalogue does not know", async () => {
    const { exit, out } = await check({ ...standardPolicyData, catalogue: "2020-01" });
    expect(exit).toBe(0);
    expect(out).toContain("Younger than the catalogue");
    expect(out).toContain("\n  disposable-email.listed\n");
  });

  it("answers as JSON", async () => {
    const { exit, out } = await check({ ...standardPolicyData, catalogue: "2020-01" }, "--json");
    expect(exit).toBe(0);
    const { tiers } = standardPolicyData;
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      id: "standard",
      tiers,
      basePoints: expect.any(Number),
    });
    expect(JSON.parse(out).unadopted).toContain("disposable-email.listed");
  });

  const misspelt = {
    ...standardPolicyData,
    weights: { "disposable-email.lsted": 1 },
    whenDegraded: "trickel",
  };

  it("tells every problem with its place and what was meant", async () => {
    const { exit, out, err } = await check(misspelt);
    expect([exit, out]).toEqual([1, ""]);
    expect(err).toContain("policy.json: 2 problems\n");
    expect(err).toContain('  weights.disposable-email.lsted: "disposable-email.lsted" is not a known');
    expect(err).toContain('did you mean "trickle"?');
  });

  it("tells problems as JSON", async () => {
    const { exit, out, err } = await check(misspelt, "--json");
    expect([exit, err]).toEqual([1, ""]);
    const { ok, problems } = JSON.parse(out);
    expect(ok).toBe(false);
    expect(problems.map(({ path }: { path: string }) => path)).toEqual([
      "weights.disposable-email.lsted",
      "whenDegraded",
    ]);
  });

  it.each([
    ["a comma too many", '{\n  "id": "x",\n}', /is not JSON: see line 3, character 1\n/],
    ["nothing", "\n", /: 1 problem\n {2}is empty\n$/],
    ["a list", "[]", /must be an object/],
  ])("says where %s is wrong", async (_, text, said) => {
    const { exit, err } = await check(text);
    expect(exit).toBe(1);
    expect(err).toMatch(said);
  });

  it.each<[args: readonly string[], said: string]>([
    [[], "there are check"],
    [["chek", "x"], "did you mean check?"],
    [["check"], "give one file"],
    [["check", "a", "b"], "give one file"],
    [["check", "nowhere.json"], "no such file"],
    [["check", "x", "--jsno"], "did you mean --json?"],
  ])("%j ends with 2", async (args, said) => {
    const { exit, err } = await run(["policy", ...args]);
    expect(exit).toBe(2);
    expect(err).toContain(said);
  });
});
