// A policy in a test of its own: what it does with people, and with what you will not have. Run it with vitest.
import { type Assessment, createScorer, type SignupInput } from "trialgate";
import { memoryStore } from "trialgate/stores/memory";
import { fixedClock, signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { policy } from "./custom-policy.js";

/** Everybody of a list signs up, a minute apart, at one empty store. */
async function arrive(
  inputs: readonly SignupInput[],
): Promise<readonly Assessment<"studio" | "student" | "sandbox">[]> {
  const clock = fixedClock();
  const score = createScorer({ store: memoryStore(), policy, clock });
  const assessments = [];
  for (const input of inputs) {
    assessments.push(await score(input));
    clock.advance(60_000);
  }
  return assessments;
}

describe("the studio policy", () => {
  it("gives an ordinary student credit at once", async () => {
    const [student] = await arrive([signupInput()]);
    expect(student).toMatchObject({ tier: "student", decision: "allow" });
  });

  it("opens the studio for a card", async () => {
    const card = { verified: ["card"], cardFunding: "credit", paymentFingerprint: "card-1" } as const;
    const [payer] = await arrive([signupInput(card)]);
    expect(payer?.tier).toBe("studio");
  });

  it("lets a farm on one device have cents", async () => {
    const farm = Array.from({ length: 12 }, (_, n) =>
      signupInput({ email: `w${n}@gmail.com`, deviceId: "rack-7" }),
    );
    const tiers = (await arrive(farm)).map(({ tier }) => tier);
    expect(tiers.slice(6)).toEqual(Array(6).fill("sandbox"));
  });
});
