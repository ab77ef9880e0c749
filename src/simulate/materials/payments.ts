import type { SignupInput } from "trialgate";
import type { Random } from "../random.js";

/** A card as a payment processor tells of it. */
export type Card = Required<Pick<SignupInput, "paymentFingerprint" | "cardFunding" | "cardCountry">>;

/** How a card is funded. */
export type Funding = Card["cardFunding"];

// What people pay with on the net. Assumed: about half debit, few prepaid.
const fundings: readonly (readonly [Funding, number])[] = [
  ["debit", 52],
  ["credit", 43],
  ["prepaid", 4],
  ["unknown", 1],
];

/**
 * A card of its own, that nobody else has.
 * @param country ISO 3166-1 alpha-2, of the issuer.
 */
export function paymentCard(
  random: Random,
  country: string,
  funding: Funding = random.weighted(fundings),
): Card {
  const digits = Array.from({ length: 16 }, () => random.int(0, 35).toString(36)).join("");
  return { paymentFingerprint: digits, cardFunding: funding, cardCountry: country };
}
