import type { Parameter } from "../cohort.js";

/**
 * What an account costs the attacker in US dollars, in tools that it uses up. It changes nothing about who comes; it is
 * what a credit is compared with, since an attack that costs more than it is given is over.
 */
export function cost(value: number, source: string): Readonly<Record<"costUsd", Parameter>> {
  return { costUsd: { value, text: "US dollars that an account costs the attacker", source } };
}
