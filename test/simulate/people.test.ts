import { days, hours, minutes, type SignupInput } from "trialgate";
import { parseEmail, parseIp } from "trialgate/identifiers";
import { type Cohort, people, scoreWorld, simulate, standardPeople } from "trialgate/simulate";
import { describe, expect, it } from "vitest";

const {
  homeUsers,
  carrierNat,
  corporateEgress,
  colleagues,
  universityNat,
  hackathon,
  privacyUsers,
  families,
  cloudDesktops,
  manyScripts,
  travellers,
  qaTesters,
  classroom,
  agency,
  viralLaunch,
  returningUsers,
} = people;

const inputsOf = (cohort: Cohort, signups: number): readonly SignupInput[] =>
  Array.from(simulate({ seed: "people", signups, cohorts: [cohort] }), ({ input }) => input);

const grouped = <Key>(
  inputs: readonly SignupInput[],
  keyOf: (input: SignupInput) => Key,
): ReadonlyMap<Key, readonly SignupInput[]> => {
  const found = new Map<Key, SignupInput[]>();
  for (const input of inputs) found.set(keyOf(input), [...(found.get(keyOf(input)) ?? []), input]);
  return found;
};

const domainOf = ({ email = "" }: SignupInput): string => email.slice(email.indexOf("@") + 1);
const networkOf = ({ ip = "" }: SignupInput): string => {
  const parsed = parseIp(ip);
  return parsed.ok ? parsed.value.key : "";
};
const spanOf = (inputs: readonly SignupInput[]): number => {
  const times = inputs.map(({ at = 0 }) => at);
  return Math.max(...times) - Math.min(...times);
};
const shareOf = (inputs: readonly SignupInput[], has: (input: SignupInput) => boolean): number =>
  inputs.filter(has).length / inputs.length;

describe("every kind of people", () => {
  it.each(standardPeople().map((cohort) => [cohort.name, cohort] as const))(
    "can be scored: %s",
    async (name, cohort) => {
      let count = 0;
      for await (const record of scoreWorld(simulate({ seed: 7, signups: 24, cohorts: [cohort] }))) {
        count += 1;
        expect(record).toMatchObject({ label: "legitimate", group: name, assessment: { degraded: [] } });
        const malformed = record.assessment.results.filter(
          (it) => it.status === "skipped" && it.because === "malformed",
        );
        expect(malformed).toEqual([]);
      }
      expect(count).toBe(24);
    },
  );

  it("has a mailbox that is an address", () => {
    for (const { input } of simulate({ seed: 8, signups: 1_500, cohorts: standardPeople() })) {
      expect(parseEmail(input.email), input.email).toMatchObject({ ok: true });
    }
  });

  it.each([0.2, 1, 3, 40])("comes before the world ends, also where it lasts %d days", (length) => {
    const startAt = Date.UTC(2026, 1, 3, 5);
    for (const cohort of standardPeople()) {
      const world = simulate({ seed: 2, signups: 40, startAt, days: length, cohorts: [cohort] });
      const times = Array.from(world, ({ input: { at = 0 } }) => at);
      expect(Math.min(...times), cohort.name).toBeGreaterThanOrEqual(startAt);
      expect(Math.max(...times), cohort.name).toBeLessThanOrEqual(startAt + days(length));
    }
  });

  it("comes in groups of any size, however few there are", () => {
    for (const cohort of standardPeople()) expect(inputsOf(cohort, 3), cohort.name).toHaveLength(3);
  });
});

describe("people at home", () => {
  it("have nothing in common", () => {
    const inputs = inputsOf(homeUsers(), 400);
    expect(grouped(inputs, networkOf).size).toBe(400);
    expect(grouped(inputs, ({ email }) => email).size).toBe(400);
    expect(shareOf(inputs, ({ email = "" }) => email.includes("+"))).toBeLessThan(0.04);
  });

  it("often lack something that a form could send", () => {
    const inputs = inputsOf(homeUsers(), 1_000);
    expect(shareOf(inputs, ({ deviceId }) => deviceId === undefined)).toBeGreaterThan(0.005);
    expect(shareOf(inputs, ({ formMs }) => formMs === undefined)).toBeGreaterThan(0.2);
    expect(shareOf(inputs, ({ phone }) => phone === undefined)).toBeGreaterThan(0.8);
  });
});

describe("people behind shared addresses", () => {
  it("are strangers behind each of a carrier's few", () => {
    const v4 = inputsOf(carrierNat({ pool: 2 }), 500).filter(({ ip = "" }) => !ip.includes(":"));
    const biggest = Math.max(...[...grouped(v4, networkOf).values()].map(({ length }) => length));
    expect(grouped(v4, networkOf).size).toBeLessThan(v4.length / 3);
    expect(biggest).toBeGreaterThan(8);
    expect(grouped(v4, ({ email }) => email).size).toBe(v4.length);
  });

  it("are students on a campus, some with its mail domain", () => {
    const inputs = inputsOf(universityNat(), 300);
    expect(grouped(inputs, networkOf).size).toBeLessThan(60);
    expect(
      shareOf(inputs, (input) => /\.(edu|ac)\b|kth\.se|tum\.de|tudelft|uni-/.test(domainOf(input))),
    ).toBeGreaterThan(0.2);
  });

  it("are everybody in a hall, in one evening", () => {
    const inputs = inputsOf(hackathon({ hotspot: 0 }), 110);
    expect(new Set(inputs.map(networkOf)).size).toBe(1);
    expect(spanOf(inputs)).toBeLessThanOrEqual(hours(4));
    expect(grouped(inputs, ({ email }) => email).size).toBe(110);
  });
});

describe("people of one company", () => {
  it("share its domain over months", () => {
    const domains = grouped(inputsOf(corporateEgress(), 300), domainOf);
    expect(domains.size).toBeGreaterThan(60);
    expect(domains.size).toBeLessThan(150);
  });

  it("come within an hour where they are told to, each with a mailbox of their own", () => {
    const teams = [...grouped(inputsOf(colleagues(), 100), domainOf).values()];
    expect(teams).toHaveLength(5);
    for (const team of teams) {
      expect(spanOf(team)).toBeLessThanOrEqual(minutes(60));
      expect(new Set(team.map(({ email }) => email)).size).toBe(team.length);
    }
  });

  it("test with tags of one mailbox", () => {
    const inputs = inputsOf(qaTesters(), 40);
    expect(shareOf(inputs, ({ email = "" }) => /\+[a-z]+\d+@/.test(email))).toBe(1);
    const mailboxes = grouped(inputs, ({ email = "" }) => email.replace(/\+[^@]*/, ""));
    expect(mailboxes.size).toBe(5);
    for (const accounts of mailboxes.values()) expect(spanOf(accounts)).toBeLessThanOrEqual(hours(3));
  });

  it("set up clients on one device, each at a domain of its own", () => {
    const agencies = [...grouped(inputsOf(agency(), 60), ({ deviceId }) => deviceId).values()];
    expect(agencies).toHaveLength(3);
    for (const accounts of agencies) {
      expect(new Set(accounts.map(({ ip }) => ip)).size).toBe(1);
      expect(new Set(accounts.map(domainOf)).size).toBeGreaterThan(accounts.length * 0.9);
    }
  });
});

describe("people who share a device", () => {
  it("are a class on the school's machines", () => {
    const classes = [...grouped(inputsOf(classroom(), 90), ({ deviceId }) => deviceId).values()];
    expect(classes).toHaveLength(3);
    for (const pupils of classes) {
      expect(new Set(pupils.map(networkOf)).size).toBe(1);
      expect(pupils[0]).toMatchObject({ deviceKind: "fingerprint" });
      expect(spanOf(pupils)).toBeLessThanOrEqual(minutes(15));
      expect(new Set(pupils.map(({ email }) => email)).size).toBe(pupils.length);
    }
  });

  it("are families, some of them", () => {
    const inputs = inputsOf(families(), 260);
    expect(grouped(inputs, networkOf).size).toBeLessThan(150);
    const devices = grouped(
      inputs.filter(({ deviceId }) => deviceId !== undefined),
      ({ deviceId }) => deviceId,
    );
    expect([...devices.values()].some(({ length }) => length > 1)).toBe(true);
    expect(devices.size).toBeGreaterThan(130);
  });

  it("are people who come again", () => {
    const inputs = inputsOf(returningUsers(), 200);
    const twice = [...grouped(inputs, ({ deviceId }) => deviceId).entries()].filter(
      ([id, all]) => id !== undefined && all.length > 1,
    );
    expect(twice.length).toBeGreaterThan(30);
    expect(grouped(inputs, ({ email }) => email).size).toBeGreaterThan(160);
  });
});

describe("people who look odd", () => {
  it("give little away", () => {
    const inputs = inputsOf(privacyUsers(), 400);
    expect(Math.abs(shareOf(inputs, ({ timezone }) => timezone === "UTC") - 0.35)).toBeLessThan(0.08);
    expect(shareOf(inputs, ({ deviceId }) => deviceId === undefined)).toBeGreaterThan(0.25);
    const relayed = shareOf(inputs, ({ email = "" }) => {
      const parsed = parseEmail(email);
      return parsed.ok && parsed.value.relay;
    });
    expect(Math.abs(relayed - 0.4)).toBeLessThan(0.08);
  });

  it("have Tor Browser on Tor, alike but for the system", () => {
    const inputs = inputsOf(
      privacyUsers({ vpn: 0, privateRelay: 0, tor: 1, torBrowser: 1, noDevice: 0 }),
      200,
    );
    const shown = inputs.map(({ userAgent, acceptLanguage }) => `${userAgent} ${acceptLanguage}`);
    expect(new Set(shown).size).toBe(3);
    expect(shown.filter((it) => /rv:140\.0\) .* Firefox\/140\.0 en-US,en;q=0\.5$/.test(it))).toHaveLength(
      200,
    );
    expect(new Set(inputs.map(({ timezone }) => timezone))).toEqual(new Set(["UTC", undefined]));
    const fingerprints = inputs.filter(({ deviceKind }) => deviceKind === "fingerprint");
    expect(fingerprints.length).toBeGreaterThan(30);
    expect(new Set(fingerprints.map(({ deviceId }) => deviceId)).size).toBe(3);
  });

  it("work on machines in the cloud", () => {
    const inputs = inputsOf(cloudDesktops(), 200);
    expect(shareOf(inputs, ({ userAgent = "" }) => userAgent.includes("Linux x86_64"))).toBeGreaterThan(0.6);
    expect(
      shareOf(inputs, ({ asn }) => asn !== undefined && [8075, 16509, 396982, 24940].includes(asn)),
    ).toBe(1);
  });

  it("are called what they are called", () => {
    const inputs = inputsOf(manyScripts(), 300);
    expect(
      shareOf(inputs, ({ name = "" }) =>
        /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Cyrillic}|\p{Script=Arabic}/u.test(name),
      ),
    ).toBeGreaterThan(0.3);
    expect(shareOf(inputs, ({ email = "" }) => /[^ -~]/.test(email))).toBeGreaterThan(0.01);
  });

  it("travel", () => {
    const inputs = inputsOf(travellers(), 200);
    const abroad = ({ cardCountry, country }: SignupInput): boolean => cardCountry !== country;
    const withCard = inputs.filter(({ cardCountry }) => cardCountry !== undefined);
    expect(withCard.length).toBeGreaterThan(20);
    expect(shareOf(withCard, abroad)).toBeGreaterThan(0.7);
  });

  it("all come at once when a product is talked about", () => {
    const times = inputsOf(viralLaunch(), 1_000).map(({ at = 0 }) => at);
    const first = times[0] ?? 0;
    const within = (span: number): number => times.filter((at) => at < first + span).length;
    expect(Math.abs(within(hours(9)) - 500)).toBeLessThan(60);
    expect(within(hours(48))).toBeGreaterThan(950);
  });
});
