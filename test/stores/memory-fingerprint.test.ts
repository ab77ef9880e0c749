import { describe, expect, it } from "vitest";
import { createFingerprint, halfSipHash } from "../../src/stores/memory/fingerprint.js";

const texts = Array.from(
  { length: 100_000 },
  (_, place) => `default/distinct:2592000000:6:device:6:${place}`,
);

describe("the fingerprints of the memory store", () => {
  it("differ for a hundred thousand texts in a row", () => {
    const fingerprint = createFingerprint();
    expect(new Set(texts.map((text) => fingerprint(1, text))).size).toBe(texts.length);
  });

  it("spread evenly, in their low bits and in their high ones", () => {
    const low = new Array<number>(256).fill(0);
    const high = new Array<number>(256).fill(0);
    for (const text of texts) {
      const hash = halfSipHash(1, 2, 1, text);
      low[hash & 255] = (low[hash & 255] ?? 0) + 1;
      const top = Math.floor(hash / 2 ** 45);
      high[top] = (high[top] ?? 0) + 1;
    }
    // 390.6 each, with a standard deviation of 19.7: six of these would be one in a thousand million.
    for (const seen of [...low, ...high]) expect(Math.abs(seen - 390.6)).toBeLessThan(6 * 19.7);
  });

  it("depend on both halves of the secret, on the use, on the length and on every letter", () => {
    const odd = [
      halfSipHash(1, 2, 1, "key"),
      halfSipHash(3, 2, 1, "key"),
      halfSipHash(1, 3, 1, "key"),
      halfSipHash(1, 2, 2, "key"),
      halfSipHash(1, 2, 1, "key\u0000"),
      halfSipHash(1, 2, 1, "key\u0000\u0000"),
      halfSipHash(1, 2, 1, "kez"),
      halfSipHash(1, 2, 1, "kfy"),
      halfSipHash(1, 2, 1, "ley"),
      halfSipHash(1, 2, 1, "ke\u0179"),
      halfSipHash(1, 2, 1, ""),
      halfSipHash(1, 2, 1, "\u0000"),
    ];
    expect(new Set(odd).size).toBe(odd.length);
  });

  it("are whole numbers below 2^53", () => {
    for (const text of texts.slice(0, 10_000)) {
      const hash = halfSipHash(0xffffffff, 0xffffffff, 1, text);
      expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
    }
  });

  it("are different in each store, and the same within one", () => {
    const [one, another] = [createFingerprint(), createFingerprint()];
    expect(one(1, "key")).toBe(one(1, "key"));
    expect(another(1, "key")).not.toBe(one(1, "key"));
  });
});
