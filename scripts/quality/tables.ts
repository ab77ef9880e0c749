import type { CreditTier } from "trialgate";
import { standardPolicyData } from "trialgate";
import type { Estimate, Quality } from "trialgate/tuning";
import { estimate, fraction, marked, nothing, percent, table, usd } from "./markdown.js";
import type { Measured } from "./measured.js";
import type { Mistake } from "./mistakes.js";
import {
  absentRecall,
  allHaveWayUp,
  fewEnoughAtNone,
  fewEnoughBelow,
  targets,
  tunedRecall,
} from "./targets.js";
import { absentAttacks } from "./tuned.js";

const tiers = standardPolicyData.tiers.map(({ id }) => id);

/** The figures at the top, both sides; marked where a target is missed. Targets hold where abuse is as frequent as the policy ships for. */
export function headlineTable({ prior, ours, peer }: Measured): string {
  const isTarget = prior === standardPolicyData.prior;
  const rows = targets.map(({ figure, target, read, meets }) => [
    figure,
    ...(isTarget ? [target] : []),
    marked(read(ours), !isTarget || meets === undefined || meets(ours)),
    read(peer),
  ]);
  return table(["", ...(isTarget ? ["Target"] : []), "Standard policy", "Wired by hand"], rows);
}

/** Every attack, both sides. */
export function attackTable({ ours, peer }: Measured): string {
  const rows = Object.entries(ours.attacks).map(([name, attack]) => [
    name,
    `${attack.count}`,
    estimate(attack.recall, fraction),
    fraction(peer.attacks[name]?.recall?.value),
    ...tiers.map((tier) => percent(attack.tiers[tier])),
    usd(attack.takenUsd),
    usd(peer.attacks[name]?.takenUsd),
  ]);
  const at = tiers.map((tier) => `at \`${tier}\``);
  return table(["Attack", "Signups", "Recall", "By hand", ...at, "Takes", "By hand"], rows);
}

/** Every group of people, both sides. */
export function groupTable({ ours, peer }: Measured): string {
  const rows = Object.entries(ours.groups).map(([name, group]) => [
    name,
    `${group.count}`,
    estimate(group.falsePositives, percent),
    percent(peer.groups[name]?.falsePositives.value),
    marked(percent(group.belowStarting), fewEnoughBelow(name, group)),
    percent(peer.groups[name]?.belowStarting),
    marked(percent(group.atLast), fewEnoughAtNone(group)),
    percent(peer.groups[name]?.atLast),
    marked(percent(group.wayUp), allHaveWayUp(group)),
  ]);
  return table(
    [
      "People",
      "Signups",
      "Flagged at 1 %",
      "By hand",
      "Below `starter`",
      "By hand",
      "At `none`",
      "By hand",
      "Have a way up",
    ],
    rows,
  );
}

/** Each attack where abuse is rarer or more frequent. */
export function attacksByPrior(measured: readonly Measured[]): string {
  const names = Object.keys(measured[0]?.ours.attacks ?? {});
  const rows = names.map((name) => [
    name,
    ...measured.map(({ ours }) => fraction(ours.attacks[name]?.recall?.value)),
    ...measured.map(({ ours }) => takenBy(ours, name)),
  ]);
  return table(["Attack", ...measured.map(at("Recall")), ...measured.map(at("Takes"))], rows);
}

/** Each group of people where abuse is rarer or more frequent. */
export function groupsByPrior(measured: readonly Measured[]): string {
  const names = Object.keys(measured[0]?.ours.groups ?? {});
  const rows = names.map((name) => [
    name,
    ...measured.map(({ ours }) => percent(ours.groups[name]?.belowStarting)),
    ...measured.map(({ ours }) => percent(ours.groups[name]?.atLast)),
  ]);
  const head = [...measured.map(at("Below `starter`")), ...measured.map(at("At `none`"))];
  return table(["People", ...head], rows);
}

const at =
  (figure: string) =>
  ({ prior }: Measured): string =>
    `${figure} at ${percent(prior)}`;

/** Each block of time, both sides. */
export function blockTable({ ours, peer }: Measured): string {
  const rows = ours.blocks.map((block, place) => [
    `${place + 1}${block.tooFew ? " (too few)" : ""}`,
    `${block.people}`,
    `${block.abuse}`,
    estimate(block.recallAt1, fraction),
    fraction(peer.blocks[place]?.recallAt1?.value),
    usd(block.lossPer1000?.value),
    usd(peer.blocks[place]?.lossPer1000?.value),
    percent(block.atOnce?.starter.value),
  ]);
  return table(
    [
      "30 days",
      "People",
      "Abuse",
      "Recall at 1 %",
      "By hand",
      "Loss per 1,000",
      "By hand",
      "At `starter` at once",
    ],
    rows,
  );
}

/** Who lands where. */
export function tierTable({ ours, peer }: Measured): string {
  const row = (tier: CreditTier): readonly string[] => [
    `\`${tier}\``,
    usd(ours.tiers[tier].credits),
    ...[ours, peer].flatMap((quality: Quality<CreditTier>) => [
      percent(quality.tiers[tier].people),
      percent(quality.tiers[tier].abuse),
    ]),
  ];
  return table(["Tier", "Credit", "People", "Abuse", "People, by hand", "Abuse, by hand"], tiers.map(row));
}

/** What an account of an attack takes at the door, or that there was none. */
export const takenBy = (quality: Quality, attack: string): string =>
  usd(quality.attacks[attack]?.takenUsd) ?? nothing;

/** The policy as it ships, and after it learned; undefined where nothing was tuned. */
export function tunedTable({ ours, tuned }: Measured): string | undefined {
  if (tuned === undefined) return undefined;
  const { onAll, onSome } = tuned;
  const atLeast = (found: Estimate | undefined, target: number): string =>
    marked(estimate(found, fraction), (found?.value ?? 0) >= target);
  const plain = targets
    .filter(({ learns }) => learns)
    .map(({ figure, read }) => [figure, "", read(ours), read(onAll), read(onSome)]);
  const absent = absentAttacks.map((name) => [
    `Recall of ${name}`,
    `≥ ${fraction(absentRecall)} unseen`,
    estimate(ours.attacks[name]?.recall, fraction),
    estimate(onAll.attacks[name]?.recall, fraction),
    atLeast(onSome.attacks[name]?.recall, absentRecall),
  ]);
  const recall = [
    "Recall at 1 % false positives",
    `≥ ${fraction(tunedRecall)}`,
    estimate(ours.recallAt1, fraction),
    atLeast(onAll.recallAt1, tunedRecall),
    estimate(onSome.recallAt1, fraction),
  ];
  const head = [
    "",
    "Target",
    "As it ships",
    "1,000 labels",
    `1,000 labels, none of ${absentAttacks.join(" or ")}`,
  ];
  return table(head, [recall, ...plain, ...absent]);
}

/** Signups that a score gets wrong, and what it holds against them. */
export function mistakeTable(who: string, mistakes: readonly Mistake[]): string {
  const rows = mistakes.map(({ group, count, points, against }) => [
    group,
    `${count}`,
    points.toFixed(0),
    against.map(([code, mean]) => `${code} ${mean.toFixed(0)}`).join(", ") || nothing,
  ]);
  return table([who, "Signups", "Points", "Held against them, in points"], rows);
}
