import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Around, bytesOf, jsonl, parsed, type Ran, run } from "./run.js";

/** Runs `trialgate import` in this process. */
const imported = (args: readonly string[], around?: Around): Promise<Ran> => run(["import", ...args], around);

const folder = mkdtempSync(join(tmpdir(), "trialgate-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const at = Date.UTC(2026, 5, 1, 12);
const csv = `User ID,E-mail,ip_address,Created at,Risk score,Is fraud
u1,ann.lee@example.com,81.2.69.14,2026-06-01 12:00:00,12.5,false
u2,"kx71@example.net",,2026-06-01T12:00:01Z,97,TRUE
u3,kim@example.org,81.2.69.15,1780315202,,
`;
const entries = [
  {
    input: { id: "u1", email: "ann.lee@example.com", ip: "81.2.69.14", at, metadata: { vendorScore: 12.5 } },
    label: "legitimate",
  },
  {
    input: { id: "u2", email: "kx71@example.net", at: at + 1000, metadata: { vendorScore: 97 } },
    label: "abuse",
  },
  { input: { id: "u3", email: "kim@example.org", ip: "81.2.69.15", at: at + 2000 } },
];

describe("import of CSV", () => {
  it("recognises the usual columns, and says which", async () => {
    const { exit, out, err } = await imported([file("export.csv", csv)]);
    expect(exit).toBe(0);
    expect(parsed(out)).toEqual(entries);
    expect(err).toBe(
      'recognised: id from "User ID", email from "E-mail", ip from "ip_address", at from "Created at", label from "Is fraud", score from "Risk score"\n',
    );
  });

  it("takes the columns and words that are named, and is silent then", async () => {
    const rows = "who;when;what;known;kind\nu1;2026-06-01;Declined;2026-07-02;farm\nu2;2026-06-02;kept;;\n";
    const flags = "--id who --at when --label what --labelled-at known --group kind".split(" ");
    const { exit, out, err } = await imported(
      ["-", ...flags, "--abuse", "declined", "--legitimate", "kept, fine"],
      {
        input: rows,
      },
    );
    expect([exit, err]).toEqual([0, ""]);
    expect(parsed(out)).toEqual([
      {
        input: { id: "u1", at: Date.UTC(2026, 5, 1) },
        label: "abuse",
        labelledAt: Date.UTC(2026, 6, 2),
        group: "farm",
      },
      { input: { id: "u2", at: Date.UTC(2026, 5, 2) }, label: "legitimate" },
    ]);
  });

  it("reads quotes, ends of line within them, CRLF, tabs and a byte order mark, in chunks of any size", async () => {
    const rows =
      '\ufeffid\tname\temail\r\n\tB. "Bo" Ek\tbo@example.com\r\n\r\nu2\t"Ann\t""A""\r\nLee"\t"ann@example.com" \r\nu3';
    const flags = ["-", "--id", "id", "--name", "name", "--email", "email"];
    const whole = await imported(flags, { input: rows });
    expect(whole.err).toBe("");
    expect(parsed(whole.out).map(({ input }) => input)).toEqual([
      { name: 'B. "Bo" Ek', email: "bo@example.com" },
      { id: "u2", name: 'Ann\t"A"\r\nLee', email: "ann@example.com" },
      { id: "u3" },
    ]);
    for (const size of [1, 2, 7]) {
      expect(await imported(flags, { input: bytesOf(rows, size) })).toEqual(whole);
    }
  });

  it("tells every bad row by its line, never what stands in it, and goes on", async () => {
    const secret = "someone.secret@example.com";
    const rows = `id,email,at,score
a1,${secret},yesterday,1
a2,"${secret}"x,,
a3,${secret},,high
,,2026-06-01,5
a5,${secret},,,more
"two
lines",${secret},,
a7,${secret}\ufffd,,
a8,${secret},2026-06-01,7
a9,"${secret}`;
    const { exit, out, err } = await imported(["-"], { input: rows });
    expect(exit).toBe(1);
    expect(parsed(out).map(({ input }) => input.id)).toEqual(["two\nlines", "a8"]);
    expect(err).not.toContain("secret");
    expect(err.split("\n").slice(1)).toEqual([
      expect.stringMatching(/^line 2: at: must be a date/),
      expect.stringMatching(/^line 3: has text behind a closing quote/),
      "line 4: score: must be a number",
      "line 5: has no email, phone or id",
      "line 6: has 5 fields, and the heading 4",
      expect.stringMatching(/^line 9: is not UTF-8/),
      "line 11: has a quote that is never closed",
      "7 bad rows left out, 2 rows written",
      "",
    ]);
    expect((await imported(["-", "--skip-invalid"], { input: rows })).exit).toBe(0);
  });

  it.each([
    [
      "a name twice",
      "id,email,email\nu1,a@example.com,b@example.com\n",
      '"email" is the name of two columns; rename one of them',
    ],
    [
      "another encoding",
      Buffer.from("\ufeffid,email\nu1,a@example.com\n", "utf16le"),
      "the heading is not UTF-8 text; save the file as UTF-8",
    ],
  ])("refuses a heading with %s", async (_, rows, message) => {
    const { exit, out, err } = await imported([file("heading.csv", rows)]);
    expect([exit, out, err]).toEqual([2, "", `trialgate import: ${message}\n`]);
  });

  it("says where no column is a label", async () => {
    const { err } = await imported(["-"], { input: "id,decision\nu1,declined\n" });
    expect(err).toBe('recognised: id from "id"; no label: name its column with --label\n');
  });

  it("loses no more than a megabyte to a quote that is not closed", async () => {
    const rows = `id,name\nu1,"open\n${"x,y\n".repeat(300_000)}u2,fine\n`;
    const { out, err } = await imported(["-", "--name", "name"], { input: rows });
    expect(err).toContain("line 2: is longer than 1 MB; is a quote not closed?");
    expect(parsed(out).at(-1)).toEqual({ input: { id: "u2", name: "fine" } });
  });

  it("counts words that are no label, and shows those that look like words", async () => {
    const rows = "id,label\nu1,pending\nu2,Pending\nu3,ann@example.com\nu4,fraud\n";
    const { exit, out, err } = await imported(["-", "--id", "id", "--label", "label"], { input: rows });
    expect(exit).toBe(0);
    expect(parsed(out).map(({ label }) => label)).toEqual([undefined, undefined, undefined, "abuse"]);
    expect(err).toBe(
      '3 rows without a label: "pending" 1, "Pending" 1, others 1; say what they mean: --abuse, --legitimate\n',
    );
  });

  it("says when the rows are not in the order of time", async () => {
    const rows = "id,at\nu1,2026-06-02\nu2,2026-06-01\nu3,2026-06-03\n";
    const { err } = await imported(["-", "--id", "id", "--at", "at"], { input: rows });
    expect(err).toBe("1 row out of order; sort by time, oldest first\n");
  });
});

describe("import of JSON", () => {
  const charges = [
    {
      id: "ch_1",
      created: 1780315200,
      billing: { email: "ann@example.com" },
      outcome: { risk_score: 5 },
      list: [1],
    },
    {
      id: "ch_2",
      created: 1780315201,
      billing: { email: "kx@example.net" },
      outcome: { risk_score: 92 },
      fraudulent: true,
    },
  ];

  it("finds what lies in objects by dotted names", async () => {
    const { out } = await imported(["-"], { input: jsonl(charges) });
    expect(parsed(out)).toEqual([
      { input: { id: "ch_1", email: "ann@example.com", at, metadata: { vendorScore: 5 } } },
      {
        input: { id: "ch_2", email: "kx@example.net", at: at + 1000, metadata: { vendorScore: 92 } },
        label: "abuse",
      },
    ]);
    const { exit, err } = await imported(["-", "--label", "fraud"], { input: jsonl(charges) });
    expect([exit, err]).toEqual([
      2,
      'trialgate import: --label: there is no such column; there are "id", "created", "billing.email", "outcome.risk_score", "fraudulent"\n',
    ]);
  });

  it("looks for columns in a hundred objects, and reads all of them once", async () => {
    const known = (place: number) => (place >= 99 ? { fraudulent: place % 2 === 0 } : {});
    const rows = Array.from({ length: 250 }, (_, place) => ({ id: `u${place}`, ...known(place) }));
    const entries = parsed((await imported(["-"], { input: jsonl(rows) })).out);
    expect(entries.map(({ input }) => input.id)).toEqual(rows.map(({ id }) => id));
    expect(entries.filter(({ label }) => label === "abuse")).toHaveLength(75);
    expect(entries.filter(({ label }) => label === "legitimate")).toHaveLength(76);
  });

  it("tells bad lines", async () => {
    const input = `${jsonl(charges)}{"id":\n[]\n{}\n`;
    const { exit, err } = await imported(["-"], { input });
    expect(exit).toBe(1);
    expect(err.match(/^line \d+/gm)).toEqual(["line 3", "line 4", "line 5"]);
  });
});

describe("what import writes", () => {
  it("is what score reads", async () => {
    const { out } = await imported(["-"], { input: csv });
    const scored = await run(["score", "-", "--with-labels"], { input: out });
    expect([scored.exit, scored.err]).toEqual([0, ""]);
    expect(parsed(scored.out).map(({ assessment, label }) => [assessment.id, label])).toEqual([
      ["u1", "legitimate"],
      ["u2", "abuse"],
      ["u3", undefined],
    ]);
  });
});

describe("times", () => {
  it.each([
    ["2026-06-01", Date.UTC(2026, 5, 1)],
    ["2026-06-01 12:00", at],
    ["2026-06-01 12:00:00.123456", at + 123],
    ["2026-06-01 12:00:00 UTC", at],
    ["2026-06-01 14:00:00+02", at],
    ["2026-06-01T14:00:00+0200", at],
    ["2026-06-01T07:00:00-05:00", at],
    ["1780315200", at],
    ["1780315200000", at],
  ])("%s", async (text, expected) => {
    const { out } = await imported(["-", "--id", "id", "--at", "at"], { input: `id,at\nu1,${text}\n` });
    expect(parsed(out)[0].input.at).toBe(expected);
  });

  it.each(["06/01/2026", "2026-13-01", "12", "now"])("not %s", async (text) => {
    const { exit, out } = await imported(["-"], { input: `id,at\nu1,${text}\n` });
    expect([exit, out]).toEqual([1, ""]);
  });
});

describe("the command", () => {
  it("has help", async () => {
    const { exit, out, err } = await imported(["--help"]);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toContain("Usage: trialgate import FILE.csv");
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it.each<[args: readonly string[], input: string, said: string | RegExp]>([
    [[], "", "give a file"],
    [["a", "b"], "", "give one file"],
    [["no-such.csv"], "", "no such file"],
    [["-", "--emial", "x"], "", "did you mean --email?"],
    [["-"], "", "there is nothing in it"],
    [["-"], "colour,size\nred,4\n", 'there are "colour", "size"'],
    [["-", "--ip", "addr"], "id\nu1\n", '--ip: there is no such column; there are "id"'],
    [["-", "--abuse", "x,y", "--legitimate", "Y"], "id\nu1\n", "cannot mean both"],
  ])("refuses %j", async (args, input, said) => {
    const { exit, out, err } = await imported(args, { input });
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toContain(said);
  });

  it("never shows a first signup for a heading", async () => {
    const { err } = await imported(["-"], { input: "ann@example.com,81.2.69.14\n" });
    expect(err).not.toMatch(/ann|81/);
  });
});
