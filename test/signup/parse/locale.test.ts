import { describe, expect, it } from "vitest";
import { parseCountry, parseLanguages, parseTimezone } from "../../../src/signup/parse/locale.js";

const read = <Value>(
  parsed: { readonly ok: true; readonly value: Value } | { readonly ok: false },
): Value | undefined => (parsed.ok ? parsed.value : undefined);

describe("parseTimezone", () => {
  it.each(["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+5", "America/Port-au-Prince"])(
    "takes %s",
    (text) => {
      expect(read(parseTimezone(text))).toBe(text);
    },
  );

  it.each([
    "",
    " ",
    "Europe/",
    "/Berlin",
    "Europe/Berlin ",
    "+02:00",
    "a/b/c/d/e",
    "Z".repeat(65),
    "\ud800",
    "Europe\n/Berlin",
  ])("refuses %j", (text) => {
    expect(parseTimezone(text)).toMatchObject({ ok: false, code: "malformed" });
  });
});

describe("parseCountry", () => {
  it.each([
    ["DE", "DE"],
    ["gb", "GB"],
    [" fr ", "FR"],
    ["T1", "T1"],
    ["t1", "T1"],
  ])("takes %j for %s", (text, code) => {
    expect(read(parseCountry(text))).toBe(code);
  });

  it.each(["", "XX", "xx", "DEU", "D", "1T", "Germany", "ÄÖ", "D\u0000"])("refuses %j", (text) => {
    expect(parseCountry(text).ok).toBe(false);
  });
});

describe("parseLanguages", () => {
  it.each([
    ["de-AT,de;q=0.9,en;q=0.8", ["de-AT", "de", "en"]],
    ["en;q=0.2, fr;q=0.9, *;q=0.1", ["fr", "en"]],
    ["en;q=0, de", ["de"]],
    ["zh-Hant-TW", ["zh-Hant-TW"]],
    ["en;q=high, de", ["de"]],
    ["de, en", ["de", "en"]],
  ])("orders %j by what is wanted", (header, tags) => {
    expect(read(parseLanguages(header))).toEqual(tags);
  });

  it.each(["", "*", ",,,", "english please", "q=1", ";q=1", "\ud800"])("refuses %j", (header) => {
    expect(parseLanguages(header).ok).toBe(false);
  });

  it("reads ten tags at most", () => {
    expect(read(parseLanguages("en,".repeat(10_000)))).toHaveLength(10);
  });
});
