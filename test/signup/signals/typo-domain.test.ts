import { expect, it } from "vitest";
import { typoDomain } from "../../../src/signup/signals/typo-domain.js";
import { emailOf, look, lookAt, refusal } from "./harness.js";

it.each([
  ["kim@gmial.com", "gmail.com"],
  ["kim@gmail.con", "gmail.com"],
  ["kim@hotmial.com", "hotmail.com"],
  ["kim@outlok.com", "outlook.com"],
])("suggests what was meant by %s", async (email, suggestion) => {
  expect(await lookAt(typoDomain(), [{ email }])).toEqual([
    [{ code: "typo-domain.misspelt", strength: 1, detail: { suggestion } }],
  ]);
});

it.each([
  "kim@gmail.com",
  "kim@mail.com",
  "kim@ymail.com",
  "kim@gmx.com",
  "kim@email.com",
  "kim@hotmail.de",
  "kim@gmail.example.org",
])("takes %s as it is", async (email) => {
  expect(await lookAt(typoDomain(), [{ email }])).toEqual([[]]);
});

it("leaves alone what the caller says is meant so", async () => {
  const signal = typoDomain({ allow: ["gmial.com"] });
  expect(await look(signal, { email: emailOf("kim@gmial.com") })).toEqual([]);
  expect(await look(signal, { email: emailOf("kim@gmai.com", { typoOf: "gmail.com" }) })).toHaveLength(1);
});

it("refuses an exception that is no domain", () => {
  expect(refusal(() => typoDomain({ allow: ["gmial"] }))).toMatch(/^allow\.0: must be a domain/);
});
