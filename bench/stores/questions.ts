import { createHash } from "node:crypto";

/** The keys of one signup: one for each of eight questions. */
export type Keys = readonly string[];

/**
 * Signups as they come: a device, a mailbox and a number of one's own each, a network that some and a domain that many
 * share. The same list for both sides, made before anything is timed.
 */
export function questions(signups: number, run: string): readonly Keys[] {
  return Array.from({ length: signups }, (_, signup) => {
    const network = (signup * 7919) % 2000;
    const domain = (signup * 104_729) % 300;
    const names = [
      `device ${run} ${signup}`,
      `mailbox ${run} ${signup}`,
      `domain ${domain}`,
      `network ${network}`,
      `phone ${run} ${signup}`,
      `network-hour ${network}`,
      `network-day ${network}`,
      `network-usual ${network}`,
    ];
    return names.map(token);
  });
}

/** As a scorer names things to a persistent store: 22 characters of base64url. Making them is not what is measured. */
export function token(name: string): string {
  return createHash("sha256").update(name).digest("base64url").slice(0, 22);
}
