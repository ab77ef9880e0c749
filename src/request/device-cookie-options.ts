import { days, type Problem } from "trialgate/core";
import { unless } from "./problems.js";

/** As `secretProblem` of the identifiers has it. */
const MIN_KEY_BYTES = 16;

/** What is wrong with the options of a device cookie, their defaults filled in; no message repeats a key. */
export function cookieProblems({
  secrets,
  name,
  maxAgeMs,
  random,
}: Readonly<Record<string, unknown>>): readonly Problem[] {
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [];
  return [
    ...unless(list.length > 0, "secrets", 'must be a list of at least one, like [{ id: "2026", key: … }]'),
    ...list.flatMap((secret, place) =>
      unless(
        keyBytes(secret) >= MIN_KEY_BYTES,
        `secrets.${place}`,
        `must have an id, and a key of at least ${MIN_KEY_BYTES} bytes`,
      ),
    ),
    ...unless(
      typeof name === "string" && /^__Host-[\w!#$%&'*+.^`|~-]{1,100}$/.test(name),
      "name",
      'must begin with "__Host-": without it any subdomain could plant a cookie',
    ),
    ...unless(
      typeof maxAgeMs === "number" && maxAgeMs >= 1_000 && maxAgeMs <= days(400),
      "maxAgeMs",
      "must be a number of milliseconds from 1000 to 400 days",
    ),
    ...unless(typeof random === "function", "random", "must be a function that fills a Uint8Array"),
  ];
}

/** 0 for what is no secret. */
function keyBytes(secret: unknown): number {
  const { id, key }: { id?: unknown; key?: unknown } = secret ?? {};
  if (typeof id !== "string" || id === "") return 0;
  if (typeof key === "string") return new TextEncoder().encode(key).length;
  return key instanceof Uint8Array ? key.length : 0;
}
