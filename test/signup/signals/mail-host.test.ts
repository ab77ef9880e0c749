import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hours } from "../../../src/core/clock.js";
import { parseEmail } from "../../../src/identifiers/email.js";
import { type MailHostOptions, mailHost } from "../../../src/signup/signals/mail-host.js";
import { standardSignals } from "../../../src/signup/standard-signals.js";
import { emailOf, look, refusal, start } from "./harness.js";

const facts = { email: emailOf("kim@acme-widgets.com") };
const ordinary = async () => [{ exchange: "aspmx.l.google.com", priority: 1 }];
const none = async () => [];
const there = async () => ["192.0.2.1"];
const dnsError = (code: string) => () => Promise.reject(Object.assign(new Error("query"), { code }));

/** What is said, as `code strength`. */
async function said(options: MailHostOptions, asked: Parameters<typeof look>[1] = facts) {
  const found = await look(mailHost(options), asked);
  return found.map(({ code, strength }) => `${code.slice("mail-host.".length)} ${strength}`);
}

it("is nobody's default, costs no coverage and no tier", () => {
  const signal = mailHost({ resolveMx: ordinary });
  expect(standardSignals().map(({ id }) => id)).not.toContain(signal.id);
  expect([signal.optional, signal.onFailure, signal.counts]).toEqual([true, "skip", undefined]);
  expect(mailHost({ resolveMx: ordinary, onFailure: "degrade" }).onFailure).toBe("degrade");
});

describe("the mail server", () => {
  it.each([
    ["names alone", ["in.mail.tm"]],
    ["records", [{ exchange: "in.mail.tm", priority: 10 }]],
    ["another case and a trailing dot", ["IN.Mail.tm."]],
    ["the last of several", ["mx.example.net", "in.mail.tm"]],
    ["beside what is no name", [7, null, {}, "x".repeat(256), "in.mail.tm"]],
  ])("of a throw-away provider is seen in %s", async (_, answer) => {
    expect(await said({ resolveMx: () => answer as string[] })).toEqual(["throwaway-host 1"]);
  });

  it("that testers use with their own domains says half, and names the service", async () => {
    const found = await look(mailHost({ resolveMx: () => ["mail.mailinator.com"] }), facts);
    expect(found).toEqual([
      {
        code: "mail-host.throwaway-host",
        strength: 0.5,
        detail: { operator: "mailinator.com", kind: "catch-all" },
      },
    ]);
  });

  it("that is ordinary says nothing", async () => {
    expect(await said({ resolveMx: ordinary, resolveSite: there, domainAgeDays: () => 4000 })).toEqual([]);
  });

  it.each([[["."]], [[""]], [[{ exchange: "", priority: 0 }]]])("%j is a null MX", async (answer) => {
    expect(await said({ resolveMx: () => answer as string[] })).toEqual(["null-mx 1"]);
  });

  it("settles it: nobody is asked for a site or an age", async () => {
    const never = () => Promise.reject(new Error("asked"));
    for (const exchange of ["in.mail.tm", "."]) {
      let asked = 0;
      const count = () => {
        asked++;
        return never();
      };
      await said({ resolveMx: () => [exchange], resolveSite: count, domainAgeDays: count });
      expect(asked).toBe(0);
    }
  });

  it.each([
    ["no list", undefined],
    ["a text", "in.mail.tm"],
    ["an object", { length: 1, 0: "in.mail.tm" }],
  ])("is unknown when the answer is %s", async (_, answer) => {
    await expect(said({ resolveMx: () => answer as unknown as string[] })).rejects.toThrow(TypeError);
  });

  it("reads twenty of a million", async () => {
    const many = Array.from({ length: 1_000_000 }, () => "mx.example.net");
    expect(await said({ resolveMx: () => [...many, "in.mail.tm"] })).toEqual([]);
  });
});

describe("no mail server", () => {
  const empty = [none, dnsError("ENOTFOUND"), dnsError("ENODATA")];

  it("is a hint alone, evidence without an address, and nothing with one", async () => {
    for (const resolveMx of empty) {
      expect(await said({ resolveMx })).toEqual(["no-mx 0.4"]);
      for (const resolveSite of empty) expect(await said({ resolveMx, resolveSite })).toEqual(["no-mx 1"]);
      expect(await said({ resolveMx, resolveSite: there })).toEqual([]);
    }
  });

  it("with a site that cannot be asked for is the hint again", async () => {
    expect(await said({ resolveMx: none, resolveSite: dnsError("ESERVFAIL") })).toEqual(["no-mx 0.4"]);
  });

  it.each(["ESERVFAIL", "ETIMEOUT", "EREFUSED", "ECONNREFUSED"])("is not what %s says", async (code) => {
    await expect(said({ resolveMx: dnsError(code) })).rejects.toThrow("query");
  });
});

describe("site and age", () => {
  it("finds mail where nothing else is", async () => {
    expect(await said({ resolveMx: ordinary, resolveSite: none })).toEqual(["no-site 1"]);
    expect(await said({ resolveMx: ordinary, resolveSite: dnsError("ESERVFAIL") })).toEqual([]);
  });

  it.each([
    [0, ["young 1"]],
    [6.5, ["young 0.783"]],
    [29, ["young 0.033"]],
    [30, []],
    [5000, []],
    [-1, []],
    [Number.NaN, []],
    [undefined, []],
    ["3", []],
  ])("at %s days says %j", async (age, expected) => {
    const domainAgeDays = () => age as number;
    expect(await said({ resolveMx: ordinary, domainAgeDays })).toEqual(expected);
  });

  it("takes an age that is not to be had for unknown", async () => {
    const domainAgeDays = () => JSON.parse("{") as number;
    expect(await said({ resolveMx: ordinary, resolveSite: none, domainAgeDays })).toEqual(["no-site 1"]);
  });

  it("keeps a new firm without a site far from trouble", async () => {
    const { reasons } = mailHost({ resolveMx: ordinary });
    expect((reasons["no-site"]?.points ?? 99) + (reasons.young?.points ?? 99)).toBeLessThanOrEqual(16);
  });
});

describe("who is asked", () => {
  it.each([
    "kim@gmail.com",
    "kim@duck.com",
    "kim@cs.stanford.edu",
    "kim@privaterelay.appleid.com",
    "kim@mailinator.com",
  ])("nobody for %s", async (address) => {
    const resolveMx = () => Promise.reject(new Error("asked"));
    expect(await said({ resolveMx }, { email: emailOf(address) })).toEqual([]);
  });

  it("gets the address's own domain for mail, the registrable one for the rest", async () => {
    const asked: string[] = [];
    const note = (what: string) => (domain: string) => void asked.push(`${what} ${domain}`);
    await look(
      mailHost({
        resolveMx: (domain) => [note("mx")(domain) ?? "mx.example.net"],
        resolveSite: (domain) => [note("site")(domain) ?? "192.0.2.1"],
        domainAgeDays: note("age") as () => undefined,
      }),
      { email: emailOf("kim@mail.acme.co.uk") },
    );
    expect(asked).toEqual(["mx mail.acme.co.uk", "site acme.co.uk", "age acme.co.uk"]);
  });

  it("is asked once an hour for a domain, however many sign up", async () => {
    let asked = 0;
    const resolveMx = () => {
      asked++;
      return ["in.mail.tm"];
    };
    const signal = mailHost({ resolveMx });
    await Promise.all(Array.from({ length: 20 }, () => look(signal, { ...facts, at: start })));
    await look(signal, { ...facts, at: start + hours(1) - 1 });
    expect(asked).toBe(1);
    await look(signal, { ...facts, at: start + hours(1) });
    expect(asked).toBe(2);
  });

  it("gets names that DNS can carry, whatever was typed", async () => {
    const text = fc.stringMatching(/^[a-zA-Z0-9.äßж．。-]{1,80}$/);
    const asked: string[] = [];
    const resolveMx = (domain: string) => {
      asked.push(domain);
      return [];
    };
    const signal = mailHost({ resolveMx });
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom("com", "co.uk", "рф", "github.io"), async (name, ending) => {
        const address = `kim@${name}.${ending}`;
        if (parseEmail(address).ok) await look(signal, { email: emailOf(address) });
      }),
      { seed: 7, numRuns: 300 },
    );
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => name.length > 253 || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name))).toEqual(
      [],
    );
  });
});

it("refuses options that cannot be", () => {
  const bad = {
    resolveMx: "1.1.1.1",
    resolveSite: 7,
    domainAgeDays: {},
    cacheMs: 0,
    maxCached: Number.NaN,
    onFailure: "explode",
  } as unknown as MailHostOptions;
  expect(
    refusal(() => mailHost(bad))
      .split("\n")
      .map((line) => line.split(":")[0]),
  ).toEqual(["resolveMx", "resolveSite", "domainAgeDays", "cacheMs", "maxCached", "onFailure"]);
  expect(refusal(() => mailHost({} as MailHostOptions))).toMatch(/^resolveMx: must be a function/);
});
