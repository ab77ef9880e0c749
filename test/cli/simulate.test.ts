import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { type Assessment, createScorer, hours, memoryStore, type SignupInput } from "trialgate";
import { type Cohort, defineCohort } from "trialgate/simulate";
import { afterAll, describe, expect, it } from "vitest";
import { blocksOf } from "../../scripts/docs/blocks.js";
import { textOf } from "../../scripts/docs/files.js";
import { simulateVerb } from "../../src/cli/simulate.js";
import { parsed, type Ran, run } from "./run.js";

/** People and attackers of these tests; the attackers note what they learn. */
const learnt: (readonly [place: number, tier: string])[] = [];
const numbers = { value: 1, text: "share", source: "assumed" };
const people = defineCohort({
  name: "neighbours",
  label: "legitimate",
  text: "People at home",
  share: numbers,
  parameters: {},
  arrivals: ({ count, startAt }) =>
    Array.from({ length: count }, (_, place) => ({
      at: startAt + hours(place),
      signup: () => ({
        email: `jane.doe.${place}@example.com`,
        ip: `81.2.${place}.7`,
        deviceId: `home-${place}`,
        formMs: 14_000,
      }),
    })),
});
const attackers = defineCohort({
  name: "script",
  label: "abuse",
  text: "A script",
  share: numbers,
  parameters: {},
  arrivals: ({ count, startAt }) =>
    Array.from({ length: count }, (_, place) => ({
      at: startAt + hours(place),
      // What it does depends on what it has learnt by then.
      signup: () => ({ email: `x${place}.${learnt.length}@mailinator.com`, deviceId: "one", formMs: 50 }),
      learn: ({ tier }) => void learnt.push([place, tier]),
    })),
});
const cohorts: readonly Cohort[] = [people(), attackers()];

/** Runs the verb in a world of these tests. */
async function simulated(...args: readonly string[]): Promise<Ran> {
  const texts = { out: "", err: "" };
  const output = (name: keyof typeof texts) => ({
    write: async (text: string) => {
      texts[name] += text;
    },
  });
  const terminal = {
    stdin: Readable.from([]),
    out: output("out"),
    err: output("err"),
    now: () => 1_790_000_000_000,
    watched: false,
  };
  return { exit: await simulateVerb(args, terminal, cohorts), ...texts };
}

const opened: (() => void)[] = [];
afterAll(() => {
  for (const close of opened) close();
});

/** An endpoint on this machine that answers in a way, and its address. */
async function endpoint(
  answer: (input: SignupInput, response: ServerResponse, request: IncomingMessage) => void | Promise<void>,
): Promise<string> {
  const server = createServer(async (request, response) => {
    await answer((await json(request)) as SignupInput, response, request);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  opened.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/signup`;
}

const endWith = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
};

describe("simulate", () => {
  it("writes labelled signups in the order of time, the same for the same seed", async () => {
    const { exit, out, err } = await simulated("--signups", "40", "--abuse-share", "0.25");
    expect([exit, err]).toEqual([0, ""]);
    const entries = parsed(out);
    expect(entries).toHaveLength(40);
    expect(entries.filter(({ label }) => label === "abuse")).toHaveLength(10);
    expect(Object.keys(entries[0])).toEqual(["input", "label", "labelledAt", "group"]);
    const times = entries.map(({ input }) => input.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect((await simulated("--signups", "40", "--abuse-share", "0.25")).out).toBe(out);
    const other = await simulated("--signups", "40", "--abuse-share", "0.25", "--seed", "other");
    expect(other.out).not.toBe(out);
  });

  it("writes what score reads, labels, groups and all", async () => {
    const { out } = await simulated("--signups", "12");
    const scored = await run(["score", "-", "--with-labels"], { input: out });
    expect([scored.exit, scored.err]).toEqual([0, ""]);
    expect(parsed(scored.out).map(({ label, group }) => [label, group])).toEqual(
      parsed(out).map(({ label, group }) => [label, group]),
    );
  });

  it("makes all signups those of the groups that are wanted", async () => {
    for (const group of ["script", "neighbours"]) {
      const { out } = await simulated("--signups", "7", "--only", group);
      expect(parsed(out).map((entry) => entry.group)).toEqual(Array(7).fill(group));
    }
  });

  it("says which groups there are", async () => {
    expect(await simulated("--groups")).toEqual({
      exit: 0,
      out: "neighbours  legitimate  People at home\nscript      abuse       A script\n",
      err: "",
    });
  });

  it.each([
    [["world.jsonl"], "takes no file; it makes one: trialgate simulate > world.jsonl"],
    [["--signups", "many"], "--signups: must be a whole number from 1 to 10000000"],
    [["--signups", "1.5"], "--signups: must be a whole number"],
    [["--abuse-share", "17"], "--abuse-share: must be a number from 0 to 1"],
    [["--days", ""], "--days: must be a number from 1 to 3650"],
    [["--only", "scrpt"], "--only: no such group; did you mean script?"],
    [["--sed", "1"], "unknown flag --sed; did you mean --seed?"],
    [["--speed", "60"], "--speed: only has a meaning with --to URL"],
    [["--to", "staging"], "--to: must be an address like https://staging.example.com/signup"],
    [["--to", "ftp://example.com"], "--to: must begin with https://"],
    [["--to", "http://staging.example.com/"], "--to: must begin with https:// for another machine"],
    [["--to", "http://127.0.0.1.example.com/"], "--to: must begin with https:// for another machine"],
    [["--to", "https://me:secret@example.com/"], "--to: must not hold a password"],
    [["--to", "http://localhost:1/", "--concurrency", "65"], "--concurrency: must be a whole number"],
    [["--to", "http://localhost:1/", "--header", "nonsense"], '--header: must be like "name: value"'],
    [["--to", "http://localhost:1/", "--header", "a: b\nc: d"], '--header: must be like "name: value"'],
  ])("refuses %j", async (args, message) => {
    const { exit, out, err } = await simulated(...args);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toMatch(/^trialgate simulate: /);
    expect(err).toContain(message);
    expect(err).not.toContain("secret");
  });
});

describe("simulate --only", () => {
  it("says what tells the groups where they are too many to name", async () => {
    const { exit, err } = await run(["simulate", "--only", "zzzzzzzz"]);
    expect(exit).toBe(2);
    expect(err).toBe("trialgate simulate: --only: no such group; --groups tells which there are\n");
  });
});

describe("simulate --to", () => {
  it("drives an endpoint, lets attackers learn, and tells what got through", async () => {
    learnt.length = 0;
    let now = 0;
    const score = createScorer({
      store: memoryStore(),
      clock: () => now,
      timeoutMs: 10_000,
      deadlineMs: 10_000,
    });
    const asked: string[] = [];
    const given: Assessment[] = [];
    const url = await endpoint(async (input, response, request) => {
      asked.push(`${request.method} ${request.url} ${request.headers["x-key"]}`);
      now = input.at ?? 0;
      const assessment = await score(input);
      given.push(assessment);
      endWith(response, assessment);
    });
    const args = ["--to", url, "--signups", "30", "--abuse-share", "0.2", "--header", "x-key: staging"];
    const { exit, out, err } = await simulated(...args, "--concurrency", "1", "--json", "--speed", "1e9");
    expect([exit, err]).toEqual([0, ""]);
    expect(asked).toEqual(Array(30).fill("POST /signup staging"));
    // With one at a time, each answer is known before the next attempt.
    expect(learnt.map(([place]) => place)).toEqual([0, 1, 2, 3, 4, 5]);
    const world = await simulated("--signups", "30", "--abuse-share", "0.2");
    const worldGroups = parsed(world.out).map(({ group }) => group);
    const { groups, unanswered } = JSON.parse(out);
    expect(unanswered).toEqual({});
    expect(groups.map(({ group, signups }: { group: string; signups: number }) => [group, signups])).toEqual([
      ["script", 6],
      ["neighbours", 24],
    ]);
    for (const { decisions, tiers, credits, group } of groups) {
      const own = given.filter((_, place) => (worldGroups[place] ?? "") === group);
      expect(decisions.allow).toBe(own.filter(({ decision }) => decision === "allow").length);
      expect(tiers.starter ?? 0).toBe(own.filter(({ tier }) => tier === "starter").length);
      expect(credits).toBeCloseTo(own.reduce((sum, { grant }) => sum + grant.credits, 0));
    }
  });

  it("takes a tier and a decision alone, under assessment as well, and never more at once than it may", async () => {
    let underWay = 0;
    let most = 0;
    const url = await endpoint(async (input, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      const isAbuse = input.email?.includes("mailinator") ?? false;
      const verdict = isAbuse ? { tier: "none", decision: "block" } : { tier: "all", decision: "allow" };
      // A refusal may come with any status.
      endWith(response, isAbuse ? verdict : { assessment: verdict }, isAbuse ? 403 : 201);
    });
    learnt.length = 0;
    const { exit, out, err } = await simulated(
      "--to",
      url,
      "--signups",
      "20",
      "--abuse-share",
      "0.5",
      "--concurrency",
      "3",
    );
    expect([exit, err]).toEqual([0, ""]);
    expect(most).toBe(3);
    expect(learnt).toEqual([]);
    expect(out).toBe(
      [
        "simulated     signups    allow   share challenge  review   block     credit",
        "",
        "script             10        0   0.0 %         0       0      10          –",
        "all attacks        10        0   0.0 %         0       0      10          –",
        "",
        "neighbours         10       10 100.0 %         0       0       0          –",
        "all people         10       10 100.0 %         0       0       0          –",
        "",
      ].join("\n"),
    );
  });

  it.each([
    [
      "a page",
      (response: ServerResponse) => response.writeHead(404, { "content-type": "text/html" }).end("<h1>"),
      'answers 404 with no JSON but text/html; wanted is {"tier": …, "decision": …}',
    ],
    [
      "a redirect",
      (response: ServerResponse) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
      "answers 302, a redirect: give the address that it leads to",
    ],
    [
      "other JSON",
      (response: ServerResponse) => endWith(response, { ok: true }),
      "answers 200 with JSON, but no decision in it",
    ],
    [
      "a decision that there is not",
      (response: ServerResponse) => endWith(response, { tier: "none", decision: "refuse" }),
      "answers 200 with JSON, but no decision in it",
    ],
    [
      "without an end",
      (response: ServerResponse) => response.writeHead(200).end(Buffer.alloc(1_000_001, "x")),
      "answers more than 1 MB",
    ],
    ["nothing and hangs up", (response: ServerResponse) => response.destroy(), "cannot be reached"],
    ["nothing", () => {}, "gives no answer within 0.05 seconds"],
  ])("stops early and says why when it answers %s", async (_, answer, message) => {
    let asked = 0;
    const url = await endpoint((_input, response) => {
      asked += 1;
      answer(response);
    });
    const args = ["--to", url, "--signups", "500", "--timeout-ms", message.includes("0.05") ? "50" : "10000"];
    const { exit, out, err } = await simulated(...args, "--json");
    expect(exit).toBe(2);
    expect(err).toContain(`trialgate simulate: the endpoint ${message}`);
    expect(err).toContain("stopped: it gave no answer to so many in a row");
    expect(err + out).not.toMatch(/@|mailinator/);
    expect(asked).toBeLessThan(40);
    expect(JSON.parse(out).stopped).toBeTruthy();
  });

  it("goes on after a few failures, and tells them", async () => {
    let asked = 0;
    const url = await endpoint((_, response) => {
      asked += 1;
      endWith(response, asked % 5 === 0 ? {} : { decision: "allow" }, asked % 5 === 0 ? 500 : 200);
    });
    const { exit, out, err } = await simulated("--to", url, "--signups", "20", "--concurrency", "1");
    expect(exit).toBe(1);
    expect(err).toMatch(/^trialgate simulate: the endpoint answers 500 with JSON, .* \(4 times\)\n$/);
    expect(out).toContain("4 signups without an answer, in no share.");
  });

  it("is shown in the docs as it works", async () => {
    const url = await endpoint((_, response) => endWith(response, { tier: "starter", decision: "allow" }));
    const [shown] = blocksOf("docs/rollout.md", textOf("docs/rollout.md")).filter(
      ({ info }) => info === "console",
    );
    const [, ...args] = shown?.text.replace(/^npx trialgate /, "").split(" ") ?? [];
    const to = args.indexOf("--to") + 1;
    expect(args[to]).toBe("http://localhost:3000/signup");
    expect(await simulated(...args.with(to, url))).toMatchObject({ exit: 0, err: "" });
  });

  it("says when nobody is there", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    const { exit, err } = await simulated("--to", `http://localhost:${port}/`, "--signups", "30");
    expect(exit).toBe(2);
    expect(err).toContain("the endpoint cannot be reached (ECONNREFUSED)");
  });
});
