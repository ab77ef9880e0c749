import type { SignupInput } from "trialgate";
import { parseEmail } from "trialgate/identifiers";
import { attackers, type Cohort, defineCohort, people, simulate } from "trialgate/simulate";
import { describe, expect, it } from "vitest";
import { mailboxOwners } from "../../src/simulate/mailbox-owners.js";

/** Signs up with one mailbox after the other, a minute apart. */
function cohortOf(
  name: string,
  arriving: readonly { readonly email: string; readonly person?: string }[],
): Cohort {
  return defineCohort({
    name,
    label: "legitimate",
    text: "Made for a test",
    share: { value: 1, text: "share", source: "assumed" },
    parameters: {},
    arrivals: ({ startAt }) =>
      arriving.map(({ email, person }, place) => ({
        at: startAt + place * 60_000,
        person,
        signup: () => ({ email }),
      })),
  })();
}

const emailsOf = (cohorts: readonly Cohort[]): readonly (string | undefined)[] =>
  Array.from(simulate({ seed: 1, signups: 10, cohorts }), ({ input }) => input.email);

describe("a mailbox", () => {
  it("is one person's: others get a number behind the name, before the tag", () => {
    const arriving = ["an.na@gmail.com", "anna+ai@gmail.com", "Anna@googlemail.com", "anna2@gmail.com"];
    expect(
      emailsOf([
        cohortOf(
          "some",
          arriving.map((email) => ({ email })),
        ),
      ]),
    ).toEqual(["an.na@gmail.com", "anna2+ai@gmail.com", "Anna3@googlemail.com", "anna22@gmail.com"]);
  });

  it("is another with dots, but at Gmail and Proton", () => {
    const own = mailboxOwners();
    const given = ["a.b@outlook.com", "ab@outlook.com", "a.b@proton.me", "a-b@proton.me"].map(
      (email, place) => own(email, `person ${place}`),
    );
    expect(given).toEqual(["a.b@outlook.com", "ab@outlook.com", "a.b@proton.me", "a-b2@proton.me"]);
  });

  it("stays one person's however it is spelt, also where another had it first", () => {
    const tumbler = ["anna@gmail.com", "a.nna@gmail.com", "anna+1@gmail.com"];
    const arriving = [{ email: "anna@gmail.com" }, ...tumbler.map((email) => ({ email, person: "tumbler" }))];
    expect(emailsOf([cohortOf("some", arriving)])).toEqual([
      "anna@gmail.com",
      "anna2@gmail.com",
      "a.nna2@gmail.com",
      "anna2+1@gmail.com",
    ]);
  });

  it("is left alone where it is none", () => {
    expect(emailsOf([cohortOf("some", [{ email: "" }, { email: "" }, { email: "no address" }])])).toEqual([
      "",
      "",
      "no address",
    ]);
  });

  it("does not depend on the order in which cohorts are given", () => {
    // So few to choose from that people meet at one mailbox, in one cohort and across them.
    const crowd = (name: string): Cohort =>
      defineCohort({
        ...people.homeUsers.definition,
        name,
        *arrivals({ random, count, startAt, endAt }) {
          for (let place = 0; place < count; place += 1) {
            const at = startAt + random.next() * (endAt - startAt);
            const email = `m${random.int(1, 60)}@example.com`;
            yield { at, signup: () => ({ email }) };
          }
        },
      })({ share: 1 });
    const world = (cohorts: readonly Cohort[]): readonly string[] =>
      Array.from(
        simulate({ seed: 1, signups: 100, cohorts }),
        ({ input, group }) => `${group} ${input.email}`,
      );
    const one = world([crowd("one"), crowd("other")]);
    expect(world([crowd("other"), crowd("one")])).toEqual(one);
    expect(new Set(one.map((line) => line.split(" ")[1])).size).toBe(100);
  });

  it("is shared by nobody in a standard world but by those who come again under it", () => {
    const owners = new Map<string, string>();
    const again = new Set<string>();
    for (const { input, group, party } of simulate({ seed: 2, signups: 12_000 })) {
      const mailbox = mailboxOf(input);
      const owner = owners.get(mailbox);
      if (owner !== undefined) again.add(group);
      expect(owner ?? party, input.email).toBe(party);
      owners.set(mailbox, party);
    }
    expect([...again].sort()).toEqual(["gmail-tumbler", "qa-tester", "returning"]);
  });
});

describe("a party", () => {
  const partiesOf = (cohort: Cohort, signups: number): ReadonlyMap<string, number> => {
    const parties = new Map<string, number>();
    for (const { party } of simulate({ seed: 3, signups, cohorts: [cohort] })) {
      parties.set(party, (parties.get(party) ?? 0) + 1);
    }
    return parties;
  };

  it("is a whole class, household or campaign", () => {
    expect(partiesOf(people.classroom(), 90).size).toBe(3);
    expect(partiesOf(people.returningUsers(), 100).size).toBeLessThan(70);
    expect(partiesOf(attackers.recycler(), 80).size).toBe(10);
    expect(partiesOf(attackers.patientHydra(), 100).size).toBe(4);
  });

  it("is a stranger alone, also in the crowd of a launch", () => {
    expect(partiesOf(people.homeUsers(), 100).size).toBe(100);
    expect(partiesOf(people.viralLaunch(), 100).size).toBe(100);
  });

  it("is of one cohort alone, and part of nothing that a scorer sees", () => {
    const groups = new Map<string, string>();
    for (const { input, group, party } of simulate({ seed: 4, signups: 1_500 })) {
      expect(groups.get(party) ?? group).toBe(group);
      groups.set(party, group);
      expect(input).not.toHaveProperty("party");
      expect(input).not.toHaveProperty("person");
    }
  });
});

function mailboxOf({ email }: SignupInput): string {
  const parsed = parseEmail(email);
  return parsed.ok ? parsed.value.canonical.loose : `${email}`;
}
