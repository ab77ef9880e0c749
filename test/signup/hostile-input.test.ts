import { type Assessment, isTrialgateError, type SignupInput, type TrialgateError } from "trialgate";
import { signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { inputFields } from "../../src/signup/parse/input-schema.js";
import { hostileProxy } from "../core/harness.js";
import { scorerOf } from "./scoring.js";

/** The assessment, or the error when it is the one that callers are promised. */
async function outcome(input: unknown, score = scorerOf()): Promise<Assessment | TrialgateError> {
  try {
    return await score(input as SignupInput);
  } catch (error) {
    if (isTrialgateError(error) && error.code === "invalid_input") return error;
    throw error;
  }
}

async function problemsOf(input: unknown): Promise<Readonly<Record<string, string>>> {
  const seen = await outcome(input);
  if (!isTrialgateError(seen)) throw new Error("expected invalid_input, got an assessment");
  return Object.fromEntries(seen.problems.map(({ path, message }) => [path, message]));
}

const throwing = (): never => {
  throw new Error("secret-value");
};
const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const nested = (depth: number): unknown => {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? { value } : [value];
  return value;
};
const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

const values: readonly (readonly [name: string, value: unknown])[] = [
  ["null", null],
  ["a number", 7],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["a big number", 1e308],
  ["-1", -1],
  ["a bigint", 7n],
  ["true", true],
  ["a symbol", Symbol("secret-value")],
  ["a function", throwing],
  ["an object", { a: 1 }],
  ["a list", ["a"]],
  ["a date", new Date(0)],
  ["an object of text", new String("secret-value")],
  ["a cycle", cyclic],
  ["nesting 100,000 deep", nested(100_000)],
  [
    "100,000 entries",
    Object.fromEntries(Array.from({ length: 100_000 }, (_, place) => [`key${place}`, "x"])),
  ],
  ["a list of 100,000", Array.from({ length: 100_000 }, () => "email")],
  ["a proxy that refuses", hostileProxy({})],
  ["a list that refuses", hostileProxy([])],
  ["a revoked proxy", revoked()],
  ["an object that throws as text", { toString: throwing, valueOf: throwing, toJSON: throwing }],
  ["__proto__", JSON.parse('{"__proto__":"x","constructor":"y"}')],
  ["a nested __proto__", JSON.parse('{"a":{"__proto__":{"b":1}}}')],
  ["empty text", ""],
  ["spaces", " \t\n"],
  ["100 KB of one letter", "a".repeat(100_000)],
  ["100 KB of @", "@".repeat(100_000)],
  ["100 KB of dots", ".".repeat(100_000)],
  ["100 KB of commas", ",".repeat(100_000)],
  ["100 KB of colons", ":".repeat(100_000)],
  ["as much as may be", "a-;,=(".repeat(2_700)],
  ["1,000 of one letter", "a".repeat(1_000)],
  ["1,000 dots and letters", "a.".repeat(500)],
  ["a lone surrogate", "\ud800"],
  ["lone surrogates", "\udc00\ud800".repeat(50)],
  ["nulls", "\u0000\u0000"],
  ["right-to-left marks", "\u202e\u200bjane\ufeff"],
  ["a name of every object", "constructor"],
  ["__proto__ in text", "__proto__"],
  ["markup", "<script>alert(1)</script>"],
];

describe.each(values)("%s", (_, value) => {
  it("in any field is invalid_input or scored", async () => {
    for (const field of inputFields) {
      const seen = await outcome({ ...signupInput(), [field]: value });
      if (!isTrialgateError(seen)) expect(["full", "starter", "trickle", "none"]).toContain(seen.tier);
    }
  });

  it("inside a list or metadata is invalid_input or scored", async () => {
    await outcome({ ...signupInput(), metadata: { field: value }, verified: [value] });
    await outcome({ ...signupInput(), metadata: { field: value } });
  });

  it("in every field at once, and for the whole signup, too", async () => {
    const everywhere = Object.fromEntries(inputFields.map((field) => [field, value]));
    expect(isTrialgateError(await outcome(everywhere))).toBe(true);
    const whole = await outcome(value);
    expect(isTrialgateError(whole)).toBe(true);
    for (const { message } of [await outcome(everywhere), whole] as TrialgateError[]) {
      expect(message).not.toContain("secret-value");
      expect(message.length).toBeLessThan(6_000);
    }
  });
});

describe("what a signup may be instead of an object", () => {
  it("a getter that throws names its field", async () => {
    const input = Object.defineProperty({ ...signupInput() }, "ip", { get: throwing });
    expect(await problemsOf(input)).toEqual({
      ip: "could not be read: pass a plain value, not a getter that throws",
    });
  });

  it("a getter is asked once, so it cannot pass the check with one value and be scored with another", async () => {
    let asked = 0;
    const input = Object.defineProperty({ ...signupInput() }, "email", {
      get: () => (++asked === 1 ? "jane.doe@example.com" : { toString: throwing }),
      enumerable: true,
    });
    expect(isTrialgateError(await outcome(input))).toBe(false);
    expect(asked).toBe(1);
  });

  it("100,000 unknown fields are noted briefly", async () => {
    const noise = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, place) => [`<field ${place}>`, place]),
    );
    const seen = (await outcome({ ...noise, ...signupInput() })) as Assessment;
    expect(seen.tier).toBe("starter");
    expect(seen.warnings).toHaveLength(6);
    expect(seen.warnings.at(-1)).toBe("unknown-field: 99995 more were ignored");
    expect(seen.warnings.join()).not.toContain("<");
  });

  it("a parsed __proto__ is a field like any other", async () => {
    const input: unknown = JSON.parse(
      '{"email":"jane.doe@example.com","__proto__":{"honeypot":"x","ip":"1.2.3.4"}}',
    );
    const seen = (await outcome(input)) as Assessment;
    expect(seen.decision).not.toBe("block");
  });

  it("inherited fields are read like own ones", async () => {
    expect(await outcome(Object.create(signupInput()))).toMatchObject({ tier: "starter" });
  });

  it.each([[[]], [[signupInput()]], [undefined], ["jane.doe@example.com"]])(
    "%j is refused",
    async (input) => {
      expect(await problemsOf(input)).toEqual({
        "": "a signup must be an object, like { email, ip, userAgent }",
      });
    },
  );
});

describe("the problems of a signup", () => {
  it("come all at once, each with its field, what is wrong and what is expected", async () => {
    const problems = await problemsOf({
      email: "no address",
      ip: 42,
      userAgent: null,
      formMs: "12",
      asn: 1.5,
      deviceKind: "toaster",
      verified: ["email", "face"],
      name: "x".repeat(2_000),
      id: "jane@example.com",
      metadata: { fine: 1, bad: { nested: true } },
      at: Number.NaN,
    });
    expect(problems).toEqual({
      email: expect.any(String),
      ip: "must be text, not a number",
      userAgent: "must be text, not null (leave it out instead)",
      formMs: "must be a number, not text",
      asn: "must be a whole number, not a number",
      deviceKind: 'must be one of "cookie", "fingerprint", "vendor", "attested"',
      "verified.1": 'must be one of "email", "phone", "card", "oauth", "challenge"',
      name: "must be at most 1000 characters",
      id: "must be opaque, not an address: it is returned and kept as it is",
      "metadata.bad": "must be text, a number, or true or false, not an object",
      at: "must be a number, not NaN",
    });
  });

  it("include microseconds, which a store would count for ever or could not keep", async () => {
    const microseconds = Date.UTC(2026, 0, 1) * 1000;
    const problems = await problemsOf({ id: "a", at: microseconds, oauthAccountCreatedAt: microseconds });
    const message = "must be at most 32503679999999";
    expect(problems).toEqual({ at: message, oauthAccountCreatedAt: message });
  });

  it("include that nobody is named", async () => {
    const message = "give at least one of email, phone and id";
    expect(await problemsOf({})).toEqual({ "": message });
    expect(await problemsOf({ email: "", phone: "", ip: "8.8.8.8" })).toMatchObject({ "": message });
  });

  it("never repeat what was given", async () => {
    const marker = "tell-tale";
    const everywhere = Object.fromEntries(
      inputFields.map((field) => [field, `${marker}@@${"x".repeat(20_000)}`]),
    );
    for (const input of [
      everywhere,
      signupInput({ email: `${marker}@` }),
      signupInput({ email: `${marker}@exa mple.com` }),
      signupInput({ id: `${marker}@example.com` }),
      { email: { [marker]: marker } },
      { metadata: { [`${marker}<`]: [] }, verified: [marker] },
    ]) {
      const seen = await outcome(input);
      if (!isTrialgateError(seen)) throw new Error("expected invalid_input");
      expect(seen.message).not.toContain(marker);
    }
  });
});

describe("less input", () => {
  it.each(["email", "phone", "id"] as const)("only %s is enough, and lowers coverage", async (field) => {
    const { email, phone, id } = { email: "jane.doe@example.com", phone: "+447400123456", id: "attempt-7" };
    const seen = await scorerOf()({ [field]: { email, phone, id }[field] });
    expect(seen).toMatchObject({ tier: "trickle", decision: "challenge", degraded: [] });
    expect(seen.coverage).toBeLessThan(0.6);
  });

  it("never costs points", async () => {
    const full = await scorerOf()(signupInput());
    for (const field of [
      "ip",
      "userAgent",
      "deviceId",
      "formMs",
      "timezone",
      "acceptLanguage",
      "country",
    ] as const) {
      const less = await scorerOf()(signupInput({ [field]: undefined }));
      expect(less.points).toBe(full.points);
      expect(less.coverage).toBeLessThanOrEqual(full.coverage);
    }
  });

  it("does not pay: a header that a browser always sends is missed, in this channel only, and named", async () => {
    const without = (channel: string) =>
      scorerOf()(signupInput({ acceptLanguage: undefined, deviceId: undefined, channel }));
    const web = await without("web");
    expect(web.tier).toBe("trickle");
    expect(web.reasons.find(({ code }) => code === "policy.channel")?.detail).toEqual({
      missing: "acceptLanguage",
    });
    expect((await without("cli")).tier).toBe("starter");
  });

  it("is fine where it is a matter of scripts and clicks: no device, no time of the form", async () => {
    const bare = signupInput({ deviceId: undefined, formMs: undefined, channel: "web" });
    expect((await scorerOf()(bare)).tier).toBe("starter");
  });
});
