import { days } from "../../core/clock.js";
import { type Distinct, distinct } from "../../core/counter.js";
import type { Signup } from "../signup.js";

/**
 * Accounts on one device within 365 days, under `["device", deviceId]`: farms use a device again month after month. A
 * fingerprint stands for a model and not for a device, so its accounts stand apart, under
 * `["device-fingerprint", deviceId]`, for 30 days: long enough for a burst, too short for every owner of a phone to meet.
 */
export function deviceAccounts(
  deviceId: string,
  { deviceKind, subject }: Pick<Signup, "deviceKind" | "subject">,
): Distinct {
  return deviceKind === "fingerprint"
    ? distinct(["device-fingerprint", deviceId], subject, days(30), 50)
    : distinct(["device", deviceId], subject, days(365), 50);
}
