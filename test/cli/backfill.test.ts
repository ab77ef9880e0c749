import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createScorer, days, hours, type SignupInput } from "trialgate";
import { fixedClock, signupInput } from "trialgate/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClusterFinder } from "../../src/cli/clusters.js";
import { observeFile } from "../../src/cli/observe-file.js";
import { calls, options } from "./backfill-config.js";
import { bytesOf, jsonl, run } from "./run.js";

const now = 1_790_000_000_000;
const config = join(import.meta.dirname, "backfill-config.ts");
const unmigrated = join(import.meta.dirname, "backfill-unmigrated-config.ts");

/** An account of nobody in particular, opened some days ago. */
const account = (id: string, daysAgo: number, more: SignupInput = {}): SignupInput =>
  signupInput({
    id,
    email: `${id}@example.com`,
    deviceId: `device of ${id}`,
    at: now - days(daysAgo),
    ...more,
  });

/** Runs the verb over accounts on standard input. */
const backfill = (accounts: readonly unknown[], ...flags: readonly string[]) =>
  run(["backfill", "-", "--with", config, ...flags], { input: jsonl(accounts), now: () => now });

/** How a scorer of the same options sees somebody who signs up now. */
const codesNow = async (input: SignupInput): Promise<readonly string[]> => {
  const { reasons } = await createScorer({ ...options, clock: fixedClock(now) })(input);
  return reasons.map(({ code }) => code);
};

describe("trialgate backfill", () => {
  it("counts accounts at their own times, so that a scorer knows them", async () => {
    const farm = Array.from({ length: 6 }, (_, place) =>
      account(`farm${place}`, 3 + place, { deviceId: "the farm's" }),
    );
    const { exit, out, err } = await backfill([account("old", 400, { deviceId: "gone" }), ...farm]);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toBe(
      "7 accounts counted\n6 accounts in 1 cluster that share a mailbox, a device or a card\n" +
        "  6 by device: farm0 farm1 farm2 farm3 farm4 …\n",
    );
    expect(await codesNow(account("new1", 0, { deviceId: "the farm's" }))).toContain("device-reuse.reused");
    // A device is remembered for a year.
    expect(await codesNow(account("new2", 0, { deviceId: "gone" }))).not.toContain("device-reuse.reused");
    expect(await codesNow(account("new3", 0, { email: "farm2@example.com" }))).toContain(
      "duplicate-email.same-address",
    );
  });

  it("changes nothing when it runs again", async () => {
    const { store, namespace } = options;
    const accounts = [1, 2, 3].map((day) => account(`twice${day}`, day, { deviceId: "shared" }));
    const look = async (): Promise<unknown> =>
      (await store.related(`${namespace}/twice1`, { at: now, limit: 10 })).map(({ attribute, members }) => [
        attribute,
        members,
      ]);
    await backfill(accounts);
    const before = await look();
    expect(before).toContainEqual(["device", 3]);
    await backfill(accounts);
    await run(["backfill", "-", "--with", config], {
      input: jsonl(accounts),
      now: () => now + hours(30),
    });
    expect(await look()).toEqual(before);
  });

  it("tells bad lines by their number and does the others", async () => {
    const { exit, out, err } = await run(["backfill", "-", "--with", config, "--json"], {
      input: `oops\n${jsonl([account("fine", 1), { ...account("timeless", 1), at: undefined }, { input: null }])}${jsonl([account("broken", 1, { email: "not an address" })])}`,
      now: () => now,
    });
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toEqual({
      observed: 1,
      bad: 4,
      clusters: { count: 0, accounts: 0, largest: [], complete: true },
    });
    expect(err).toMatch(/^line 1: is not JSON/m);
    expect(err).toMatch(/^line 3: at: is needed/m);
    expect(err).toMatch(/^line 4: at: is needed/m);
    expect(err).toMatch(/^line 5: email: /m);
    expect(err).not.toContain("not an address");
    expect((await backfill([account("fine", 1), {}], "--skip-invalid")).exit).toBe(0);
  });

  it("tells times in other units than milliseconds, which would count nothing or for ever", async () => {
    const opened = now - days(1);
    const { exit, err } = await backfill([
      account("seconds", 1, { at: opened / 1000 }),
      account("microseconds", 1, { at: opened * 1000 }),
    ]);
    expect(exit).toBe(1);
    expect(err).toBe(
      "line 1: at: must be epoch milliseconds: these would be before 1973\n" +
        "line 2: at: must be epoch milliseconds: these would be after 5138\n",
    );
  });

  it("goes on from a line", async () => {
    const accounts = ["a", "b", "c", "d"].map((id) => account(`from-${id}`, 1, { deviceId: "one" }));
    const { out } = await backfill(accounts, "--from", "3", "--json");
    expect(JSON.parse(out)).toMatchObject({
      observed: 2,
      clusters: { largest: [{ accounts: 2, by: ["device"], ids: ["from-c", "from-d"] }] },
    });
  });

  it("lets go of the store at the end", async () => {
    const before = calls.closed;
    await backfill([account("last", 1)]);
    expect(calls.closed).toBe(before + 1);
  });
});

describe("trialgate backfill with a wrong command", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "trialgate-backfill-"));
    await writeFile(join(folder, "empty.mjs"), "export const store = 1;\n");
    await writeFile(join(folder, "wrong.mjs"), "export const options = { store: 7 };\n");
    await writeFile(
      join(folder, "opens.mjs"),
      'import { writeFileSync } from "node:fs";\nexport const options = {};\n' +
        'export const close = () => writeFileSync(new URL("closed", import.meta.url), "");\n',
    );
    await writeFile(join(folder, "throws.mjs"), 'throw new Error("no secret in the environment");\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const wrong: readonly (readonly [args: readonly string[], message: string])[] = [
    [[], "give a file, or - for standard input"],
    [["-"], "give --with CONFIG.mjs"],
    [["-", "more", "--with", config], "give one file"],
    [["-", "--with", config, "--from", "0"], "--from: must be the number of a line, from 1"],
    [["-", "--wiht", config], "unknown flag --wiht; did you mean --with?"],
    [["nowhere.jsonl", "--with", config], "nowhere.jsonl: no such file"],
    [["-", "--with", "empty.mjs"], "--with: must export options, what you give to createScorer"],
    [["-", "--with", "wrong.mjs"], "--with: store: must be a store"],
    [["-", "--with", "throws.mjs"], "--with: no secret in the environment"],
  ];

  it.each(wrong)("%j is told", async (args, message) => {
    const { exit, out, err } = await run([
      "backfill",
      ...args.map((arg) => (arg.endsWith(".mjs") ? join(folder, arg) : arg)),
    ]);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toContain(`trialgate backfill: ${message}`);
  });

  it("is told at once by a store that lacks its tables, which no patience mends", async () => {
    const { exit, out, err } = await run(["backfill", "-", "--with", unmigrated], {
      input: jsonl([account("first", 1), account("second", 1)]),
      now: () => now,
    });
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toMatch(/^trialgate: store: the schema "trialgate" lacks tables .* run migrate\(\) .*\n$/);
  });

  it("lets go of what a module has opened whose options are wrong", async () => {
    const { exit, err } = await run(["backfill", "-", "--with", join(folder, "opens.mjs")]);
    expect([exit, err]).toEqual([
      2,
      "trialgate backfill: --with: store: must be a store, like memoryStore(), redisStore(client) or postgresStore(pool)\n",
    ]);
    await access(join(folder, "closed"));
  });
});

/** Where nothing is written. */
const nowhere = {
  stdin: bytesOf(""),
  out: { write: async () => {} },
  err: { write: async () => {} },
  now: () => now,
  watched: false,
};

describe("a file of accounts", () => {
  const passing = { from: 1, showProgress: false, pausesMs: [1, 1] };

  it("has many under way at once, and one account never twice", async () => {
    const underWay = new Set<string>();
    let most = 0;
    let twice = 0;
    const accounts = Array.from({ length: 600 }, (_, place) => ({ id: `a${place % 150}` }));
    const passed = await observeFile(
      bytesOf(jsonl(accounts)),
      async ({ id = "" }) => {
        if (underWay.has(id)) twice += 1;
        underWay.add(id);
        most = Math.max(most, underWay.size);
        await new Promise((resolve) => setTimeout(resolve, 1));
        underWay.delete(id);
        return { ok: true };
      },
      passing,
      nowhere,
    );
    expect(passed).toEqual({ observed: 600, bad: 0 });
    expect(twice).toBe(0);
    expect(most).toBeGreaterThan(30);
    expect(most).toBeLessThanOrEqual(64);
  });

  it("asks a store again that does not answer, and says where it stopped", async () => {
    const tries = new Map<string, number>();
    const passed = await observeFile(
      bytesOf(jsonl(Array.from({ length: 200 }, (_, place) => ({ id: String(place + 1) })))),
      async ({ id = "" }) => {
        const before = tries.get(id) ?? 0;
        tries.set(id, before + 1);
        const isBack = id === "20" ? before === 1 : Number(id) < 120;
        return isBack ? { ok: true } : { ok: false };
      },
      passing,
      nowhere,
    );
    expect(passed.stoppedAt).toBe(120);
    expect(tries.get("20")).toBe(2);
    expect(tries.get("120")).toBe(3);
    expect(passed.observed).toBe(119);
    expect(tries.has("200")).toBe(false);
  });

  it("tells how far it is by lines that are done, and all before them", async () => {
    const told: string[] = [];
    let at = now;
    await observeFile(
      bytesOf(jsonl(Array.from({ length: 100 }, (_, place) => ({ id: String(place + 1) })))),
      async ({ id = "" }) => {
        at += 100;
        // One that takes long: the later ones are done, and not told.
        if (id === "30") await new Promise((resolve) => setTimeout(resolve, 30));
        return { ok: true };
      },
      { ...passing, showProgress: true },
      { ...nowhere, now: () => at, err: { write: async (text) => void told.push(text) } },
    );
    const lines = told.flatMap((text) => /([\d,]+) lines, /.exec(text)?.[1] ?? []).map(Number);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines).toContain(29);
    expect([...lines].sort((a, b) => a - b)).toEqual(lines);
  });
});

describe("clusters of accounts", () => {
  it("join by whatever they share, and by way of others", () => {
    const finder = createClusterFinder();
    finder.add("a", { device: "1", card: "x" });
    finder.add("b", { device: "2", mailbox: "m" });
    finder.add("c", { device: "3" });
    finder.add("d", { device: "2" });
    finder.add("e", { card: "x", mailbox: "m" });
    finder.add("f", { device: "m" });
    expect(finder.found(5)).toEqual({
      count: 1,
      accounts: 4,
      largest: [{ accounts: 4, by: ["mailbox", "device", "card"], ids: ["a", "b", "d", "e"] }],
      complete: true,
    });
  });

  it("do not hold one account twice", () => {
    const finder = createClusterFinder();
    finder.add("a", { device: "1" });
    finder.add("a", { device: "1", card: "x" });
    expect(finder.found(5).count).toBe(0);
    finder.add("b", { card: "x" });
    expect(finder.found(5).largest).toEqual([{ accounts: 2, by: ["card"], ids: ["a", "b"] }]);
  });

  it("agree with a search through all pairs", () => {
    const finder = createClusterFinder();
    const accounts = Array.from({ length: 300 }, (_, place) => ({
      id: `a${place}`,
      device: `d${(place * 7919) % 170}`,
      card: `c${(place * 104_729) % 260}`,
    }));
    for (const { id, ...shared } of accounts) finder.add(id, shared);
    // The slow way: spread the smallest name to all that share something until nothing changes.
    const names = accounts.map((_, place) => place);
    for (let changed = true; changed; ) {
      changed = false;
      for (const [a, one] of accounts.entries()) {
        for (const [b, two] of accounts.entries()) {
          if (one.device !== two.device && one.card !== two.card) continue;
          const least = Math.min(names[a] ?? 0, names[b] ?? 0);
          if (names[a] !== least || names[b] !== least) changed = true;
          names[a] = least;
          names[b] = least;
        }
      }
    }
    const sizes = new Map<number, number>();
    for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
    const clusters = [...sizes.values()].filter((size) => size > 1);
    const found = finder.found(500);
    expect(found.count).toBe(clusters.length);
    expect(found.largest.map(({ accounts: size }) => size)).toEqual(clusters.sort((a, b) => b - a));
  });

  it("follow no more than there is room for, and say so", () => {
    const finder = createClusterFinder(10);
    for (let place = 0; place < 50; place++) finder.add(`a${place}`, { device: "one" });
    const { complete, accounts } = finder.found(5);
    expect([complete, accounts]).toEqual([false, 9]);
  });
});
