import { days } from "trialgate";
import type { RawSignup } from "../materials/persona.js";
import type { Random } from "../random.js";

/**
 * What changes when an attacker signs in with an account elsewhere that it bought: no form, and an old proof. Sellers
 * offer them from some months to some years old; the spread is assumed.
 * @param at Epoch ms of the signup.
 */
export function oldAccount(random: Random, at: number): Partial<RawSignup> {
  return {
    channel: "oauth",
    formMs: undefined,
    honeypot: undefined,
    verified: ["oauth", "email"],
    oauthAccountCreatedAt: Math.round(at - random.lognormal(days(500), 0.5)),
  };
}
