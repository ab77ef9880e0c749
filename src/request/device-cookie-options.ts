import { days, type Problem, problemUnless } from "trialgate/core";
import { secretProblem } from "trialgate/identifiers";

/** What is wrong with the options of a device cookie, their defaults filled in; no message repeats a key. */
export function cookieProblems({
  secrets,
  name,
  maxAgeMs,
  random,
}: Readonly<Record<string, unknown>>): readonly Problem[] {
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [];
  return [
    ...problemUnless(
      list.length > 0,
      "secrets",
      'must be a list of at least one, like [{ id: "2026", key: … }]',
    ),
    ...list.flatMap((secret, place) => {
      const message = secretProblem(secret);
      return message === undefined ? [] : [{ path: `secrets.${place}`, message }];
    }),
    ...problemUnless(
      typeof name === "string" && /^__Host-[\w!#$%&'*+.^`|~-]{1,100}$/.test(name),
      "name",
      'must begin with "__Host-": without it any subdomain could plant a cookie',
    ),
    ...problemUnless(
      typeof maxAgeMs === "number" && maxAgeMs >= 1_000 && maxAgeMs <= days(400),
      "maxAgeMs",
      "must be a number of milliseconds from 1000 to 400 days",
    ),
    ...problemUnless(typeof random === "function", "random", "must be a function that fills a Uint8Array"),
  ];
}
