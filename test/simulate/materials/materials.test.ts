import { parseEmail, parseIp, parsePhone, parseUserAgent } from "trialgate/identifiers";
import { createRandom } from "trialgate/simulate";
import { describe, expect, it } from "vitest";
import { addressIn, prefixIn } from "../../../src/simulate/materials/address-in.js";
import { peopleOf, school } from "../../../src/simulate/materials/companies.js";
import { countries } from "../../../src/simulate/materials/countries.js";
import { namesOf } from "../../../src/simulate/materials/cultures.js";
import * as networks from "../../../src/simulate/materials/networks.js";
import { persona, signupOf } from "../../../src/simulate/materials/persona.js";
import { phoneBlock, phoneNumber } from "../../../src/simulate/materials/phones.js";
import { officeHour, waking } from "../../../src/simulate/materials/times.js";
import {
  automationAgent,
  browserAgent,
  headlessAgent,
  platforms,
} from "../../../src/simulate/materials/user-agents.js";

const many = <Made>(
  count: number,
  make: (random: ReturnType<typeof createRandom>) => Made,
): readonly Made[] => {
  const random = createRandom("materials");
  return Array.from({ length: count }, () => make(random));
};

describe("phones", () => {
  it.each(countries.map(({ code }) => code))("are valid numbers of mobiles in %s", async (country) => {
    for (const number of many(40, (random) => phoneNumber(random, country))) {
      const parsed = await parsePhone(number);
      expect(parsed, number).toMatchObject({ ok: true, value: { e164: number, valid: true, country } });
    }
  });

  it("share a block where they were rented together", () => {
    const random = createRandom(1);
    const block = phoneBlock(random, "ID");
    for (const number of many(20, (own) => phoneNumber(own, "ID", { block }))) {
      expect(number.slice(0, -4)).toBe(block);
    }
  });
});

describe("user agents", () => {
  it.each(platforms.map(([platform]) => platform))("are those of possible browsers on %s", (platform) => {
    for (const agent of many(100, (random) => browserAgent(random, platform))) {
      expect(parseUserAgent(agent), agent).toMatchObject({
        ok: true,
        value: { automation: "none", impossible: false },
      });
    }
  });

  it("say what they are where programs do not hide", () => {
    for (const agent of [...many(200, automationAgent), ...many(20, headlessAgent)]) {
      const parsed = parseUserAgent(agent);
      expect(parsed.ok && parsed.value.automation, agent).not.toBe("none");
    }
  });
});

describe("addresses", () => {
  it("are public addresses, wherever they come from", () => {
    const sources = [
      ...countries.flatMap(({ code }) => [
        (random: ReturnType<typeof createRandom>) => networks.homeAddress(random, code),
        (random: ReturnType<typeof createRandom>) => networks.carrierAddress(random, code),
        (random: ReturnType<typeof createRandom>) => networks.officeAddress(random, code),
        (random: ReturnType<typeof createRandom>) => networks.relayAddress(random, code),
      ]),
      networks.hostingAddress,
      networks.workbenchAddress,
      networks.vpnAddress,
      networks.torAddress,
      networks.residentialProxyAddress,
      (random: ReturnType<typeof createRandom>) =>
        networks.universityAddress(random, networks.anyUniversity(random)),
    ];
    for (const source of sources) {
      for (const { ip } of many(20, source)) {
        expect(parseIp(ip), ip).toMatchObject({ ok: true, value: { scope: "public" } });
      }
    }
  });

  it("are inside the range they are asked for", () => {
    for (const ip of many(200, (random) => addressIn(random, "10.20.0.0/15"))) {
      expect(ip).toMatch(/^10\.2[01]\.\d+\.([1-9]\d?|1\d\d|2[0-4]\d|25[0-4])$/);
    }
    for (const ip of many(200, (random) => addressIn(random, "2001:db8:40::/44"))) {
      expect(ip).toMatch(/^2001:db8:4[0-9a-f]:/);
    }
    for (const range of many(200, (random) => prefixIn(random, "2001:db8::/32", 56))) {
      expect(range).toMatch(/^2001:db8:[0-9a-f]{1,4}:(?:[0-9a-f]{1,2}00|0):0:0:0:0\/56$/);
    }
  });

  it("of a carrier are few, and the same for all who ask", () => {
    const of = (seed: string): readonly string[] => {
      const random = createRandom(seed);
      return Array.from({ length: 2_000 }, () => networks.carrierAddress(random, "VN", { pool: 10 }).ip);
    };
    const [one, other] = [new Set(of("one")), new Set(of("other"))];
    expect(one.size).toBe(20);
    expect(other).toEqual(one);
  });

  it("beside an address are on the same line", () => {
    const random = createRandom(3);
    const beside = (ip: string): string =>
      networks.addressBeside(random, { ip, country: "DE", asn: 3320 }).ip;
    expect(beside("87.128.3.4")).toBe("87.128.3.4");
    expect(beside("2003:1:2:3:4:5:6:7")).toMatch(/^2003:1:2:3:/);
    expect(beside("2003:1:2:3:4:5:6:7")).not.toBe("2003:1:2:3:4:5:6:7");
  });
});

describe("names", () => {
  const cultures = new Set(countries.flatMap((country) => country.cultures.map(([culture]) => culture)));

  it.each([...cultures])("can be typed into an address: %s", (culture) => {
    const { given, family } = namesOf(culture);
    for (const { latin, written } of [...given, ...family]) {
      expect(latin).toMatch(/^[a-z]+$/);
      expect(written).toMatch(/^[\p{L}\p{M}][\p{L}\p{M} ]*$/u);
    }
    expect(new Set(given.map(({ latin }) => latin)).size).toBe(given.length);
    expect(new Set(family.map(({ latin }) => latin)).size).toBe(family.length);
  });

  it("are given out with a number where two would have the same mailbox", () => {
    const random = createRandom(4);
    const emails = peopleOf(random, school(random, "KR"), 300).map(({ email }) => email);
    expect(new Set(emails).size).toBe(300);
    expect(emails.some((email) => /[a-z]2@/.test(email))).toBe(true);
  });
});

describe("people", () => {
  it("have mailboxes that are addresses, and hardly ever the same one", () => {
    const emails = many(5_000, (random) => persona(random).email);
    const mailboxes = emails.map((email) => {
      const parsed = parseEmail(email);
      if (!parsed.ok) throw new Error(`${email}: ${parsed.message}`);
      return parsed.value.canonical.strict;
    });
    expect(emails.length - new Set(mailboxes).size).toBeLessThanOrEqual(4);
  });

  it("live where they are asked to live", () => {
    for (const person of many(50, (random) => persona(random, { country: "JP" }))) {
      expect(person).toMatchObject({ country: "JP", timezone: "Asia/Tokyo", address: { country: "JP" } });
    }
  });

  it("have accounts elsewhere that are older than the signup", () => {
    const at = Date.UTC(2026, 6, 1);
    const created = many(500, (random) => signupOf(persona(random), random, at).oauthAccountCreatedAt);
    const known = created.filter((it) => it !== undefined);
    expect(known.length).toBeGreaterThan(100);
    expect(Math.max(...known)).toBeLessThan(at);
  });
});

describe("times", () => {
  const span = { startAt: Date.UTC(2026, 5, 1), endAt: Date.UTC(2026, 5, 29) };

  it("follow the hours and the week of those who live there", () => {
    const local = many(4_000, (random) => new Date(waking(random, span, 9) + 9 * 3_600_000));
    const between = (from: number, to: number): number =>
      local.filter((at) => at.getUTCHours() >= from && at.getUTCHours() < to).length;
    expect(between(9, 21)).toBeGreaterThan(5 * between(0, 7));
    const onSundays = local.filter((at) => at.getUTCDay() === 0).length;
    expect(onSundays).toBeLessThan(local.filter((at) => at.getUTCDay() === 2).length * 0.8);
  });

  it("of offices are working hours of working days", () => {
    for (const at of many(500, (random) => officeHour(random, span, -5))) {
      const local = new Date(at - 5 * 3_600_000);
      if (at === span.startAt || at === span.endAt) continue;
      expect([1, 2, 3, 4, 5]).toContain(local.getUTCDay());
      expect(local.getUTCHours()).toBeGreaterThanOrEqual(9);
      expect(local.getUTCHours()).toBeLessThan(17);
    }
  });
});
