import { days } from "../../core/clock.js";
import { type Distinct, distinct } from "../../core/counter.js";

/** How long a mailbox is remembered unless somebody says otherwise, in milliseconds: farms come back. */
export const mailboxMemoryMs: number = days(365);

/**
 * Accounts of one mailbox, under `["mailbox", canonical.strict]`. Two signals ask for it and, for the same window, the store
 * is asked once.
 */
export function mailboxAccounts(mailbox: string, subject: string, windowMs = mailboxMemoryMs): Distinct {
  return distinct(["mailbox", mailbox], subject, windowMs);
}
