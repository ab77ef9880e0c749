import { createDecipheriv, createHmac } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { createTextCipher } from "../../src/identifiers/text-cipher.js";

const secret = { id: "2026", key: "a key of more than sixteen bytes" };
const other = { id: "2025", key: "another key of sixteen bytes" };
const texts = ["", "account-1", "Ünïcødé 🦊", "x".repeat(512)];

describe("the text cipher", () => {
  it.each(texts)("reads again what it encrypted: %j", async (text) => {
    const { encrypt, decrypt } = createTextCipher(secret);
    const encrypted = await encrypt(text);
    expect(encrypted).toMatch(/^[\w-]+$/);
    if (text !== "") expect(encrypted).not.toContain(text);
    expect(await decrypt(encrypted)).toBe(text);
    expect(await encrypt(text)).toBe(encrypted);
  });

  it("is AES-256-GCM under a derived key, as another implementation reads it", async () => {
    const half = (name: string) =>
      createHmac("sha256", secret.key).update(`text cipher key ${name}`).digest().subarray(0, 16);
    const bytes = Buffer.from(await createTextCipher(secret).encrypt("account-1"), "base64url");
    const key = Buffer.concat([half("first"), half("second")]);
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(-16));
    expect(decipher.update(bytes.subarray(12, -16), undefined, "utf8") + decipher.final("utf8")).toBe(
      "account-1",
    );
  });

  it("tells nothing under another secret, and nothing of what was changed or is none of its own", async () => {
    const encrypted = await createTextCipher(secret).encrypt("account-1");
    const changed = `${encrypted.slice(0, -1)}${encrypted.endsWith("A") ? "Q" : "A"}`;
    expect(await createTextCipher(other).decrypt(encrypted)).toBeUndefined();
    for (const broken of [changed, "", "a", "not base64url!", encrypted.slice(0, 20)]) {
      expect(await createTextCipher(secret).decrypt(broken)).toBeUndefined();
    }
  });

  describe("without node:crypto", () => {
    it.each(texts)("makes and reads the same: %j", async (text) => {
      const byNode = await createTextCipher(secret).encrypt(text);
      vi.stubGlobal("process", { env: {}, nextTick: process.nextTick });
      const byWeb = createTextCipher(secret);
      vi.unstubAllGlobals();
      expect(await byWeb.encrypt(text)).toBe(byNode);
      expect(await byWeb.decrypt(byNode)).toBe(text);
    });
  });
});
