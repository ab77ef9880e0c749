import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standardPolicy, standardPolicyData } from "trialgate";
import { afterAll, describe, expect, it } from "vitest";
import { flagOf, signupFlags } from "../../src/cli/signup-flags.js";
import { inputFields } from "../../src/signup/parse/input-schema.js";
import { bytesOf, jsonl, parsed, run } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "trialgate-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const at = 1_780_000_000_000;
const signup = (place: number, more: object = {}): object => ({
  id: `s${place}`,
  email: `person.${place}.example@gmail.com`,
  ip: `81.2.${place % 250}.14`,
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
  acceptLanguage: "en",
  deviceId: `device-${place}`,
  formMs: 20_000,
  channel: "web",
  at: at + place * 1000,
  ...more,
});
const three = [signup(1), signup(2), signup(3)];

describe("score FILE --json", () => {
  it("writes one assessment per line, in order, with the clock at each line's time", async () => {
    const { exit, out, err } = await run(["score", file("three.jsonl", jsonl(three)), "--json"]);
    expect([exit, err]).toEqual([0, ""]);
    expect(parsed(out).map((assessment) => [assessment.id, assessment.at])).toEqual([
      ["s1", at + 1000],
      ["s2", at + 2000],
      ["s3", at + 3000],
    ]);
  });

  it("reads standard input, and gives the same bytes each time and in any chunks", async () => {
    const input = jsonl(three);
    const { out } = await run(["score", "-", "--json"], { input });
    expect((await run(["score", "-", "--json"], { input })).out).toBe(out);
    expect((await run(["score", "-", "--json"], { input: bytesOf(input, 3) })).out).toBe(out);
    expect((await run(["score", file("same.jsonl", input), "--json"])).out).toBe(out);
  });

  it("remembers the earlier lines", async () => {
    const email = "one.box.only@gmail.com";
    const lines = [signup(1, { email }), signup(2, { email: "oneboxonly+2@gmail.com" })];
    const { out } = await run(["score", "-", "--json"], { input: jsonl(lines) });
    const [first, second] = parsed(out);
    expect(JSON.stringify(first.reasons)).not.toContain("duplicate-email");
    expect(JSON.stringify(second.reasons)).toContain("duplicate-email.strict");
  });

  it("takes the terminal's time for a line without one", async () => {
    const { out } = await run(["score", "-", "--json"], {
      input: '{"email":"a.b@example.org"}\n',
      now: () => 42,
    });
    expect(parsed(out)[0].at).toBe(42);
  });

  it("does not look at labels", async () => {
    const labelled = (label: string): string => jsonl(three.map((input) => ({ input, label, note: "mine" })));
    const plain = await run(["score", "-", "--json"], { input: jsonl(three) });
    for (const label of ["abuse", "legitimate"]) {
      expect((await run(["score", "-", "--json"], { input: labelled(label) })).out).toBe(plain.out);
    }
  });

  it("says nothing for an empty file", async () => {
    expect(await run(["score", "-", "--json"])).toEqual({ exit: 0, out: "", err: "" });
  });
});

describe("score --with-labels", () => {
  it("writes the history that policies are measured against", async () => {
    const input = jsonl([{ input: signup(1), label: "abuse", labelledAt: at + 9 }, signup(2)]);
    const { exit, out } = await run(["score", "-", "--with-labels"], { input });
    expect(exit).toBe(0);
    const [first, second] = parsed(out);
    expect(first).toEqual({
      assessment: expect.objectContaining({ id: "s1" }),
      label: "abuse",
      labelledAt: at + 9,
    });
    expect(second).toEqual({ assessment: expect.objectContaining({ id: "s2" }) });
  });
});

describe("score as a table", () => {
  const input = jsonl([
    ...three.map((one) => ({ input: one, label: "legitimate" })),
    {
      input: signup(4, { email: "kx71@mailinator.com", userAgent: "curl/8.5.0", formMs: 200 }),
      label: "abuse",
    },
  ]);

  it("says why in words, and what it came to", async () => {
    const { exit, out, err } = await run(["score", "-"], { input });
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(/^ {3}line {2}score {2}tier {5}decision {3}why\n/);
    expect(out).toMatch(/\n {6}1 {2}.*starter {2}allow {6}nothing against it\n/);
    expect(out).toMatch(/\n {6}4 {4}100 {2}none {5}review .*The domain hands out mailboxes/);
    expect(out).toMatch(/\nstarter +3 +75\.0 % +\$3\.00 +3 +0\n/);
    expect(out).toContain("1 of 1 stopped (100.0 %)");
    expect(out).toContain("Offered $0.00 of the $8.00");
    expect(out).toContain("3 of 3 allowed at once (100.0 %), offered $3.00");
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("says nothing of abuse where nothing is labelled", async () => {
    const { out } = await run(["score", "-"], { input: jsonl(three) });
    expect(out).not.toContain("abuse");
    expect(out).toMatch(/\nstarter +3 +100\.0 % +\$3\.00\n/);
  });

  it("tells of signups that came again", async () => {
    const again = [signup(1), signup(1, { verified: ["challenge"] })];
    expect((await run(["score", "-"], { input: jsonl(again) })).out).toContain("1 signup judged anew");
  });

  it("shows who was blocked by a rule, and who held back", async () => {
    const lines = [signup(1, { honeypot: "x" }), { email: "a.b@example.org", channel: "web", at }];
    const { out } = await run(["score", "-"], { input: jsonl(lines) });
    expect(out).toMatch(/none {5}block/);
    expect(out).toContain("→ A field that people never see was filled in");
    expect(out).toContain("→ Too little of the evidence");
  });

  it("knows an empty file", async () => {
    expect((await run(["score", "-"], { input: "\n\n" })).out).toBe("no signups\n");
  });
});

describe("bad lines", () => {
  const secret = "someone.secret@private-mail.example";
  const bad: readonly [what: string, line: string, said: string][] = [
    ["no JSON", `{"email": ${secret}}`, "is not JSON"],
    ["JSON cut short", `{"email":"${secret}`, "is not JSON"],
    ["a text", `"${secret}"`, "not an object"],
    ["a list", `["${secret}"]`, "not an object"],
    ["null", "null", "not an object"],
    ["no identifier", `{"name":"${secret}"}`, "give at least one of email, phone and id"],
    ["a wrong type", `{"email":"${secret}","formMs":"9"}`, "formMs: must be a number, not text"],
    ["an address for an id", `{"id":"${secret}"}`, "id: must be opaque"],
    ["a malformed address", `{"email":"${secret}@"}`, "email: "],
    ["no input", '{"input":null,"label":"abuse"}', "must be an object"],
    ["an unknown label", `{"input":{"email":"${secret}"},"label":"spam"}`, "label: must be"],
    ["a wrong date", `{"input":{"email":"${secret}"},"labelledAt":"now"}`, "labelledAt: must be a number"],
    ["a hostile key", `{"email":"a@example.org","metadata":{"${secret}":[]}}`, "metadata: must be"],
    ["an object for a time", '{"email":"a@example.org","at":{"valueOf":1,"toString":1}}', "at: must be"],
    ["deep nesting", "[".repeat(200_000), "is not JSON"],
    ["far too long", `{"name":"${"x".repeat(1_000_000)}"}`, "is longer than 1 MB"],
  ];

  it.each(bad)("%s: the line and what to do, never its text", async (_, line, said) => {
    const input = `${jsonl([signup(1)])}${line}\n${jsonl([signup(2)])}`;
    const failed = await run(["score", "-", "--json"], { input });
    expect(failed.exit).toBe(1);
    expect(failed.err).toMatch(/^line 2: /);
    expect(failed.err).toContain(said);
    expect(failed.err).toContain("1 bad line left out, 2 signups scored");
    expect(parsed(failed.out).map(({ id }) => id)).toEqual(["s1", "s2"]);

    const skipped = await run(["score", "-", "--json", "--skip-invalid"], { input });
    expect(skipped.exit).toBe(0);
    expect(skipped.err).toBe(failed.err);
    expect(parsed(skipped.out).map(({ id }) => id)).toEqual(["s1", "s2"]);
    for (const { out, err } of [failed, skipped]) expect(out + err).not.toContain("someone.secret");
  });

  it("are bad in shadow mode too", async () => {
    const input = `{"email":"${secret}@"}\n`;
    const { exit, out, err } = await run(["score", "-", "--shadow-tier", "starter", "--json"], { input });
    expect([exit, out]).toEqual([1, ""]);
    expect(err).toMatch(/^line 1: /);
    expect(err).not.toContain("someone.secret");
  });

  it("and nothing else end with 1 even when skipped", async () => {
    const path = file("binary", Uint8Array.of(0x1f, 0x8b, 0xff, 0x00, 0x0a, 0xfe));
    const { exit, out, err } = await run(["score", path, "--json", "--skip-invalid"]);
    expect([exit, out]).toEqual([1, ""]);
    expect(err).toContain("line 1: is not UTF-8 text");
  });
});

describe("one signup by flags", () => {
  it("has a flag for every field but metadata", () => {
    const fields = inputFields.filter((field) => field !== "metadata");
    expect(Object.keys(signupFlags).sort()).toEqual(fields.map(flagOf).sort());
  });

  const args = [
    "--email",
    "kx71@mailinator.com",
    "--ip",
    "81.2.69.142",
    "--form-ms",
    "300",
    "--at",
    String(at),
  ];

  it("shows a card, without the address", async () => {
    const { exit, out, err } = await run(["score", ...args]);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(/^score +\d+, higher is riskier/);
    expect(out).toContain("The domain hands out mailboxes to throw away");
    expect(out).toMatch(/\ncoverage +\d+\.\d %/);
    expect(out).not.toContain("kx71");
  });

  it("gives the assessment that the same signup gives in a file", async () => {
    const input = {
      email: "kx71@mailinator.com",
      ip: "81.2.69.142",
      formMs: 300,
      at,
      verified: ["phone", "challenge"],
    };
    const alone = await run(["score", ...args, "--verified", "phone,challenge", "--json"]);
    expect(alone.out).toBe((await run(["score", "-", "--json"], { input: jsonl([input]) })).out);
  });

  it("tells the verdict beside the tier in shadow mode", async () => {
    const { out } = await run(["score", ...args, "--shadow-tier", "starter"]);
    expect(out).toMatch(/\ntier +starter/);
    expect(out).toMatch(/\nverdict +(none|trickle), \w+: not applied, in shadow mode/);
  });

  it("says what is wrong with it", async () => {
    const { exit, out, err } = await run(["score", "--email", "secret@", "--card-funding", "gold"]);
    expect([exit, out]).toEqual([1, ""]);
    expect(err).toMatch(/^trialgate score: .*cardFunding: must be one of/);
    expect(err).not.toContain("secret@");
  });
});

describe("score --policy", () => {
  const data = { ...standardPolicyData, id: "mine", weights: { "disposable-email.listed": 0 } };

  it("judges by the file", async () => {
    const path = file("policy.json", `\u{feff}${JSON.stringify(data)}`);
    const input = jsonl([signup(1, { email: "kx71@mailinator.com" })]);
    const [mine] = parsed((await run(["score", "-", "--json", "--policy", path], { input })).out);
    const [standard] = parsed((await run(["score", "-", "--json"], { input })).out);
    expect(mine.policy.id).toBe("mine");
    expect(standard.policy).toEqual({ id: standardPolicy.id, version: standardPolicy.version });
    expect(mine.points).toBeLessThan(standard.points - 40);
  });

  it("makes the table of its tiers", async () => {
    const tiers = [
      { id: "come-right-in", decision: "allow", maxPoints: 50, credits: 3 },
      { id: "wait", decision: "review", credits: 0 },
    ];
    const path = file("two.json", JSON.stringify({ id: "two", tiers, whenDegraded: "wait" }));
    const { out } = await run(["score", "-", "--policy", path], { input: jsonl(three) });
    expect(out).toMatch(/ {2}come-right-in {2}allow/);
    expect(out).toMatch(/\ncome-right-in +3 +100\.0 % +\$9\.00\n/);
  });

  it.each([
    [
      "a misspelt code",
      { ...data, weights: { "disposable-email.lsted": 1 } },
      'did you mean "disposable-email.listed"?',
    ],
    ["a wrong form", { id: "x" }, "tiers: must be a list"],
  ])("refuses %s, with its place", async (_, wrong, said) => {
    const { exit, out, err } = await run([
      "score",
      "-",
      "--policy",
      file("wrong.json", JSON.stringify(wrong)),
    ]);
    expect([exit, out]).toEqual([1, ""]);
    expect(err).toContain("trialgate score: --policy: ");
    expect(err).toContain(said);
  });
});

describe("wrong commands", () => {
  it.each<[args: readonly string[], said: string]>([
    [["score"], "give a file, - for standard input, or --email"],
    [["score", "--emial", "x"], "unknown flag --emial; did you mean --email?"],
    [["score", "--zzzzzzzzz"], "unknown flag --zzzzzzzzz; see --help"],
    [["score", "-x"], "unknown flag"],
    [["score", "--email"], "--email"],
    [["score", "--json=yes", "-"], "--json"],
    [["score", "a", "b"], "give one file"],
    [["score", "-", "--email", "a@b.org"], "not both"],
    [["score", "--email", "a@b.org", "--asn", "x"], "--asn must be a number"],
    [["score", "--email", "a@b.org", "--form-ms", ""], "--form-ms must be a number"],
    [["score", "-", "--shadow-tier", "startr"], "did you mean starter?"],
    [["score", "-", "--shadow-tier", "gold"], "there are full, starter, trickle, none"],
    [["score", join(folder, "nowhere.jsonl")], "no such file"],
    [["score", folder], "is a directory"],
    [["score", "-", "--policy", join(folder, "nowhere.json")], "no such file"],
    [["scor", "x"], "no such verb; did you mean score?"],
    [["frobnicate"], "there are score, policy"],
    [[], "give a verb, score or policy"],
  ])("%j ends with 2 and says what to do", async (args, said) => {
    const { exit, out, err } = await run(args);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toContain(said);
  });

  it("do not repeat an address that was meant for --email", async () => {
    const { exit, err } = await run(["score", "someone.secret@example.org"]);
    expect(exit).toBe(2);
    expect(err).toContain("--email");
    expect(err).not.toContain("someone.secret");
  });
});

describe("help", () => {
  it.each([[["--help"]], [["-h"]], [["score", "--help"]], [["score", "-h"]], [["policy", "--help"]]])(
    "%j fits the terminal and tells the exit codes",
    async (args) => {
      const { exit, out, err } = await run(args);
      expect([exit, err]).toEqual([0, ""]);
      expect(out).toContain("Exit codes: 0 ");
      expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
    },
  );

  it("names every flag of score", async () => {
    const { out } = await run(["score", "--help"]);
    for (const flag of Object.keys(signupFlags)) expect(out).toContain(`--${flag}`);
  });
});

describe("progress", () => {
  const ticking = (): (() => number) => {
    let time = at;
    return () => (time += 400);
  };
  const input = jsonl(Array.from({ length: 12 }, (_, place) => signup(place)));

  it("is told about once a second, and taken away before an error and at the end", async () => {
    const { err } = await run(["score", "-", "--json"], { input, now: ticking(), watched: true });
    const told = err.split("\r\u{1b}[K").filter((text) => text !== "");
    expect(told.length).toBeGreaterThanOrEqual(3);
    for (const text of told) expect(text).toMatch(/^\d+ signups, \d+ a second$/);
    expect(err.endsWith("\r\u{1b}[K")).toBe(true);

    const broken = await run(["score", "-", "--json"], { input: `${input}{`, now: ticking(), watched: true });
    expect(broken.err).toContain("\r\u{1b}[Kline 13: ");
  });

  it("is not told to a file, unless asked for", async () => {
    expect((await run(["score", "-", "--json"], { input, now: ticking() })).err).toBe("");
    expect((await run(["score", "-", "--json", "--progress"], { input, now: ticking() })).err).not.toBe("");
  });
});
