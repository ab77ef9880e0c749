import type { SignupInput } from "trialgate";

/**
 * An ordinary signup from a browser at home, on which no standard signal has anything to say. Fields that you give
 * replace it; `undefined` takes one away. Two that are made alike are the same signup: give each an `email` of its own.
 */
export function signupInput(overrides: SignupInput = {}): SignupInput {
  return {
    email: "jane.doe@example.com",
    // A fixed line in London: the documentation ranges of RFC 5737 are no public addresses, so velocity would not see them.
    ip: "81.2.69.142",
    country: "GB",
    timezone: "Europe/London",
    acceptLanguage: "en-GB,en;q=0.9",
    userAgent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    deviceId: "device-of-jane",
    formMs: 14_000,
    honeypot: "",
    channel: "web",
    ...overrides,
  };
}
