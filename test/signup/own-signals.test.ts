import {
  createScorer,
  defineSignal,
  isTrialgateError,
  memoryStore,
  standardPolicy,
  standardSignals,
} from "trialgate";
import { signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { start } from "./scoring.js";

const blueMonday = defineSignal({
  id: "blue-monday",
  group: "weather",
  needs: ["email"],
  reasons: { gloom: { points: 12, text: "It is that day of the year" } },
  evaluate: () => [{ code: "gloom" }],
});
const signals = [...standardSignals(), blueMonday];

describe("a signal of one's own", () => {
  it("weighs what it says under the policy that is the default", async () => {
    const score = createScorer({ store: memoryStore(), signals });
    const { reasons, warnings } = await score(signupInput({ at: start }));
    expect(reasons[0]).toMatchObject({ code: "blue-monday.gloom", points: 12 });
    expect(warnings).toEqual([]);
  });

  it("weighs nothing under a policy that was made without it, which is told", async () => {
    const score = createScorer({ store: memoryStore(), signals, policy: standardPolicy });
    const { reasons, warnings } = await score(signupInput({ at: start }));
    expect(reasons.find(({ code }) => code === "blue-monday.gloom")).toMatchObject({ points: 0 });
    expect(warnings).toEqual([
      "unknown-signal: blue-monday weighs nothing; make the policy with definePolicy(data, { signals })",
    ]);
  });

  it.each(["policy", "store", "input"])("is not called %s", (id) => {
    const make = (): unknown => defineSignal({ id, group: "weather", reasons: {}, evaluate: () => [] });
    expect(make).toThrow(/^id: .* is taken/);
  });
});

describe("a clock that answers no time", () => {
  it("is a mistake in the configuration", async () => {
    const score = createScorer({ store: memoryStore(), clock: () => Number.NaN });
    const error = await score({ id: "a" }).catch((thrown) => thrown);
    expect(isTrialgateError(error) && [error.code, error.message]).toEqual([
      "invalid_config",
      "clock: must answer epoch milliseconds",
    ]);
  });
});

describe("code of the caller's that throws", () => {
  it("is told with its cause", async () => {
    const cause = new TypeError("undefined is not a function");
    const policy = {
      id: "ours",
      version: "1",
      decide: () => {
        throw cause;
      },
    };
    const score = createScorer({ store: memoryStore(), policy });
    expect(await score({ id: "a" }).catch((thrown) => thrown)).toMatchObject({
      code: "invalid_config",
      cause,
    });
  });
});
