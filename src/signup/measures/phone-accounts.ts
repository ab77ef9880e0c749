import { days } from "../../core/clock.js";
import { type Distinct, distinct } from "../../core/counter.js";

/** Accounts with one phone number within 365 days, under `["phone", e164]`. Two signals ask for it and the store is asked once. */
export function phoneAccounts(e164: string, subject: string): Distinct {
  return distinct(["phone", e164], subject, days(365), 50);
}
