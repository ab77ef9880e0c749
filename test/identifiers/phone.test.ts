import { describe, expect, test } from "vitest";
import {
  type ParsePhoneOptions,
  type Phone,
  type PhoneType,
  parsePhone,
} from "../../src/identifiers/phone.js";

async function phone(input: string, options?: ParsePhoneOptions): Promise<Phone> {
  const parsed = await parsePhone(input, options);
  if (!parsed.ok) throw new Error(`${parsed.code}: ${parsed.message}`);
  return parsed.value;
}

describe("parsePhone", () => {
  test("describes a number in full", async () => {
    expect(await phone("+49 151 23456789")).toEqual({
      e164: "+4915123456789",
      country: "DE",
      type: "mobile",
      valid: true,
      possible: true,
      prefix: "+491512345",
    });
  });

  test.each<[string, string, PhoneType]>([
    ["+442079460958", "GB", "fixed-line"],
    ["+14155552671", "US", "fixed-or-mobile"],
    ["+18003569377", "US", "toll-free"],
    ["+79991234567", "RU", "mobile"],
    ["+8613800138000", "CN", "mobile"],
    ["+33891700123", "FR", "premium"],
    ["+5511912345678", "BR", "mobile"],
    ["+33912345678", "FR", "voip"],
  ])("%s is in %s and %s", async (text, country, type) => {
    expect(await phone(text)).toMatchObject({ e164: text, country, type, valid: true, possible: true });
  });

  test.each([
    "+1 (415) 555-2671",
    "+1.415.555.2671",
    "  +14155552671 ",
    "+14155552671 ext. 5",
    "+14155552671 x123",
    "tel:+1-415-555-2671;ext=5",
    "＋１４１５５５５２６７１",
    "+1 415 555 2671",
  ])("%j is +14155552671", async (text) => {
    expect((await phone(text)).e164).toBe("+14155552671");
  });

  test("reads a national form in the given country, in any case", async () => {
    expect((await phone("0171 1234567", { defaultCountry: "DE" })).e164).toBe("+491711234567");
    expect((await phone("0171 1234567", { defaultCountry: "de" })).e164).toBe("+491711234567");
  });

  test("a calling code wins over the given country", async () => {
    expect((await phone("+14155552671", { defaultCountry: "DE" })).country).toBe("US");
  });

  test.each([undefined, "XX", "", "__proto__", "constructor"])(
    "a national form with the country %j is not the person's mistake",
    async (country) => {
      const options = country === undefined ? {} : { defaultCountry: country };
      expect(await parsePhone("0171 1234567", options)).toMatchObject({ ok: false, code: "no-country" });
    },
  );

  test("a possible number that no plan has assigned is evidence, not an error", async () => {
    expect(await phone("+290 1234")).toEqual({
      e164: "+2901234",
      type: "unknown",
      valid: false,
      possible: true,
      prefix: "+290",
    });
  });

  test("a number of a wrong length is neither valid nor possible", async () => {
    expect(await phone("+4479111")).toMatchObject({ valid: false, possible: false, type: "unknown" });
  });

  test("a number of no country has none", async () => {
    const international = await phone("+800 1234 5678");
    expect(international.type).toBe("toll-free");
    expect(international).not.toHaveProperty("country");
  });

  test("neighbours of one block share the prefix, and it never cuts into the calling code", async () => {
    const [first, second] = [await phone("+14155552671"), await phone("+14155559999")];
    expect(first.prefix).toBe("+1415555");
    expect(second.prefix).toBe(first.prefix);
    expect((await phone("+29012")).prefix).toBe("+290");
  });

  test.each([undefined, null, "", "   ", "tel:"])("%j is missing", async (input) => {
    expect(await parsePhone(input)).toMatchObject({ ok: false, code: "missing" });
  });

  test.each([
    "hello",
    "+",
    "+1",
    "+999 12345678",
    "+1234567890123456789",
    "+1 800 FLOWERS",
    "call +14155552671 now",
    "+1415555\u00002671",
    "\ud800+14155552671",
    "__proto__",
    "+14155552671, +14155552672",
    "+".repeat(64),
    "1".repeat(100_000),
    `+${" ".repeat(100_000)}1`,
    14155552671,
    true,
    {},
    [],
    Symbol("x"),
  ])("input %# is no number", async (input) => {
    expect(await parsePhone(input)).toMatchObject({ ok: false, code: "malformed" });
  });

  test("never repeats the number in a message", async () => {
    for (const input of ["0171 1234567", "call 5552671", "+999 12345678"]) {
      const parsed = await parsePhone(input);
      expect(parsed.ok ? "" : parsed.message).toMatch(/calling code/);
      expect(JSON.stringify(parsed)).not.toMatch(/\d/);
    }
  });

  test("reads what it wrote to the same number", async () => {
    for (const text of ["+49 151 23456789", "+1 (415) 555-2671", "+290 1234", "+800 1234 5678"]) {
      const first = await phone(text);
      expect(await phone(first.e164)).toEqual(first);
    }
  });

  test("twenty at once answer as one", async () => {
    const alone = await phone("+4915123456789");
    const together = await Promise.all(Array.from({ length: 20 }, () => phone("+4915123456789")));
    expect(together).toEqual(Array.from({ length: 20 }, () => alone));
  });
});
