import { days } from "../../core/clock.js";
import { type Distinct, distinct } from "../../core/counter.js";

/**
 * Accounts on one card within 365 days, under `["payment", fingerprint]`; farms come back after a month. Two signals
 * ask for it and the store is asked once, because they ask for the same counter.
 */
export function paymentAccounts(paymentFingerprint: string, subject: string): Distinct {
  return distinct(["payment", paymentFingerprint], subject, days(365), 50);
}
