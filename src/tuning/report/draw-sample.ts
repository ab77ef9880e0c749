import { createRandom } from "trialgate/simulate";
import { labels } from "./judgements.js";
import { type PackedRow, packRows, type Sample, unpackSample } from "./sample.js";

/**
 * At most `most` signups of a history, as many of each label as there is room for: abuse is rare, and its figures are
 * the shaky ones. Those that are drawn weigh as much as all of their label. The same history, the same sample.
 */
export function drawSample(history: Sample, most: number): Sample {
  if (history.rows.length <= most) return history;
  const random = createRandom("trialgate-report");
  const byLabel = labels
    .map((_, label) => history.rows.filter((row) => row[1] === label))
    .sort((a, b) => a.length - b.length);
  let room = most;
  const drawn = byLabel.flatMap((rows, place) => {
    // Smallest first, so that the room which a small one leaves is the others'.
    const size = Math.min(rows.length, Math.floor(room / (byLabel.length - place)));
    room -= size;
    const chosen = shuffled(rows, random.next).slice(0, size);
    const scale = sumOf(rows) / sumOf(chosen);
    return chosen.map(
      ([shape, label, group, channel, fallback, weight, ...found]): PackedRow => [
        ...([shape, label, group, channel, fallback, weight * scale] as const),
        ...found,
      ],
    );
  });
  // Packed anew, so that the page holds no name and no finding of a signup that was not drawn.
  const packer = packRows();
  return packer.sample(unpackSample({ ...history, rows: drawn }).map((row) => packer.pack(row)));
}

const sumOf = (rows: readonly PackedRow[]): number => rows.reduce((sum, row) => sum + row[5], 0);

/** Fisher and Yates, 1938. */
function shuffled<Item>(items: readonly Item[], next: () => number): readonly Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as Item, mixed[last] as Item];
  }
  return mixed;
}
