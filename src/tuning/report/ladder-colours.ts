// As many colours as the style sheet has, from generous to none.
const colours = 6;

/** The class of a tier's colour: a ladder of any length runs from the first to the last. */
export function tierColour(place: number, tiers: number): string {
  return `tier-${tiers < 2 ? 0 : Math.round((place * (colours - 1)) / (tiers - 1))}`;
}
