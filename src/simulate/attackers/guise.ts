import { type CountryCode, countries } from "../materials/countries.js";
import { cookieDevice } from "../materials/devices.js";
import { humanisedFormMs } from "../materials/forms.js";
import type { Habits } from "../materials/habits.js";
import { type Address, residentialProxyAddress } from "../materials/networks.js";
import { type Persona, persona, type RawSignup, signupOf } from "../materials/persona.js";
import type { Random } from "../random.js";

/**
 * How somebody who does not exist signs up: as people do, but without the phone, the card and the old account elsewhere
 * that people have, and with nothing missing. It answers a mail as often as they do: it owns the mailbox.
 */
export const disguised: Habits = { oauth: 0, phone: 0, card: 0, noScript: 0, ownScript: 0 };

/**
 * The signup of somebody who does not exist, typed by a program that waits or a person paid by the piece.
 * @param own What this attack does otherwise; `undefined` leaves a field out.
 */
export function guise(
  person: Persona,
  random: Random,
  own: Partial<RawSignup> = {},
  habits: Omit<Habits, "oauth"> = {},
): RawSignup {
  const usual = signupOf(person, random, 0, { ...disguised, ...habits });
  return { ...usual, formMs: humanisedFormMs(random), ...own };
}

/**
 * Somebody behind a residential proxy, another exit each time.
 * @param careful Probability that clock, language and name fit the exit's country; else they are those of `home`.
 */
export function proxied(random: Random, careful: number, home: CountryCode): Persona {
  const address = residentialProxyAddress(random);
  return persona(random, { address, country: random.chance(careful) ? (countryAt(address) ?? home) : home });
}

/** The country of an address; undefined where nobody of this world lives there. */
export function countryAt({ country }: Pick<Address, "country">): CountryCode | undefined {
  return countries.find(({ code }) => code === country)?.code;
}

/**
 * One of the attacker's devices, as a signup shows it.
 * @param clears Probability that its cookies were cleared: new where a cookie tells, the same where a fingerprint does.
 */
export function shown(
  random: Random,
  { device, userAgent }: Pick<Persona, "device" | "userAgent">,
  clears: number,
): Pick<RawSignup, "deviceId" | "deviceKind" | "userAgent"> {
  const isNew = random.chance(clears) && device.deviceKind === "cookie";
  return { ...(isNew ? cookieDevice(random) : device), userAgent };
}
