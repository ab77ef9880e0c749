import type { GroupQuality, Quality } from "trialgate/tuning";
import { estimate, fraction, nothing, percent, usd } from "./markdown.js";

/** A figure at the top of the page, and what it should be where abuse is as frequent as the policy assumes. */
export interface Target {
  readonly figure: string;
  readonly target: string;
  read(quality: Quality): string;
  /** Told again of a policy that learned from labels. */
  readonly learns?: true;
  /** Undefined where there is no target. */
  meets?(quality: Quality): boolean;
}

const among = (quality: Quality): readonly (readonly [string, GroupQuality])[] =>
  Object.entries(quality.groups);

// People who share everything with each other, as a farm does: held to less at once, and to the same way up.
const herds: readonly string[] = ["agency", "classroom", "qa-tester"];
const mostBelow = (group: string): number => (herds.includes(group) ? 0.5 : 0.1);

/** Whether so many of a group may be below `starter`. */
export const fewEnoughBelow = (group: string, { belowStarting }: GroupQuality): boolean =>
  belowStarting <= mostBelow(group);

/** Whether so many of a group may be at `none`. */
export const fewEnoughAtNone = ({ atLast }: GroupQuality): boolean => atLast <= 0.05;

/** Whether everybody of a group who gets less than `starter` can change that in minutes. */
export const allHaveWayUp = ({ wayUp = 1 }: GroupQuality): boolean => wayUp === 1;

/** Whatever the mix of attacks, which is assumed. */
function meanRecall(attacks: Quality["attacks"]): number {
  const recalls = Object.values(attacks).map(({ recall }) => recall?.value ?? 0);
  return recalls.reduce((sum, recall) => sum + recall, 0) / Math.max(1, recalls.length);
}

export const targets: readonly Target[] = [
  {
    figure: "Recall at 1 % false positives",
    target: "≥ .70",
    read: ({ recallAt1 }) => estimate(recallAt1, fraction),
    meets: ({ recallAt1 }) => (recallAt1?.value ?? 0) >= 0.7,
  },
  {
    figure: "Recall at 5 % false positives",
    learns: true,
    target: "",
    read: ({ recallAt5 }) => estimate(recallAt5, fraction),
  },
  {
    figure: "Recall at 1 %, each attack counted alike",
    learns: true,
    target: "",
    read: ({ attacks }) => fraction(meanRecall(attacks)),
  },
  {
    figure: "Area below the precision-recall curve",
    learns: true,
    target: "",
    read: ({ prAuc }) => estimate(prAuc, fraction),
  },
  {
    figure: "Area below the ROC curve",
    learns: true,
    target: "",
    read: ({ rocAuc }) => estimate(rocAuc, fraction),
  },
  {
    figure: "Calibration error",
    learns: true,
    target: "≤ .05",
    read: ({ calibrationError }) => estimate(calibrationError, fraction),
    meets: ({ calibrationError }) => (calibrationError?.value ?? 1) <= 0.05,
  },
  {
    figure: "Loss per 1,000 signups",
    learns: true,
    target: "≤ $150",
    read: ({ lossPer1000 }) => estimate(lossPer1000, usd),
    meets: ({ lossPer1000 }) => (lossPer1000?.value ?? Number.POSITIVE_INFINITY) <= 150,
  },
  {
    figure: "People at `starter` or better at once",
    learns: true,
    target: "≥ 95 %",
    read: ({ atOnce }) => estimate(atOnce?.starter, percent),
    meets: ({ atOnce }) => (atOnce?.starter?.value ?? 0) >= 0.95,
  },
  {
    figure: "People who reach `full` by staying",
    target: "",
    read: ({ timeToFull }) => `${percent(timeToFull?.share)}, half within ${days(timeToFull?.medianMs)}`,
  },
  {
    figure: "Groups with too many below `starter`",
    target: "0",
    read: (quality) => names(quality, (name, group) => !fewEnoughBelow(name, group)),
    meets: (quality) => among(quality).every(([name, group]) => fewEnoughBelow(name, group)),
  },
  {
    figure: "Groups with more than 5 % at `none`",
    target: "0",
    read: (quality) => names(quality, (_, group) => !fewEnoughAtNone(group)),
    meets: (quality) => among(quality).every(([, group]) => fewEnoughAtNone(group)),
  },
  {
    figure: "Groups with somebody who has no way up",
    target: "0",
    read: (quality) => names(quality, (_, group) => !allHaveWayUp(group)),
    meets: (quality) => among(quality).every(([, group]) => allHaveWayUp(group)),
  },
  {
    figure: "Group that is flagged most",
    target: "",
    read: ({ worstGroup = "", worstRatio = 1, groups }) =>
      worstGroup === ""
        ? nothing
        : `${worstGroup}, ${percent(groups[worstGroup]?.falsePositives.value)}, ${worstRatio.toFixed(1)} times everybody's`,
  },
];

const days = (ms: number | undefined): string =>
  ms === undefined ? "never" : `${(ms / 86_400_000).toFixed(0)} days`;

function names(quality: Quality, fails: (name: string, group: GroupQuality) => boolean): string {
  const failing = among(quality).filter(([name, group]) => fails(name, group));
  if (failing.length === 0) return "0";
  return failing.length > 6 ? `${failing.length}` : failing.map(([name]) => name).join(", ");
}

/** What 1,000 labels should give: recall at 1 %, and that of attacks that no label spoke of. */
export const tunedRecall = 0.8;
export const absentRecall = 0.85;
