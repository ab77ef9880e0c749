import type { Label } from "./history.js";

/** What became of a signup, as histories and what is made of them carry it. */
interface Outcome {
  readonly label?: Label | undefined;
  readonly labelledAt?: number | undefined;
}

/** What says which judgement of which signup it is. */
interface Named {
  readonly id: string;
  readonly revision: number;
}

/** One judgement of each signup. */
export interface LastJudgements<One> {
  readonly last: readonly One[];
  /** How many others there were. */
  readonly superseded: number;
}

/**
 * Of each id the last judgement: of the highest revision; of equal ones the one labelled last; of those the one that stands
 * last by its text as JSON, which means nothing but is the same in whatever order they come. A label is about the signup:
 * where the last judgement has none, it gets the one of the last judgement that has.
 * @param nameOf Where one keeps its id and its revision.
 */
export function lastJudgements<One extends Outcome>(
  judgements: Iterable<One>,
  nameOf: (one: One) => Named,
): LastJudgements<One> {
  const last = new Map<string, One>();
  // Kept apart from the last ones: a label handed on at once would look like one of theirs when another comes.
  const labelled = new Map<string, One>();
  let all = 0;
  for (const one of judgements) {
    all += 1;
    const { id } = nameOf(one);
    last.set(id, later(last.get(id), one, nameOf));
    if (one.label !== undefined) labelled.set(id, later(labelled.get(id), one, nameOf));
  }
  return {
    last: Array.from(last, ([id, one]) => {
      const known = labelled.get(id);
      if (one.label !== undefined || known === undefined) return one;
      return { ...one, label: known.label, labelledAt: known.labelledAt };
    }),
    superseded: all - last.size,
  };
}

function later<One extends Outcome>(a: One | undefined, b: One, nameOf: (one: One) => Named): One {
  if (a === undefined) return b;
  const [{ revision }, { revision: other }] = [nameOf(a), nameOf(b)];
  if (revision !== other) return revision > other ? a : b;
  const [known, otherKnown] = [knownAt(a), knownAt(b)];
  if (known !== otherKnown) return known > otherKnown ? a : b;
  return JSON.stringify(a) > JSON.stringify(b) ? a : b;
}

const knownAt = ({ label, labelledAt }: Outcome): number =>
  label === undefined ? Number.NEGATIVE_INFINITY : (labelledAt ?? Number.NEGATIVE_INFINITY);
