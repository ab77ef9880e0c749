import { days } from "../core/clock.js";
import type { Lists } from "../lists/lists.js";

// Half of the throw-away domains in use live four days (castle/disposable-email-domains); after a season little is left.
const tooOldDays = 90;

/** The warning of an assessment whose lists know nothing of the last 90 days, if it is so at that instant (epoch ms). */
export function oldListsWarning(
  { dates = {} }: Partial<Pick<Lists, "dates">>,
  at: number,
): readonly string[] {
  const known = Object.values(dates);
  const ageDays = Math.floor((at - Math.max(...known)) / days(1));
  // Lists that tell no dates are taken at their word.
  if (known.length === 0 || ageDays <= tooOldDays) return [];
  return [
    `lists-old: the newest knowledge of domains and networks is ${ageDays} days old; run trialgate lists update, or call refreshLists`,
  ];
}
