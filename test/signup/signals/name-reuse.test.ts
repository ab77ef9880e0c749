import { describe, expect, it } from "vitest";
import { days } from "../../../src/core/clock.js";
import type { SignupInput } from "../../../src/signup/input.js";
import { nameReuse } from "../../../src/signup/signals/name-reuse.js";
import { lookAt, refusal, start, strengthOf } from "./harness.js";

const home = (n: number): string => `84.12.13.${n + 1}`;

/** The strength for the last of some signups, each under a name of its own choice. */
async function last(names: readonly string[], more: (n: number) => Partial<SignupInput> = () => ({})) {
  const inputs = names.map((name, n) => ({ id: `s${n}`, name, ip: home(n), ...more(n) }));
  return strengthOf((await lookAt(nameReuse(), inputs)).at(-1), "reused");
}

describe("one name on one network", () => {
  it("says nothing of a second account, and grows from the third to the eighth", async () => {
    const same = (count: number) => last(Array.from({ length: count }, () => "Ada Lovelace"));
    expect([await same(1), await same(2)]).toEqual([0, 0]);
    expect([await same(4), await same(8)]).toEqual([0.5, 1]);
  });

  it("is one name in any order, case and accent", async () => {
    expect(await last(["José Núñez", "nunez, jose", "JOSE NUNEZ", "Núñez José"])).toBe(0.5);
    expect(await last(["Иван Петров", "иван  петров", "Петров Иван", "ИВАН ПЕТРОВ"])).toBe(0.5);
  });

  it("is no name when it is one word, and none when somebody else has it", async () => {
    expect(await last(["Ada", "Ada", "Ada", "Ada"])).toBe(0);
    expect(await last(["Ada Lovelace", "Ada Byron", "Anne Lovelace", "Ada King"])).toBe(0);
    // Kiran, Karan, Kiran in another spelling, and Karun: in Devanagari they differ by vowel signs alone.
    expect(await last(["किरण शर्मा", "करण शर्मा", "कीरण शर्मा", "करुण शर्मा"])).toBe(0);
  });

  it("is a namesake elsewhere, behind a carrier, and after a season", async () => {
    const four = Array.from({ length: 4 }, () => "Ada Lovelace");
    expect(await last(four, (n) => ({ ip: `84.${n}.13.4` }))).toBe(0);
    expect(await last(four, () => ({ ip: "192.168.0.7" }))).toBe(0);
    expect(await last(four, () => ({ ip: "129.132.4.8" }))).toBe(0); // A university.
    expect(await last(four, (n) => ({ at: start + n * days(91) }))).toBe(0);
  });

  it("is a tester at work, with addresses of the firm", async () => {
    const eight = Array.from({ length: 8 }, () => "Ada Lovelace");
    expect(await last(eight, (n) => ({ email: `ada+test${n}@acme-widgets.com` }))).toBe(0);
    expect(await last(eight, (n) => ({ email: `ada${n}@gmail.com` }))).toBe(1);
  });

  it("says how many, not who", async () => {
    const seen = await lookAt(
      nameReuse(),
      Array.from({ length: 4 }, (_, n) => ({ id: `s${n}`, name: "Ada Lovelace", ip: home(n) })),
    );
    expect(seen.at(-1)).toEqual([{ code: "name-reuse.reused", strength: 0.5, detail: { accounts: 4 } }]);
  });
});

it("refuses what cannot be", () => {
  expect(refusal(() => nameReuse({ fullAt: 2 }))).toBe("fullAt: must be a number from 3 to 20, like 8");
});
