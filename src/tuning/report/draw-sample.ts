import { createRandom } from "trialgate/simulate";
import { labels } from "./judgements.js";
import type { SampleRow } from "./sample.js";

/**
 * At most `most` signups of a history, as many of each label as there is room for: abuse is rare, and its figures are
 * the shaky ones. Those that are drawn weigh as much as all of their label. The same history, the same sample.
 */
export function drawSample(history: readonly SampleRow[], most: number): readonly SampleRow[] {
  if (history.length <= most) return history;
  const random = createRandom("trialgate-report");
  const byLabel = labels
    .map((_, place) => history.filter(({ label }) => label === place))
    .sort((a, b) => a.length - b.length);
  let room = most;
  return byLabel.flatMap((rows, place) => {
    // Smallest first, so that the room which a small one leaves is the others'.
    const size = Math.min(rows.length, Math.floor(room / (byLabel.length - place)));
    room -= size;
    const drawn = shuffled(rows, random.next).slice(0, size);
    const scale = sumOf(rows) / sumOf(drawn);
    return drawn.map((row) => ({ ...row, weight: row.weight * scale }));
  });
}

const sumOf = (rows: readonly SampleRow[]): number => rows.reduce((sum, { weight }) => sum + weight, 0);

/** Fisher and Yates, 1938. */
function shuffled<Item>(items: readonly Item[], next: () => number): readonly Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as Item, mixed[last] as Item];
  }
  return mixed;
}
