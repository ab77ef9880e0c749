import type { Random } from "../random.js";

// Milliseconds between showing a form and sending it. Assumed throughout: a mailbox, a name and a password are three
// fields, of some ten seconds each.

const whole = (ms: number): number => Math.max(1, Math.round(ms));

/** Somebody types: half within 30 s, with a long tail of those who went for coffee. */
export function humanFormMs(random: Random): number {
  return whole(random.lognormal(30_000, 0.6));
}

/** A password manager or the browser fills it in: 3 to 10 s. */
export function autofillFormMs(random: Random): number {
  return whole(random.lognormal(5_500, 0.3));
}

/** A person at a form: a third lets the browser fill it in. */
export function personFormMs(random: Random): number {
  return random.chance(0.35) ? autofillFormMs(random) : humanFormMs(random);
}

/** A program that does not wait: 0.3 to 3 s. */
export function scriptFormMs(random: Random): number {
  return random.int(300, 3_000);
}

/** A program that waits as a person would, or a person paid by the piece: 8 to 30 s. */
export function humanisedFormMs(random: Random): number {
  return random.int(8_000, 30_000);
}
