import type { SignupInput } from "trialgate";
import { createRandom, type Random } from "../random.js";
import type { Platform } from "./user-agents.js";

/** A device id and how it was made, as a signup carries them. */
export type DeviceIdentity = Required<Pick<SignupInput, "deviceId" | "deviceKind">>;

const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => random.int(0, 15).toString(16)).join("");

/** The id in a cookie: new whenever the cookies are gone. */
export function cookieDevice(random: Random): DeviceIdentity {
  return { deviceId: `d-${hex(random, 24)}`, deviceKind: "cookie" };
}

/** How many different fingerprints the devices of a platform show. Assumed: phones of a model are alike, self-made desks are not. */
const variety: Readonly<Record<Platform, number>> = {
  windows: 40_000,
  mac: 4_000,
  linux: 8_000,
  chromebook: 150,
  android: 6_000,
  iphone: 240,
  ipad: 120,
};

/** A model: devices of one model, settings and language have the same fingerprint. Some are far more common than others. */
export function deviceModel(random: Random, platform: Platform): string {
  // The square makes the popular ones popular, roughly as sales are.
  return `${platform}-${Math.floor(variety[platform] * random.next() ** 2)}`;
}

/** The fingerprint of a browser; the same for every device of a model. */
export function fingerprintDevice(random: Random, model = deviceModel(random, "windows")): DeviceIdentity {
  return { deviceId: hex(createRandom(`fingerprint/${model}`), 32), deviceKind: "fingerprint" };
}
