import { type Drawn, drawAgain, estimateOf } from "../measure/bootstrap.js";
import type { Figures } from "../measure/figures.js";
import { labelledOf } from "../measure/labelled.js";
import type { MeasurePlan } from "../measure/options.js";
import type { Estimate } from "../measure/quality.js";
import { sampleOf } from "../measure/sample.js";
import type { Judged } from "../replay.js";
import type { Pair } from "./pairs.js";

/** One figure under both policies. */
export interface Compared {
  readonly current: Estimate;
  readonly next: Estimate;
  /** `next` less `current`, drawn in pairs: much narrower than the two intervals, because both judged the same signups. */
  readonly difference: Estimate;
}

/** The figures that decide; each left out where a history has nobody to make it of. */
export interface HeadlineDifferences {
  /** Expected loss per 1,000 signups in US dollars. */
  readonly lossPer1000?: Compared;
  /** Share of abuse found where 1 % of people are flagged, 0..1. */
  readonly recallAt1?: Compared;
  /** Average precision, 0..1: the area below the precision-recall curve. */
  readonly prAuc?: Compared;
  /** Share of people who get the starting tier or a better one at once, 0..1. */
  readonly peopleAtStart?: Compared;
}

/** What both policies were measured with. */
export interface Plans {
  readonly current: MeasurePlan<string>;
  readonly next: MeasurePlan<string>;
}

/** The headline figures of both policies, and how far apart they are. */
export function headlineDifferences(pairs: readonly Pair[], plans: Plans): HeadlineDifferences {
  const current = drawnOf(
    pairs.map((pair) => pair.current),
    plans.current,
  );
  const next = drawnOf(
    pairs.map((pair) => pair.next),
    plans.next,
  );
  const atStart =
    ({ tiers, startingTier }: MeasurePlan<string>): Read =>
    ({ atOnce }) =>
      atOnce[tiers.indexOf(startingTier)] ?? Number.NaN;
  const compare = (ofCurrent: Read, ofNext: Read = ofCurrent): Compared | undefined =>
    comparedOf(readAll(current, ofCurrent), readAll(next, ofNext));

  const lossPer1000 = compare((figures) => figures.lossPer1000);
  const recallAt1 = compare((figures) => figures.recallAt1);
  const prAuc = compare((figures) => figures.prAuc);
  const peopleAtStart = compare(atStart(plans.current), atStart(plans.next));
  return {
    ...(lossPer1000 && { lossPer1000 }),
    ...(recallAt1 && { recallAt1 }),
    ...(prAuc && { prAuc }),
    ...(peopleAtStart && { peopleAtStart }),
  };
}

type Read = (figures: Figures) => number;

const drawnOf = (judged: readonly Judged[], plan: MeasurePlan<string>): Drawn =>
  drawAgain(sampleOf(labelledOf(judged, plan.tiers).signups, plan), plan);

/** One figure of a policy: its own, and that of each resample. */
interface Readings {
  readonly own: number;
  readonly again: readonly number[];
}

const readAll = ({ own, again }: Drawn, read: Read): Readings => ({ own: read(own), again: again.map(read) });

function comparedOf(current: Readings, next: Readings): Compared | undefined {
  const estimates = {
    current: estimateOf(current.own, current.again),
    next: estimateOf(next.own, next.again),
    difference: estimateOf(
      next.own - current.own,
      next.again.map((figure, round) => figure - (current.again[round] ?? Number.NaN)),
    ),
  };
  const { current: before, next: after, difference } = estimates;
  return before && after && difference && { current: before, next: after, difference };
}
