import type { SignupInput } from "trialgate";
import { signupInput } from "trialgate/testing";

/** Somebody who would get the most, and nothing in common with anybody else. */
export function honest(place: number): SignupInput {
  return signupInput({
    id: `person-${place}`,
    email: `person.${place}@example.com`,
    ip: `81.2.${(place >> 8) & 255}.${place & 255}`,
    deviceId: `device-${place}`,
    verified: ["email", "oauth"],
    oauthAccountCreatedAt: Date.UTC(2015, 0, 1),
  });
}
