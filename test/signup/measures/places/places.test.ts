import { expect, it } from "vitest";
import { builtinPlaces } from "../../../../src/signup/measures/places/places.js";

const places = builtinPlaces();

it.each([
  ["Europe/Berlin", "DE", 0],
  ["Europe/Copenhagen", "DE", 0],
  ["Asia/Kolkata", "IN", 0],
  ["Asia/Calcutta", "IN", 0],
  ["Pacific/Honolulu", "US", 0],
  ["Asia/Kathmandu", "IN", 0.25],
  ["Asia/Tokyo", "CN", 1],
  ["Asia/Tokyo", "DE", 7],
  ["America/Bogota", "ES", 5], // the Canaries
])("%s is %s's clock, give or take %d hours", (zone, country, hours) => {
  expect(places.hoursApart(zone, country)).toBe(hours);
});

it.each([
  ["UTC", "DE"],
  ["Etc/GMT+5", "US"],
  ["Europe/Berlin", "T1"],
  ["__proto__", "DE"],
  ["", ""],
])("knows nothing of %j in %j", (zone, country) => {
  expect(places.hoursApart(zone, country)).toBeUndefined();
});

it("places every zone that this runtime knows", () => {
  const placed = Intl.supportedValuesOf("timeZone").filter(
    (zone) => zone !== "UTC" && !zone.startsWith("Etc/"),
  );
  expect(placed.filter((zone) => places.hoursApart(zone, "GB") === undefined)).toEqual([]);
});

it("knows the official languages of a country", () => {
  expect([...(places.languages("CH") ?? [])]).toEqual(["de", "fr", "it"]);
  expect(places.languages("XX")).toBeUndefined();
  expect(places.languages("constructor")).toBeUndefined();
});
