import { days } from "../../core/clock.js";
import { type Counter, distinct, rate } from "../../core/counter.js";
import type { Phone } from "../../identifiers/phone.js";
import { pastPerDay, surpriseStrength } from "./surprise.js";

const halfLifeMs = days(14);

/** Accounts in 24 hours from a block that was never seen: our estimate. */
export const usualPerBlock = 0.5;

/**
 * What to count of a block of phone numbers (all but the last four digits): accounts of a day under
 * `["phone-block", prefix]`, and a decayed total of the block.
 */
export function phoneBlock(
  phone: Phone | undefined,
  subject: string,
): Readonly<Record<"block" | "blockDecayed", Counter | undefined>> {
  return {
    block: phone && distinct(["phone-block", phone.prefix], subject, days(1)),
    blockDecayed: phone && rate(["phone-block", phone.prefix], halfLifeMs),
  };
}

/** How far a block exceeds what it usually brings, 0..1. `accounts` are those on the very number, which count once. */
export function blockBurst(
  { accounts, block, blockDecayed }: Readonly<Record<"accounts" | "block" | "blockDecayed", number>>,
  usualPerDay: number,
): number {
  const usual = usualPerDay + pastPerDay(blockDecayed, block, halfLifeMs);
  return surpriseStrength(Math.max(0, block - accounts + 1), usual);
}
