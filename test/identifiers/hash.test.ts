import { afterEach, describe, expect, test, vi } from "vitest";
import { createKeyedHash, type KeyedHash, type Secret, secretProblem } from "../../src/identifiers/hash.js";

const secret: Secret = { id: "2026", key: "a key of at least sixteen bytes" };

/** The same secret on a runtime that has no `node:crypto`. */
function createOnTheWeb(given: Secret): KeyedHash {
  vi.stubGlobal("process", undefined);
  try {
    return createKeyedHash(given);
  } finally {
    vi.unstubAllGlobals();
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const repeat = (byte: number, times: number): Uint8Array => new Uint8Array(times).fill(byte);

/** RFC 4231 §4, the cases whose data is text. The first 128 bits of each HMAC-SHA-256. */
const RFC_4231: readonly [name: string, key: Uint8Array, data: string, hex: string][] = [
  ["case 1", repeat(0x0b, 20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b"],
  ["case 2", ascii("Jefe"), "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c7"],
  ["case 5", repeat(0x0c, 20), "Test With Truncation", "a3b6167473100ee06e0c796c2955552b"],
  [
    "case 6",
    repeat(0xaa, 131),
    "Test Using Larger Than Block-Size Key - Hash Key First",
    "60e431591ee0b67f0d8a26aacbf5b77f",
  ],
  [
    "case 7",
    repeat(0xaa, 131),
    "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.",
    "9b09ffa71b942fcb27635fbcd5b0e944",
  ],
];

describe("createKeyedHash", () => {
  test.each(RFC_4231)("RFC 4231 %s, in both ways", async (_, key, data, hex) => {
    const expected = Buffer.from(hex, "hex").toString("base64url");
    expect(createKeyedHash({ id: "a", key }).digest(data)).toBe(expected);
    expect(await createOnTheWeb({ id: "a", key }).digest(data)).toBe(expected);
  });

  test("is synchronous with node:crypto and a promise without", async () => {
    expect(createKeyedHash(secret).digest("text")).toEqual(expect.any(String));
    const later = createOnTheWeb(secret).digest("text");
    expect(later).toBeInstanceOf(Promise);
    expect(await later).toBe(createKeyedHash(secret).digest("text"));
  });

  test("takes a process without getBuiltinModule for no Node", async () => {
    vi.stubGlobal("process", { env: {} });
    const hash = createKeyedHash(secret);
    vi.unstubAllGlobals();
    expect(await hash.digest("text")).toBe(createKeyedHash(secret).digest("text"));
  });

  test.each([
    ["empty", ""],
    ["not ASCII", "Grüße 你好 👋"],
    ["a lone high surrogate", "a\ud83d"],
    ["a lone low surrogate", "\udc4bz"],
    ["a hundred kilobytes", "é".repeat(100_000)],
  ])("both ways agree on text that is %s", async (_, text) => {
    const digest = createKeyedHash(secret).digest(text);
    expect(digest).toMatch(/^[\w-]{22}$/);
    expect(await createOnTheWeb(secret).digest(text)).toBe(digest);
  });

  test("a lone surrogate counts as U+FFFD", () => {
    const hash = createKeyedHash(secret);
    expect(hash.digest("a\ud83d")).toBe(hash.digest("a\ufffd"));
    expect(hash.digest("a\ud83d")).not.toBe(hash.digest("a"));
  });

  test("uses the whole alphabet of base64url alike", async () => {
    const hash = createKeyedHash(secret);
    const web = createOnTheWeb(secret);
    const texts = Array.from({ length: 64 }, (_, index) => `text ${index}`);
    const digests = texts.map((text) => hash.digest(text));
    expect(await Promise.all(texts.map((text) => web.digest(text)))).toEqual(digests);
    expect(digests.join("")).toMatch(/-.*_|_.*-/);
    expect(new Set(digests).size).toBe(texts.length);
  });

  test("text and bytes are the same key; another key or text is another digest", () => {
    const digest = createKeyedHash(secret).digest("text");
    expect(createKeyedHash({ id: "b", key: ascii(secret.key as string) }).digest("text")).toBe(digest);
    expect(createKeyedHash({ id: "2026", key: `${secret.key}!` }).digest("text")).not.toBe(digest);
    expect(createKeyedHash(secret).digest("Text")).not.toBe(digest);
  });

  test.each([
    ["node", createKeyedHash],
    ["web", createOnTheWeb],
  ])("a key changed by its owner afterwards does not matter (%s)", async (_, create) => {
    const key = repeat(7, 32);
    const hash = create({ id: "a", key });
    key.fill(0);
    expect(await hash.digest("text")).toBe(createKeyedHash({ id: "a", key: repeat(7, 32) }).digest("text"));
  });

  test("imports the key once, on the first digest", async () => {
    const importKey = vi.spyOn(globalThis.crypto.subtle, "importKey");
    const hash = createOnTheWeb(secret);
    expect(importKey).not.toHaveBeenCalled();
    await Promise.all([hash.digest("a"), hash.digest("b"), hash.digest("c")]);
    expect(importKey).toHaveBeenCalledTimes(1);
    importKey.mockRestore();
  });

  test("carries the id of its secret, and no key", () => {
    expect(createKeyedHash(secret).id).toBe("2026");
    expect(JSON.stringify(createKeyedHash(secret))).toBe('{"id":"2026"}');
  });
});

describe("secretProblem", () => {
  test("accepts 16 bytes and more", () => {
    expect(secretProblem({ id: "a", key: "0123456789abcdef" })).toBeUndefined();
    expect(
      secretProblem({ id: "a", key: Uint8Array.from({ length: 16 }, (_, place) => place) }),
    ).toBeUndefined();
  });

  test("counts bytes, not characters", () => {
    expect(secretProblem({ id: "a", key: "éééééééé" })).toBeUndefined();
    expect(secretProblem({ id: "a", key: "ééééééé!" })).toMatch(/at least 16 bytes, this one has 15/);
  });

  test.each([
    [{ id: "a", key: "too-short-123" }, /16 bytes/],
    [{ id: "a", key: new Uint8Array() }, /16 bytes/],
    [{ id: "a", key: new Uint8Array(32) }, /all the same/],
    [{ id: "a", key: "x".repeat(40) }, /all the same/],
    [{ id: "", key: "0123456789abcdef" }, /id/],
    [{ id: "a", key: 5 }, /text or a Uint8Array/],
    [{ key: "0123456789abcdef" }, /id/],
  ])("explains what is wrong with secret %#", (given, expected) => {
    const problem = secretProblem(given as Secret);
    expect(problem).toMatch(expected);
    expect(problem).not.toContain("too-short-123");
  });
});
