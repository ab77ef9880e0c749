import { createHmac } from "node:crypto";
import { createDeviceCookie, type DeviceCookieOptions } from "trialgate/request";
import { describe, expect, it } from "vitest";

const first = { id: "2025", key: "a key of more than sixteen bytes" };
const second = { id: "2026", key: Uint8Array.from({ length: 32 }, (_, place) => place) };
const id = "000102030405060708090a0b0c0d0e0f";
const counting = (bytes: Uint8Array): void => bytes.set(bytes.map((_, place) => place));

/** What a browser sends back. */
const sent = (setCookie: string): string => setCookie.slice(0, setCookie.indexOf(";"));

describe("a device cookie", () => {
  const devices = createDeviceCookie({ secrets: [first], random: counting });

  it("is signed, kept from scripts and other hosts, and short", async () => {
    const device = await devices.issue();
    const signature = createHmac("sha256", first.key)
      .update(`device cookie __Host-device ${id}`)
      .digest("hex");
    expect(device).toEqual({
      id,
      setCookie: `__Host-device=${id}.${signature}; Path=/; Max-Age=34560000; HttpOnly; Secure; SameSite=Lax`,
    });
  });

  it("is read again, among others", async () => {
    const cookie = sent((await devices.issue()).setCookie);
    for (const header of [cookie, `a=1; ${cookie}; b=2`, `a=1;${cookie}`, `; =;${cookie}`]) {
      expect(await devices.read(new Headers({ cookie: header }))).toEqual({ id });
      expect(await devices.read({ headers: { cookie: header } })).toEqual({ id });
    }
    expect(await devices.read({ Cookie: ["a=1", cookie] })).toEqual({ id });
  });

  it("is another one for everybody", async () => {
    const ordinary = createDeviceCookie({ secrets: [first] });
    const ids = await Promise.all(Array.from({ length: 50 }, async () => (await ordinary.issue()).id));
    expect(new Set(ids).size).toBe(50);
    for (const one of ids) expect(one).toMatch(/^[\da-f]{32}$/);
  });

  it("is no device when one character of it is another", async () => {
    const cookie = sent((await devices.issue()).setCookie);
    const from = cookie.indexOf("=") + 1;
    for (let place = from; place < cookie.length; place++) {
      for (const other of [cookie[place] === "0" ? "1" : "0", "A", " "]) {
        const changed = cookie.slice(0, place) + other + cookie.slice(place + 1);
        expect(await devices.read({ cookie: changed }), changed).toBeUndefined();
      }
    }
  });

  it.each([
    "",
    "__Host-device",
    "__Host-device=",
    `__Host-device=${id}`,
    `__Host-device=${id}.`,
    `__Host-device=${id}.${"0".repeat(64)}`,
    `__Host-device=.${"0".repeat(64)}`,
    `__Host-device=${"0".repeat(100_000)}`,
    ";".repeat(100_000),
    "=".repeat(100_000),
    " ".repeat(100_000),
    "a=b;".repeat(25_000),
  ])("%#: what nobody signed is no device", async (cookie) => {
    expect(await devices.read({ cookie })).toBeUndefined();
  });

  it("is no device to one who has other secrets, another name, or no request", async () => {
    const cookie = sent((await devices.issue()).setCookie);
    expect(await createDeviceCookie({ secrets: [second] }).read({ cookie })).toBeUndefined();
    const renamed = createDeviceCookie({ secrets: [first], name: "__Host-other" });
    expect(await renamed.read({ cookie: cookie.replace("device", "other") })).toBeUndefined();
    expect(await devices.read({ headers: null })).toBeUndefined();
    expect(await devices.read({ cookie: 7 as unknown as string })).toBeUndefined();
  });

  it("is the same device after a change of secrets, and signed anew", async () => {
    const cookie = sent((await devices.issue()).setCookie);
    const rotated = createDeviceCookie({ secrets: [second, first] });
    const device = await rotated.read({ cookie });
    expect(device).toEqual({ id, setCookie: expect.stringContaining(`__Host-device=${id}.`) });
    const renewed = sent(device?.setCookie ?? "");
    expect(renewed).not.toBe(cookie);
    expect(await rotated.read({ cookie: renewed })).toEqual({ id });
    expect(await createDeviceCookie({ secrets: [second] }).read({ cookie: renewed })).toEqual({ id });
  });

  it("lasts as long as it is told", async () => {
    const hour = createDeviceCookie({ secrets: [first], maxAgeMs: 3_600_500 });
    expect((await hour.issue()).setCookie).toContain("; Max-Age=3600;");
  });
});

describe("a mistake in the options fails when the cookie is made", () => {
  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{}, "secrets: must be a list of at least one"],
    [{ secrets: [] }, "secrets: must be a list of at least one"],
    [{ secrets: first }, "secrets: must be a list of at least one"],
    [
      { secrets: [first, { id: "x", key: "short" }] },
      "secrets.1: A key needs at least 16 bytes, this one has 5.",
    ],
    [{ secrets: [{ key: first.key }] }, "secrets.0: A secret needs an id"],
    [{ secrets: [{ id: "x", key: 7 }] }, "secrets.0: A key is text or a Uint8Array"],
    [{ secrets: [null] }, "secrets.0: A secret needs an id"],
    [{ secrets: [first], name: "device" }, 'name: must begin with "__Host-"'],
    [{ secrets: [first], name: "__Host-a;b" }, "name: must begin"],
    [{ secrets: [first], maxAgeMs: 0 }, "maxAgeMs: must be"],
    [{ secrets: [first], maxAgeMs: Number.NaN }, "maxAgeMs: must be"],
    [{ secrets: [first], maxAgeMs: 401 * 86_400_000 }, "maxAgeMs: must be"],
    [{ secrets: [first], random: 7 }, "random: must be a function"],
  ])("%j", (options, message) => {
    const make = (): unknown => createDeviceCookie(options as unknown as DeviceCookieOptions);
    expect(make).toThrow(message);
    expect(make).toThrow(expect.objectContaining({ code: "invalid_config" }));
  });

  it("never repeats a key", () => {
    const make = (): unknown => createDeviceCookie({ secrets: [{ id: "x", key: "hush" }] });
    expect(make).toThrow(/^(?!.*hush)/);
  });
});
