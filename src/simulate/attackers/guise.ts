import { type CountryCode, countries } from "../materials/countries.js";
import { cookieDevice, type DeviceIdentity } from "../materials/devices.js";
import { humanisedFormMs } from "../materials/forms.js";
import { habits } from "../materials/habits.js";
import { type Address, residentialProxyAddress } from "../materials/networks.js";
import { type Persona, persona, type RawSignup } from "../materials/persona.js";
import type { Random } from "../random.js";

/**
 * A signup by the form of somebody who does not exist: complete, without the card, the phone and the old account
 * elsewhere that people have. It answers the mail that a site sends as often as people do: it owns the mailbox.
 * @param own What this attack does otherwise; `undefined` leaves a field out.
 */
export function guise(person: Persona, random: Random, own: Partial<RawSignup> = {}): RawSignup {
  const { address, device, name } = person;
  return {
    email: person.email,
    ...address,
    userAgent: person.userAgent,
    acceptLanguage: person.acceptLanguage,
    timezone: person.timezone,
    ...device,
    formMs: humanisedFormMs(random),
    honeypot: "",
    channel: "web",
    ...(random.chance(habits.name.value) && { name: name.latin }),
    ...(random.chance(habits.verifiedEmail.value) && { verified: ["email"] }),
    ...own,
  };
}

/**
 * Somebody behind a residential proxy, another exit each time.
 * @param careful Probability that clock, language and name fit the exit's country; else they are those of `home`.
 */
export function proxied(random: Random, careful: number, home: CountryCode): Persona {
  const address = residentialProxyAddress(random);
  return persona(random, { address, country: random.chance(careful) ? countryAt(address, home) : home });
}

/** The country of an address, where this world knows it. */
export function countryAt({ country }: Address, otherwise: CountryCode): CountryCode {
  return countries.find(({ code }) => code === country)?.code ?? otherwise;
}

/** A device whose cookies were cleared: new where a cookie tells, the same where a fingerprint does. */
export function cleared(random: Random, device: DeviceIdentity): DeviceIdentity {
  return device.deviceKind === "cookie" ? cookieDevice(random) : device;
}
