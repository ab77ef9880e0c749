import { describe, expect, it } from "vitest";
import { hours, minutes } from "../../../src/core/clock.js";
import type { Finding } from "../../../src/core/signal.js";
import type { SignupInput } from "../../../src/signup/input.js";
import { patternCluster } from "../../../src/signup/signals/pattern-cluster.js";
import { emailOf, ipOf, look, lookAt, refusal, start, strengthOf } from "./harness.js";

const signal = patternCluster();

/** Addresses in order, one every three minutes, from one network unless `ip` says otherwise. */
const crowd = (
  emails: readonly string[],
  ip: (index: number) => string = () => "203.0.112.7",
): SignupInput[] => emails.map((email, index) => ({ email, ip: ip(index), at: start + index * minutes(3) }));
const named = (count: number, name: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => name(i));
const pointsOf = (found: readonly Finding[] | undefined): number =>
  (found ?? []).reduce((sum, { code, strength }) => {
    const spec = signal.reasons[code.slice(signal.id.length + 1)];
    return sum + strength * (spec?.points ?? Number.NaN);
  }, 0);
const lastPoints = async (inputs: SignupInput[]): Promise<number> =>
  pointsOf((await lookAt(signal, inputs)).at(-1));

const words =
  "amber birch cedar delta ember fjord grove haven inlet jetty knoll lagoon meadow north ocean pearl quartz river stone tundra".split(
    " ",
  );
const word = (index: number): string => words[index % words.length] ?? "";
const pair = (index: number): string => `${word(index)}.${word(index * 7 + 3)}`;

describe("template", () => {
  it("grows with names that count up, at an owner's domain and at a provider from one network", async () => {
    for (const domain of ["acme-widgets.com", "gmail.com"]) {
      const seen = await lookAt(signal, crowd(named(24, (index) => `tester${index}@${domain}`)));
      const strengths = [1, 2, 4, 8, 24].map((count) => strengthOf(seen[count - 1], "template"));
      expect(strengths).toEqual([0, 0.104, 0.354, 0.604, 1]);
    }
  });

  it("is not found across networks at a provider: many people are called so", async () => {
    const seen = await lookAt(
      signal,
      crowd(
        named(24, (index) => `john${index}@gmail.com`),
        (index) => `81.${index}.3.4`,
      ),
    );
    expect(seen.flat()).toEqual([]);
  });
});

describe("series", () => {
  const everywhere = (index: number): string => `81.${index}.3.4`;
  const numbered = (count: number, name = "marcdaniels") =>
    crowd(
      named(count, (index) => `${name}${1000 + 3 * index}@outlook.com`),
      everywhere,
    );

  it("follows a long name and its digits across networks at a provider", async () => {
    const seen = await lookAt(signal, numbered(8));
    const strengths = seen.map((found) => strengthOf(found, "series"));
    expect(strengths.slice(0, 2)).toEqual([0, 0.01]);
    expect(strengths.at(-1)).toBe(1);
    expect(seen.at(-1)).toMatchObject([{ code: "pattern-cluster.series", detail: { accounts: 8 } }]);
  });

  it("lets a name be common that was always common", async () => {
    const at = (day: number, index: number): SignupInput => ({
      email: `rahulsharma${100 * day + index}@gmail.com`,
      ip: everywhere(index),
      at: start + day * hours(24) + index * hours(4),
    });
    const month = Array.from({ length: 30 }, (_, day) =>
      Array.from({ length: 5 }, (_, i) => at(day, i)),
    ).flat();
    expect(strengthOf((await lookAt(signal, month)).at(-1), "series")).toBeLessThan(0.1);
  });

  it("is forgotten after a day, and does not look at schools, relays and one's own domains", async () => {
    const day = numbered(8).map((input, index) => ({ ...input, at: start + index * hours(25) }));
    expect((await lookAt(signal, day)).flat()).toEqual([]);
    for (const domain of ["stanford.edu", "privaterelay.appleid.com"]) {
      const there = numbered(8).map((input, index) => ({
        ...input,
        email: `student${100 + index}@${domain}`,
      }));
      expect((await lookAt(signal, there)).flat()).toEqual([]);
    }
  });
});

describe("shape", () => {
  it("fires on one mould that everybody comes from", async () => {
    const seen = await lookAt(
      signal,
      crowd(named(40, (index) => `${pair(index).replace(".", "")}${1000 + 37 * index}@gmail.com`)),
    );
    expect(seen.at(-1)).toMatchObject([{ code: "pattern-cluster.shape", detail: { accounts: 40, of: 40 } }]);
    expect(strengthOf(seen.at(-1), "shape")).toBeGreaterThan(0.6);
  });

  it("fires in full on random names at a domain that nobody knows", async () => {
    const random = named(
      40,
      (index) =>
        `${word(index).slice(0, 2)}${index}${word(index + 5).slice(0, 1)}${index % 7}z@qvorn-mail.com`,
    );
    const seen = await lookAt(
      signal,
      crowd(random, (index) => `81.${index}.3.4`),
    );
    expect(strengthOf(seen.at(-1), "shape")).toBe(1);
  });
});

describe("honest crowds", () => {
  it("says next to nothing about a hackathon behind one address", async () => {
    expect(await lastPoints(crowd(named(60, (index) => `${pair(index)}@gmail.com`)))).toBeLessThan(6);
    const mixed = named(60, (index) => {
      const name = index % 3 === 0 ? pair(index) : pair(index).replace(".", "");
      return `${name}${index % 4 === 0 ? 10 + index : ""}@gmail.com`;
    });
    expect(Math.max(...(await lookAt(signal, crowd(mixed))).map(pointsOf))).toBeLessThan(4);
  });

  it("says next to nothing about a firm that writes everybody first.last", async () => {
    expect(await lastPoints(crowd(named(20, (index) => `${pair(index)}@acme-widgets.com`)))).toBeLessThan(4);
  });

  it("cuts the tags of testers", async () => {
    expect(await lastPoints(crowd(named(20, (index) => `qa+run${index}@acme-widgets.com`)))).toBeLessThan(4);
  });

  it("says little about an office full of QQ numbers", async () => {
    expect(await lastPoints(crowd(named(30, (index) => `${1029384756 + 991 * index}@qq.com`)))).toBeLessThan(
      5,
    );
  });

  it.each(["duck.com", "privaterelay.appleid.com", "cs.stanford.edu"])(
    "never looks at %s",
    async (domain) => {
      const seen = await lookAt(signal, crowd(named(40, (index) => `s${1000000 + index}@${domain}`)));
      expect(seen.flat()).toEqual([]);
    },
  );

  it("does not take everybody behind a proxy for neighbours", async () => {
    for (const ip of ["10.0.0.1", "100.64.3.4", "127.0.0.1"]) {
      const seen = await lookAt(
        signal,
        crowd(
          named(10, (index) => `tester${index}@gmail.com`),
          () => ip,
        ),
      );
      expect(seen.flat()).toEqual([]);
    }
    const without = named(10, (index) => `tester${index}@gmail.com`).map((email) => ({ email }));
    expect((await lookAt(signal, without)).flat()).toEqual([]);
  });
});

it("forgets after its window", async () => {
  const apart = (ms: number): SignupInput[] =>
    named(6, (index) => `tester${index}@acme-widgets.com`).map((email, index) => ({
      email,
      at: start + index * ms,
    }));
  expect((await lookAt(signal, apart(hours(7)))).flat()).toEqual([]);
  expect((await lookAt(patternCluster({ windowMs: hours(48) }), apart(hours(7)))).at(-1)).toHaveLength(1);
});

it("reports one of the two, the stronger", async () => {
  const facts = { email: emailOf("tester17@gmail.com"), ip: ipOf("203.0.112.7") };
  const codes = async (counts: Record<string, number>): Promise<string[]> =>
    (await look(signal, facts, counts)).map(({ code }) => code);
  expect(await codes({ alike: 100, all: 100, fromTemplate: 2 })).toEqual(["pattern-cluster.shape"]);
  expect(await codes({ alike: 100, all: 100, fromTemplate: 24 })).toEqual(["pattern-cluster.template"]);
});

it("refuses a window that no store keeps", () => {
  expect(refusal(() => patternCluster({ windowMs: 0 }))).toMatch(/^windowMs: must be/);
});
