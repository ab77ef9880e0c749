import { defineSignal, distinct, type Signup, type SignupSignal, standardSignals } from "trialgate";
import { signalContract, signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { createKeyedHash } from "../../src/identifiers/hash.js";
import { builtinLists } from "../../src/lists/builtin.js";
import { parseSignup } from "../../src/signup/parse/parse-signup.js";
import { allowBlockList } from "../../src/signup/signals/allow-block-list.js";

const now = Date.UTC(2026, 5, 1);
const context = {
  lists: builtinLists(),
  now,
  hash: createKeyedHash({ id: "test", key: "only for these tests" }),
};
const suspicious = signupInput({
  email: "j.d.o.e.x+a91@gmail.com",
  phone: "+447400123456",
  ip: "3.5.140.2",
  name: "Jane Doe",
  asn: 16_509,
  country: "DE",
  timezone: "Asia/Tokyo",
  userAgent: "python-requests/2.31",
  tlsFingerprint: "t13d1516h2_8daaf6152771_b186095e22b6",
  paymentFingerprint: "card-8812",
  cardFunding: "credit",
  cardCountry: "US",
  inviteCode: "WELCOME-2026",
  formMs: 40,
  honeypot: "filled in",
  verified: ["email", "phone", "card", "challenge"],
  oauthAccountCreatedAt: 1,
});
const facts = await Promise.all(
  [
    suspicious,
    { ...suspicious, email: "x7k2@mailinator.com" },
    { ...suspicious, email: "jane.doe@gmial.com", phone: "12" },
    signupInput({ timezone: "Asia/Tokyo", cardCountry: "US" }),
  ].map(async (input) => (await parseSignup(input, context)).signup),
);

const lists = allowBlockList({ block: { domains: ["gmail.com"], countries: ["GB"], ips: ["3.0.0.0/8"] } });
const signals = [...standardSignals().filter(({ id }) => id !== lists.id), lists];

describe.each(signals.map((signal) => ({ id: signal.id, signal })))("$id", ({ signal }) => {
  it.each(signalContract(signal, { facts }))("$name", ({ run }) => run());
});

describe("the contract of a signal bites", () => {
  const plain = { group: "test", reasons: { odd: { points: 1, text: "Odd" } } } as const;
  const broken = async (signal: SignupSignal): Promise<string> => {
    const checks = await Promise.all(
      signalContract(signal, { facts }).map(({ run }) =>
        run().then(
          () => [],
          (error: Error) => [error.message],
        ),
      ),
    );
    return checks.flat().join("\n");
  };

  it("on one that never says anything", async () => {
    const signal = defineSignal({ ...plain, id: "silent", evaluate: () => [] });
    expect(await broken(signal)).toContain("expected evidence in at least one");
  });

  it("on one that throws where a fact is missing", async () => {
    const signal = defineSignal({
      ...plain,
      id: "careless",
      uses: ["userAgent"],
      evaluate: ({ userAgent }) =>
        (userAgent as NonNullable<Signup["userAgent"]>).browser ? [] : [{ code: "odd" }],
    });
    expect(await broken({ ...signal, uses: ["userAgent", "email"] })).toContain(
      "without userAgent: it threw",
    );
  });

  it("on one that answers differently each time", async () => {
    let calls = 0;
    const signal = defineSignal({
      ...plain,
      id: "moody",
      evaluate: () => [{ code: "odd", strength: 1 / ++calls }],
    });
    expect(await broken(signal)).toContain("the second answer");
  });

  it("on one that divides by a count", async () => {
    const signal = defineSignal({
      ...plain,
      id: "divides",
      counts: ({ subject }) => ({ seen: distinct(["all"], subject, 1000) }),
      evaluate: (_, { counts }) => [{ code: "odd", strength: 1 / counts.seen }],
    });
    expect(await broken(signal)).toContain("with counts of 0: it answered something that is no evidence");
  });

  it("on one that declares a counter without an end", async () => {
    const signal = defineSignal({
      ...plain,
      id: "endless",
      counts: ({ subject }) => ({ seen: distinct(["all"], subject, Number.POSITIVE_INFINITY) }),
      evaluate: () => [{ code: "odd" }],
    });
    expect(await broken(signal)).toContain("declared a counter that cannot be");
  });

  it("on one that chokes on odd text", async () => {
    const signal = defineSignal({
      ...plain,
      id: "strict",
      needs: ["deviceId"],
      evaluate: ({ deviceId }) => (encodeURIComponent(deviceId) ? [{ code: "odd" }] : []),
    });
    expect(await broken(signal)).toContain('with "\\ud800" (1 characters) for every text: it threw');
  });

  it("on one that writes to its facts", async () => {
    const signal = defineSignal({
      ...plain,
      id: "scribbles",
      needs: ["email"],
      evaluate: ({ email }) => (Reflect.ownKeys(Object.assign(email, { seen: 1 })) ? [{ code: "odd" }] : []),
    });
    expect(await broken(signal)).toContain("it threw, or wrote to its facts");
  });

  it("on one that repeats an identifier", async () => {
    const signal = defineSignal({
      ...plain,
      id: "talks",
      needs: ["email"],
      evaluate: ({ email }) => [{ code: "odd", detail: { who: `mail of ${email.address}`.slice(0, 150) } }],
    });
    const message = await broken(signal);
    expect(message).toContain("a detail repeats an identifier");
    expect(message).not.toContain("@");
  });
});
