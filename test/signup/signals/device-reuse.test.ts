import { describe, expect, it } from "vitest";
import { days } from "../../../src/core/clock.js";
import type { SignupInput } from "../../../src/signup/input.js";
import { deviceReuse } from "../../../src/signup/signals/device-reuse.js";
import { emailOf, ipOf, look, lookAt, refusal, start, strengthOf } from "./harness.js";

/** The strength of `reused` for the last of `count` signups. */
async function reused(
  count: number,
  each: (n: number) => SignupInput,
  signal = deviceReuse(),
): Promise<number> {
  const inputs = Array.from({ length: count }, (_, n) => ({ id: `s${n}`, deviceId: "d1", ...each(n) }));
  return strengthOf((await lookAt(signal, inputs)).at(-1), "reused");
}

const network = (n: number): string => `84.${n}.12.9`;
const chromebook =
  "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
const providers = ["gmail.com", "outlook.com", "icloud.com", "web.de", "yahoo.com"];
const stranger = (n: number): SignupInput => ({ ip: network(n), email: `person${n}@${providers[n % 5]}` });

describe("a cookie, an attested or a vendor's id", () => {
  it("is a family at two, a farm at eight", async () => {
    expect(await reused(1, () => ({}))).toBe(0);
    const points = deviceReuse().reasons.reused?.points ?? 0;
    expect(points * (await reused(2, () => ({})))).toBeCloseTo(12.25, 2); // 0.85 nats
    expect(await reused(4, () => ({}))).toBe(0.5);
    expect(await reused(8, () => ({}))).toBe(0.75);
    expect(await reused(16, () => ({}))).toBe(1);
  });

  it.each(["cookie", "attested", "vendor"] as const)(
    "counts in full wherever it is seen: %s",
    async (deviceKind) => {
      expect(await reused(16, (n) => ({ deviceKind, ...stranger(n) }))).toBe(1);
    },
  );

  it("lets an agency open accounts at its clients' domains, as far as that costs money", async () => {
    const client = (n: number): SignupInput => ({ email: `info@client-${n}.com` });
    // As 5.5 accounts; as 3.25 where the clients' addresses are verified, and not just typed.
    expect(await reused(16, client)).toBeCloseTo(0.61, 1);
    expect(await reused(16, (n) => ({ ...client(n), verified: ["email"] }))).toBeCloseTo(0.42, 1);
    for (const free of ["gmail.com", "mailinator.com", "free.github.io"]) {
      expect(await reused(16, (n) => ({ email: `a${n}@${n % 2}${free}` }))).toBeGreaterThan(0.9);
    }
    expect(await reused(16, (n) => ({ email: `a${n}@one-farm.com` }))).toBe(1);
  });

  it("halves for a tester with tags of one mailbox at work, not for tags at a provider", async () => {
    const tagged = (domain: string) => reused(16, (n) => ({ email: `kim+test${n}@${domain}` }));
    expect(await tagged("acme-widgets.com")).toBe(0.5);
    expect(await tagged("gmail.com")).toBe(1);
  });

  it("counts one subject once", async () => {
    expect(await reused(12, () => ({ id: "the same" }))).toBe(0);
  });

  it("is remembered for a year: farms come back", async () => {
    expect(await reused(2, (n) => ({ at: start + n * days(364) }))).toBe(0.25);
    expect(await reused(2, (n) => ({ at: start + n * days(365) }))).toBe(0);
  });
});

describe("a fingerprint", () => {
  const deviceKind = "fingerprint";

  it("is forgotten after 30 days, and never taken for a device", async () => {
    const again = (n: number): SignupInput => ({ deviceKind, ip: network(1), at: start + n * days(30) });
    expect(await reused(2, again)).toBe(0);
    expect(await reused(2, (n) => ({ ...again(n), at: start + n * days(29) }))).toBeGreaterThan(0);
    expect(await reused(2, (n) => ({ deviceKind: n === 0 ? deviceKind : "cookie" }))).toBe(0);
  });

  it("says less than half of what a cookie says, even all on one network", async () => {
    expect(await reused(16, (n) => ({ deviceKind, ip: network(1), email: `a${n}@gmail.com` }))).toBe(0.4);
  });

  it.each([
    ["Chromebooks on one network", "a@gmail.com", chromebook, 0.12],
    ["one firm's machines on one network", "a@acme-widgets.com", undefined, 0.12],
    ["one mailbox provider on one network", "a@gmail.com", undefined, 0.4],
  ])("expects one image of %s", async (_, mail, userAgent, most) => {
    const member = (n: number): SignupInput => ({ ip: network(1), email: `${n}${mail}`, userAgent });
    expect(await reused(30, (n) => ({ deviceKind, ...member(n) }))).toBe(most);
  });

  it("counts for nothing once many networks and mail domains share it", async () => {
    expect(await reused(30, (n) => ({ deviceKind, ...stranger(n) }))).toBe(0);
  });

  it("says next to nothing of two owners of one model of phone", async () => {
    const two = await reused(2, (n) => ({ deviceKind, ip: network(n), email: `a${n}@gmail.com` }));
    expect(two).toBeLessThan(0.15);
  });

  it("still ties accounts of one mail domain together, in part, behind rotating proxies", async () => {
    const farm = await reused(10, (n) => ({ deviceKind, ip: network(n), email: `a${n}@mail-farm.example` }));
    expect(farm).toBeCloseTo(0.33, 1);
  });

  it("spares a class of 30 on one image, whose cookies differ anyway", async () => {
    const pupil = (n: number): SignupInput => ({ ip: "129.132.4.8", email: `pupil${n}@ethz.ch` });
    expect(await reused(30, (n) => ({ deviceKind, ...pupil(n) }))).toBeLessThanOrEqual(0.3);
    expect(await reused(30, (n) => ({ ...pupil(n), deviceId: `cookie-${n}` }))).toBe(0);
  });

  it("takes what it cannot see to differ", async () => {
    expect(await reused(30, () => ({ deviceKind }))).toBe(0);
  });

  it("stays within 0..1 when one subject roams and networks outnumber accounts", async () => {
    const facts = { deviceId: "d", deviceKind, ip: ipOf(network(1)), email: emailOf("a@gmail.com") } as const;
    for (const counts of [
      { accounts: 1, networks: 50, domains: 50 },
      { accounts: 50, networks: 50, domains: 1 },
      { accounts: 0, networks: 0, domains: 0 },
    ]) {
      const found = await look(deviceReuse(), facts, counts);
      expect(strengthOf(found, "reused")).toBeLessThanOrEqual(0.5);
    }
  });
});

describe("a TLS fingerprint", () => {
  const tlsFingerprint = "t13d1516h2_8daaf6152771_b186095e22b6";
  const facts = { deviceId: "d", ip: ipOf(network(1)), tlsFingerprint };

  it("speaks softly when one subnet is busy with a client nobody else has", async () => {
    const found = await look(deviceReuse(), facts, { tlsHere: 16, tlsSubnets: 1 });
    expect(strengthOf(found, "tls-reused")).toBe(1);
    expect(deviceReuse().reasons["tls-reused"]?.points).toBeLessThanOrEqual(8);
  });

  it("says nothing of a browser seen everywhere, of a few, or of a school", async () => {
    expect(await look(deviceReuse(), facts, { tlsHere: 16, tlsSubnets: 8 })).toEqual([]);
    expect(await look(deviceReuse(), facts, { tlsHere: 4, tlsSubnets: 1 })).toEqual([]);
    const school = { ...facts, network: { kind: "education" as const } };
    expect(await look(deviceReuse(), school, { tlsHere: 30, tlsSubnets: 1 })).toEqual([]);
  });

  it("is counted per network and hour", async () => {
    const inputs = Array.from({ length: 16 }, (_, n) => ({
      id: `s${n}`,
      deviceId: `d${n}`,
      tlsFingerprint,
      ip: network(1),
    }));
    expect(strengthOf((await lookAt(deviceReuse(), inputs)).at(-1), "tls-reused")).toBe(1);
    const spread = inputs.map((input, n) => ({ ...input, ip: network(n) }));
    expect((await lookAt(deviceReuse(), spread)).at(-1)).toEqual([]);
  });
});

it("says how many, not which", async () => {
  const [, second] = await lookAt(deviceReuse(), [
    { id: "a", deviceId: "secret-device" },
    { id: "b", deviceId: "secret-device" },
  ]);
  expect(second).toEqual([{ code: "device-reuse.reused", strength: 0.25, detail: { accounts: 2 } }]);
});

it("is patient with kiosks when told, and refuses what cannot be", async () => {
  expect(await reused(10, () => ({}), deviceReuse({ fullAt: 50 }))).toBeLessThan(0.6);
  expect(refusal(() => deviceReuse({ fullAt: 1 }))).toBe("fullAt: must be a number from 2 to 50, like 16");
});

it("takes any text for an id", async () => {
  const ids = ["__proto__", "\ud800", "constructor", "x".repeat(256)];
  const seen = await lookAt(
    deviceReuse(),
    ids.map((deviceId, n) => ({ id: `s${n}`, deviceId })),
  );
  expect(seen).toEqual(ids.map(() => []));
});
