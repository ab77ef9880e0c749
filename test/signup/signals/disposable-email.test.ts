import { describe, expect, it } from "vitest";
import { disposableEmail } from "../../../src/signup/signals/disposable-email.js";
import { emailOf, look, lookAt, refusal } from "./harness.js";

const signal = disposableEmail();
const seenIn = (address: string, known = {}) => look(signal, { email: emailOf(address, known) });

describe("listed", () => {
  it.each([
    ["curated", "exact", 1],
    ["broad", "exact", 0.85],
    ["historic", "exact", 0.5],
    ["curated", "parent", 0.9],
    ["historic", "parent", 0.45],
  ] as const)("weighs a hit in the %s list (%s) as %d", async (tier, match, strength) => {
    const found = await seenIn("ann@throwaway.example", { disposable: { tier, match } });
    expect(found).toEqual([{ code: "disposable-email.listed", strength, detail: { list: tier, match } }]);
  });

  it("knows the domains that everybody knows, and hosts below them", async () => {
    const [exact, below] = await lookAt(signal, [
      { email: "kim@mailinator.com" },
      { email: "kim@inbox.mailinator.com" },
    ]);
    expect(exact).toMatchObject([{ code: "disposable-email.listed", strength: 1 }]);
    expect(below).toMatchObject([{ code: "disposable-email.listed", detail: { match: "parent" } }]);
  });
});

describe("a listed domain that is one slip away from a big provider", () => {
  it("weighs less than half: most who type it meant the other", async () => {
    const [evidence] = await lookAt(disposableEmail(), [{ email: "ann.meyer@gmial.com" }]);
    expect(evidence).toMatchObject([{ code: "disposable-email.listed", strength: 0.4 }]);
  });
});

describe("private-suffix", () => {
  it("fires on a name that dynamic DNS hands out", async () => {
    expect(await seenIn("kim@a81.duckdns.org")).toMatchObject([
      { code: "disposable-email.private-suffix", strength: 1 },
    ]);
  });

  it("stands beside a hit in a list", async () => {
    const found = await seenIn("kim@a81.duckdns.org", { disposable: { tier: "historic", match: "exact" } });
    expect(found.map(({ code }) => code)).toEqual([
      "disposable-email.listed",
      "disposable-email.private-suffix",
    ]);
  });
});

describe("abused-tld", () => {
  it("is a hint for an ending, and only when nothing better is known", async () => {
    expect(await seenIn("kim@qvorn-mail.xyz")).toEqual([
      { code: "disposable-email.abused-tld", strength: 1, detail: { ending: "xyz" } },
    ]);
    const listed = await seenIn("kim@qvorn-mail.xyz", { disposable: { tier: "broad", match: "exact" } });
    expect(listed.map(({ code }) => code)).toEqual(["disposable-email.listed"]);
    expect(await seenIn("kim@qvorn-mail.xyz", { freeMail: true })).toEqual([]);
  });

  it.each(["dev", "app", "io", "ai", "com", "de", "cloud"])("leaves .%s alone", async (ending) => {
    expect(await seenIn(`kim@qvorn-studio.${ending}`)).toEqual([]);
  });
});

it.each([
  "k3x9vq2p7m@privaterelay.appleid.com",
  "blue.fox.31@icloud.com",
  "heron-crowd-9x@duck.com",
  "q8d7s6f5@mozmail.com",
  "shop.umbra123@simplelogin.com",
  "kim@gmail.com",
  "kim@qq.com",
  "kim@mail.ru",
  "kim@naver.com",
  "kim@web.de",
  "s1234567@agh.edu.pl",
  "kim@cs.stanford.edu",
  "kim@debian.org",
])("spares %s", async (email) => {
  expect(await lookAt(signal, [{ email }])).toEqual([[]]);
});

describe("options", () => {
  const own = disposableEmail({ block: ["Farm.Example", "bücher.example"], allow: ["mailinator.com"] });

  it.each(["kim@farm.example", "kim@a.b.farm.example", "kim@xn--bcher-kva.example"])(
    "lists what the caller blocks: %s",
    async (address) => {
      expect(await look(own, { email: emailOf(address) })).toEqual([
        { code: "disposable-email.listed", strength: 1, detail: { list: "own" } },
      ]);
    },
  );

  it("takes the caller's word that a list is wrong, also against `block`", async () => {
    expect(await look(own, { email: emailOf("kim@mailinator.com") })).toEqual([]);
    const both = disposableEmail({ block: ["farm.example"], allow: ["ok.farm.example"] });
    expect(await look(both, { email: emailOf("kim@ok.farm.example") })).toEqual([]);
    expect(await look(both, { email: emailOf("kim@notfarm.example") })).toEqual([]);
  });

  it("refuses entries that are no domain or too wide, all at once and by their place", () => {
    const message = refusal(() => disposableEmail({ block: ["ok.example", "co.uk", "a b"], allow: ["com"] }));
    expect(message.split("\n")).toEqual([
      expect.stringMatching(/^block\.1: must be a domain/),
      expect.stringMatching(/^block\.2: must be a domain/),
      expect.stringMatching(/^allow\.0: must be a domain/),
    ]);
    expect(refusal(() => disposableEmail({ block: "farm.example" as unknown as string[] }))).toMatch(
      /^block: must be a list/,
    );
  });
});
