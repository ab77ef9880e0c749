import type { Parameter } from "../cohort.js";

/** A parameter that nobody has measured. */
export function assumed(value: number, text: string): Parameter {
  return { value, text, source: "assumed" };
}

/** The weight of an attack among all of them. Which attacks a platform sees depends on what it gives away. */
export function shareOfAbuse(value: number, source = "assumed"): Parameter {
  return { value, text: "share of abusive signups", source };
}

/**
 * What an account costs the attacker in US dollars, in tools that it uses up. It changes nothing about who comes; it is
 * what a credit is compared with, since an attack that costs more than it is given is over.
 */
export function cost(value: number, source: string): Readonly<Record<"costUsd", Parameter>> {
  return { costUsd: { value, text: "US dollars that an account costs the attacker", source } };
}
