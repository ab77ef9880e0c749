import { days, hours, type SignupInput } from "trialgate";
import { parseEmail, parseIp, parsePhone, parseUserAgent } from "trialgate/identifiers";
import { createRandom } from "trialgate/simulate";
import { describe, expect, it } from "vitest";
import { attackers } from "../../../src/simulate/attackers/standard-attackers.js";
import { countries } from "../../../src/simulate/materials/countries.js";
import { hostOf, kinds, signupsOf } from "./attacking.js";

/** So large that all accounts of a test belong to one campaign. */
const size = 1_000;
const share = (them: readonly SignupInput[], holds: (input: SignupInput) => boolean): number =>
  them.filter(holds).length / them.length;
const email = ({ email }: SignupInput) => {
  const parsed = parseEmail(email);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
};
const devices = (them: readonly SignupInput[]) => kinds(them.map(({ deviceId }) => deviceId));
const ips = (them: readonly SignupInput[]) => kinds(them.map(({ ip }) => ip));
/** The first 16-bit groups of an IPv6 address. */
const prefix = ({ ip = "" }: SignupInput, groups: number) => ip.split(":").slice(0, groups).join(":");

describe("scripts on hosting", () => {
  const them = signupsOf(attackers.scriptsOnHosting({ size, servers: 4 }), 200);

  it("come from a few servers, within seconds a form", () => {
    expect(ips(them)).toBe(4);
    expect(them.every(({ formMs = 0 }) => formMs <= 3_000)).toBe(true);
  });

  it("say mostly that they are programs, and such run no script", () => {
    const programs = them.filter(({ userAgent = "" }) => !userAgent.startsWith("Mozilla/"));
    expect(programs.length).toBeGreaterThan(60);
    expect(programs.every((it) => it.deviceId === undefined && it.timezone === undefined)).toBe(true);
    const automated = (it: SignupInput) => {
      const agent = parseUserAgent(it.userAgent ?? "");
      return !agent.ok || agent.value.automation !== "none";
    };
    expect(share(them, automated)).toBeGreaterThan(0.5);
    expect(share(signupsOf(attackers.scriptsOnHosting({ disguised: 1 }), 100), automated)).toBe(0);
  });
});

describe("the Gmail tumbler", () => {
  const them = signupsOf(attackers.gmailTumbler({ size }), 60);

  it("has one mailbox under many spellings", () => {
    expect(kinds(them.map((it) => it.email))).toBe(60);
    expect(kinds(them.map((it) => email(it).canonical.strict))).toBe(1);
  });

  it("uses dots, tags and the other domain as its shares say", () => {
    expect(share(them, (it) => email(it).tag !== undefined)).toBeCloseTo(0.69, 0);
    expect(kinds(them.map(hostOf))).toBe(2);
    const dotted = signupsOf(attackers.gmailTumbler({ size, tags: 0 }), 30);
    expect(share(dotted, (it) => email(it).dots > 0)).toBeGreaterThan(0.9);
  });

  it("stays at home, or moves behind proxies", () => {
    expect(ips(signupsOf(attackers.gmailTumbler({ size, proxied: 0 })))).toBe(1);
    expect(ips(signupsOf(attackers.gmailTumbler({ size, proxied: 1 })))).toBe(40);
  });
});

describe("catch-all domains", () => {
  const them = signupsOf(attackers.catchAll({ size, domains: 2 }), 60);

  it("are the attacker's own, few, and no provider's", () => {
    expect(kinds(them.map(hostOf))).toBe(2);
    expect(them.every((it) => email(it).provider === undefined && !email(it).privateSuffix)).toBe(true);
  });

  it("come from another network each, and from few devices when no cookie is cleared", () => {
    expect(ips(them)).toBe(60);
    expect(devices(them)).toBeGreaterThan(10);
    expect(devices(signupsOf(attackers.catchAll({ size, cleared: 0, devices: 3 }), 60))).toBe(3);
  });

  it("number their addresses, if they do not make up names", () => {
    const numbered = signupsOf(attackers.catchAll({ size, numbered: 1 }), 20);
    expect(numbered.map((it) => Number(/(\d+)@/.exec(it.email ?? "")?.[1]))).toEqual(
      Array.from(numbered, (_, place) => place + 1),
    );
  });
});

describe("disposable mail", () => {
  it("is at services everybody knows and at fresh domains, the same ones for all in the same days", () => {
    const them = signupsOf(attackers.disposableMail({ size: 5, services: 1, known: 0 }), 300);
    const eras = 120 / 4 + 1;
    expect(kinds(them.map(hostOf))).toBeLessThanOrEqual(eras);
    expect(kinds(them.map(hostOf))).toBeGreaterThan(eras / 2);
    const known = signupsOf(attackers.disposableMail({ known: 1 }), 200);
    expect(kinds(known.map(hostOf))).toBeLessThanOrEqual(24);
  });

  it("is at times below a domain", () => {
    const them = signupsOf(attackers.disposableMail({ known: 0 }), 200);
    expect(share(them, (it) => email(it).domain !== email(it).registrableDomain)).toBeGreaterThan(0.1);
  });
});

describe("the SMS farm", () => {
  const them = signupsOf(attackers.smsFarm({ size, blocks: 2 }), 60);

  it("proves a phone each time, another of the same blocks", async () => {
    expect(them.every(({ verified }) => verified?.includes("phone"))).toBe(true);
    expect(kinds(them.map(({ phone }) => phone))).toBeGreaterThan(58);
    expect(kinds(them.map(({ phone = "" }) => phone.slice(0, -4)))).toBe(2);
    for (const { phone } of them.slice(0, 10)) expect(await parsePhone(phone)).toMatchObject({ ok: true });
  });

  it("shares a carrier's addresses", () => {
    const crowded = signupsOf(attackers.smsFarm({ size, pool: 1 }), 60);
    const v4 = crowded.filter(({ ip = "" }) => !ip.includes(":"));
    expect(v4.length).toBeGreaterThan(15);
    expect(ips(v4)).toBeLessThan(5);
  });
});

describe("the recycler", () => {
  const them = signupsOf(attackers.recycler({ size, cleared: 0 }), 12);

  it("keeps its device and its line, and opens another mailbox at a provider every few days", () => {
    expect(devices(them)).toBe(1);
    expect(kinds(them.map((it) => (it.ip?.includes(":") ? prefix(it, 4) : it.ip)))).toBe(1);
    expect(kinds(them.map((it) => email(it).canonical.strict))).toBe(12);
    expect((them.at(-1)?.at ?? 0) - (them[0]?.at ?? 0)).toBeGreaterThan(days(11));
  });
});

describe("the patient hydra", () => {
  const them = signupsOf(attackers.patientHydra({ size, oldAccounts: 0.3 }), 40);

  it("uses nothing twice", () => {
    expect(kinds(them.map((it) => email(it).canonical.loose))).toBe(40);
    expect(ips(them)).toBe(40);
    expect(devices(them)).toBe(40);
  });

  it("has time, and now and then an old account", () => {
    expect((them.at(-1)?.at ?? 0) - (them[0]?.at ?? 0)).toBeGreaterThan(days(14));
    const old = them.filter(({ oauthAccountCreatedAt = Number.NaN, at = 0 }) => oauthAccountCreatedAt < at);
    expect(old.length).toBeGreaterThan(5);
    expect(old.every(({ verified, formMs }) => verified?.includes("oauth") && formMs === undefined)).toBe(
      true,
    );
  });
});

describe("the private-suffix farm", () => {
  const them = signupsOf(attackers.privateSuffixFarm({ size, perHost: 3 }), 60);

  it("stands under suffixes that companies hand names out from, a few accounts a host", () => {
    expect(them.every((it) => email(it).privateSuffix)).toBe(true);
    expect(kinds(them.map((it) => email(it).site))).toBe(20);
  });
});

describe("the IPv6 rotator", () => {
  it("has another /64 of one /48 or /56 for each account", () => {
    const rented = signupsOf(attackers.ipv6Rotator({ size, hosted: 1 }), 60);
    expect(rented.every(({ ip }) => parseIp(ip ?? "").ok)).toBe(true);
    expect(kinds(rented.map((it) => prefix(it, 3)))).toBe(1);
    expect(kinds(rented.map((it) => prefix(it, 4)))).toBe(60);

    const home = signupsOf(attackers.ipv6Rotator({ size, hosted: 0 }), 60);
    expect(kinds(home.map((it) => prefix(it, 4).slice(0, -2)))).toBe(1);
    expect(kinds(home.map((it) => prefix(it, 4)))).toBeGreaterThan(40);
  });

  it("is where its range is said to be, and its owner too if it is a line at home", () => {
    const one = (hosted: number) =>
      signupsOf(attackers.ipv6Rotator({ size: 1, hosted }), 40).map(({ country = "", timezone = "" }) => ({
        country,
        fits: countries.some(
          ({ code, zones }) => code === country && zones.some(([name]) => name === timezone),
        ),
      }));
    expect(one(0).filter(({ fits }) => !fits)).toEqual([]);
    expect(new Set(one(1).map(({ country }) => country))).toEqual(new Set(["US", "DE", "FR"]));
    expect(one(1).filter(({ fits }) => fits).length).toBeLessThan(20);
  });
});

describe("the history poisoner", () => {
  it("comes for weeks from one address, domain and browser before its burst", () => {
    const them = signupsOf(attackers.historyPoisoner({ size, early: 0.4 }), 50);
    expect([ips(them), devices(them), kinds(them.map(hostOf))]).toEqual([1, 1, 1]);
    const [early, burst] = [them.slice(0, 20), them.slice(20)];
    const length = (part: readonly SignupInput[]) => (part.at(-1)?.at ?? 0) - (part[0]?.at ?? 0);
    expect(length(early)).toBeGreaterThan(days(14));
    expect(length(burst)).toBeLessThan(hours(6));
  });

  it("lets the early accounts lie until the burst", () => {
    const plan = { random: createRandom(1), count: 50, startAt: 0, endAt: days(120) };
    const arrivals = [...attackers.historyPoisoner({ size }).arrivals(plan)];
    const used = arrivals.map(({ at, idleMs = 0 }) => at + idleMs);
    const burstAt = arrivals[20]?.at ?? 0;
    expect(used.slice(0, 20).every((at) => Math.abs(at - burstAt) < 1)).toBe(true);
    expect(arrivals.slice(20).every(({ idleMs }) => idleMs === 0)).toBe(true);
  });
});

describe("the field stripper", () => {
  it("sends a mailbox and an address, and nothing else", () => {
    for (const input of signupsOf(attackers.fieldStripper())) {
      expect(Object.keys(input).sort()).toEqual(["at", "email", "id", "ip"]);
    }
  });
});

describe("warmed accounts", () => {
  it("lie still for 7 to 30 days", () => {
    const plan = { random: createRandom(1), count: 60, startAt: 0, endAt: days(120) };
    const idle = Array.from(attackers.warmed().arrivals(plan), ({ idleMs = 0 }) => idleMs / days(1));
    expect(Math.min(...idle)).toBeGreaterThanOrEqual(7);
    expect(Math.max(...idle)).toBeLessThanOrEqual(30);
    expect(kinds(idle)).toBeGreaterThan(50);
  });
});

describe("the monthly recycler", () => {
  const them = signupsOf(attackers.monthlyRecycler({ size, devices: 2, cards: 2, withCard: 1 }), 24);

  it("comes back every thirty days or so", () => {
    const gaps = them.slice(1).map(({ at = 0 }, place) => at - (them[place]?.at ?? 0));
    const long = gaps.filter((gap) => gap > days(2)).map((gap) => gap / days(1));
    expect(long).toHaveLength(3);
    for (const gap of long) expect(Math.abs(gap - 30)).toBeLessThan(4);
  });

  it("brings the same devices and cards, and one more number behind its name", () => {
    expect(devices(them)).toBe(2);
    expect(kinds(them.map(({ paymentFingerprint }) => paymentFingerprint))).toBe(2);
    expect(kinds(them.map((it) => it.email?.replace(/\d+@/, "@")))).toBe(1);
    expect(kinds(them.map((it) => it.email))).toBe(24);
  });
});

describe("numbered names", () => {
  it("count up few names, from a network each", () => {
    const them = signupsOf(attackers.numberedNames({ size, names: 2 }), 40);
    expect(kinds(them.map((it) => it.email?.replace(/\d+@/, "@")))).toBe(2);
    expect(kinds(them.map((it) => it.email))).toBe(40);
    expect(ips(them)).toBe(40);
  });
});
