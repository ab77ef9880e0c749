import { describe, expect, it } from "vitest";
import type { SignupInput } from "../../../src/signup/input.js";
import { geoMismatch } from "../../../src/signup/signals/geo-mismatch.js";
import { look, lookAt, refusal, strengthOf } from "./harness.js";

const seen = async (input: SignupInput) => (await lookAt(geoMismatch(), [{ id: "a", ...input }]))[0] ?? [];
const codes = async (input: SignupInput) => (await seen(input)).map(({ code }) => code.split(".")[1]);

describe("the time zone", () => {
  const zone = async (timezone: string, country: string) =>
    strengthOf(await seen({ timezone, country }), "timezone");

  it.each([
    ["Europe/Berlin", "DE"],
    ["Europe/Berlin", "AT"], // what Windows says for all of western Europe
    ["America/New_York", "US"],
    ["America/Los_Angeles", "US"],
    ["Asia/Calcutta", "IN"], // the old name, still reported by browsers
    ["Europe/Kiev", "UA"],
    ["Africa/Lagos", "FR"], // an hour at most, and none in winter
    ["Europe/Dublin", "GB"],
  ])("%s is at home in %s", async (timezone, country) => {
    expect(await zone(timezone, country)).toBe(0);
  });

  it("says a little an hour or two away, and all it can from four", async () => {
    expect(await zone("Europe/Moscow", "DE")).toBeLessThan(0.3);
    expect(await zone("Asia/Dubai", "DE")).toBeGreaterThan(0.3);
    expect(await zone("Asia/Ho_Chi_Minh", "US")).toBe(1);
    expect(await zone("Asia/Shanghai", "DE")).toBe(1);
  });

  it.each(["UTC", "Etc/UTC", "Etc/GMT+5", "Mars/Phobos", "__proto__", "constructor"])(
    "%s says nothing",
    async (timezone) => {
      expect(await seen({ timezone, country: "US" })).toEqual([]);
    },
  );
});

describe("the language", () => {
  it.each([
    ["de-AT,de;q=0.9", "AT"],
    ["en-US,en;q=0.9", "JP"],
    ["vi-VN,vi;q=0.9,en;q=0.5", "DE"],
    ["es-US,es;q=0.9", "US"],
    ["fr", "CH"],
    ["fil-PH", "US"], // no two-letter code: not in the tables
  ])("%s is no surprise in %s", async (acceptLanguage, country) => {
    expect(await seen({ acceptLanguage, country })).toEqual([]);
  });

  it("is weak where neither English nor the country's own is among them", async () => {
    expect(await codes({ acceptLanguage: "vi-VN,vi;q=0.9", country: "US" })).toEqual(["language"]);
    expect(geoMismatch().reasons.language?.points).toBeLessThanOrEqual(3);
  });
});

describe("phone and card", () => {
  it("belong to another country", async () => {
    expect(await codes({ phone: "+84912345678", country: "US" })).toEqual(["phone-country"]);
    expect(await codes({ cardCountry: "NG", country: "US" })).toEqual(["card-country"]);
  });

  it("belong here, or to a neighbour on the European card market", async () => {
    expect(await seen({ phone: "+14155552671", cardCountry: "US", country: "US" })).toEqual([]);
    expect(await seen({ cardCountry: "LT", country: "DE" })).toEqual([]);
  });
});

const stranger = {
  timezone: "Asia/Shanghai",
  acceptLanguage: "zh-CN",
  phone: "+84912345678",
  cardCountry: "NG",
};

it("adds up, and stays below one strong reason", async () => {
  const found = await seen({ ...stranger, country: "US" });
  const points = found.map(({ code }) => geoMismatch().reasons[code.split(".")[1] ?? ""]?.points ?? 0);
  expect(found).toHaveLength(4);
  expect(points.reduce((sum, some) => sum + some)).toBeLessThanOrEqual(24);
});

it.each(["vpn", "tor", "relay", "hosting"] as const)(
  "compares nothing where a %s hides the place",
  async (kind) => {
    const facts = { country: "US", timezone: "Asia/Shanghai", cardCountry: "NG", network: { kind } };
    expect(await look(geoMismatch(), facts)).toEqual([]);
  },
);

it.each(["T1", "AP", "ZZ"])("compares nothing with a country that is none: %s", async (country) => {
  expect(await seen({ ...stranger, country })).toEqual([]);
});

it("is skipped without a country", async () => {
  expect(await seen(stranger)).toEqual([]);
});

it("takes tables of your own, and refuses what are none", async () => {
  const flat = geoMismatch({ places: { hoursApart: () => 12, languages: () => new Set(["xx"]) } });
  expect(strengthOf(await look(flat, { country: "DE", timezone: "Europe/Berlin" }), "timezone")).toBe(1);
  const bad = { places: {} } as Parameters<typeof geoMismatch>[0];
  expect(refusal(() => geoMismatch(bad))).toMatch(/^places: must have/);
});
