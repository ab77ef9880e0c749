import { standardPolicyData } from "trialgate";
import { attackers } from "trialgate/simulate";
import { fraction, percent, usd } from "./markdown.js";
import type { Measured } from "./measured.js";
import {
  attacksByPrior,
  attackTable,
  blockTable,
  groupsByPrior,
  groupTable,
  headlineTable,
  mistakeTable,
  takenBy,
  tierTable,
  tunedTable,
} from "./tables.js";

/** What was run. */
export interface Run {
  readonly seeds: readonly string[];
  readonly signups: number;
  readonly measured: readonly Measured[];
}

/** The page, or what of it can be said of the priors that were run. */
export function documentOf(run: Run): string {
  const { measured } = run;
  const shipped = measured.find(({ prior }) => prior === standardPolicyData.prior) ?? measured[0];
  if (shipped === undefined) throw new Error("nothing was measured");
  const others = measured.filter((one) => one !== shipped);
  return `${[
    ...opening(run),
    ...headline(shipped),
    ...others.flatMap(otherPrior),
    ...attacks(shipped),
    ...people(shipped),
    ...(others.length > 0 ? acrossPriors(measured) : []),
    ...time(shipped),
    ...mistakes(shipped),
    ...learning(shipped),
  ].join("\n\n")}\n`;
}

const { costUsd } = attackers.patientHydra.definition.parameters;

const share = (prior: number): string => percent(prior).replace(".0 ", " ");

function opening({ seeds, signups }: Run): readonly string[] {
  return [
    "# Simulated: how good the standard policy is",
    `Every figure on this page is simulated. It comes from worlds that \`trialgate/simulate\` made and not from anybody's
customers: ${seeds.length} ${seeds.length === 1 ? "world" : "worlds"} of about ${signups.toLocaleString("en")} signups over 120 days for each share of abuse, with seeds that nothing was tuned on. \`npm run quality\`
prints this page. Your own history says more: see [\`measure\`](tuning.md).`,
    `Beside it stands what a good engineer would wire by hand in a day (\`bench/handwired.mjs\`: lists, counters and points that add
up), on the same signups, with its own tiers at the credits of the standard policy. Its clock is the world's, and its list of
hosting networks is ours, as the one it makes up would only be noise. Attackers who adapt adapt to us, not to it.`,
    `Brackets hold 95 % intervals. They are drawn over whole campaigns and herds, however long they last, as what happens to one of
them happens to most: all accounts of one attacker, a class, a household. Strangers are drawn one by one, also those of a launch, who share its hours
and nothing else. The brackets cover chance within these worlds alone: not how far the worlds are from yours, and next to nothing of an attack that
came in two or three campaigns. Where nothing happened to *n* signups, up to 3 in *n* may still be true, whatever the brackets say, and more of
people who come in herds. Ties count against the scorer: nobody who ties with a person too many is found, which costs most where points come in
few steps, as by hand. Below the ROC curve a tie counts half, as is usual. A figure that misses its target is marked.`,
  ];
}

function headline(shipped: Measured): readonly string[] {
  return [
    `## At ${share(shipped.prior)} abuse (simulated)`,
    `The share that the policy ships with: more than one in six at AI firms (Stripe, 2026). No label was used.`,
    headlineTable(shipped),
    ...(shipped.worlds.length > 1 ? [worldByWorld(shipped)] : []),
    `Loss counts the credit that abuse takes and the people who turn away: 5 % of those who are challenged, half of those who wait for
a review, all who are blocked, at $8 each (assumed, but for the $8: what a blocked trial was worth). ${starterForAll(shipped)} What the peer loses
beyond that, it mostly gives away as \`full\` at the door: the ladder is most of the difference in loss, and the score the rest. The peer's score is read as
per cent for its calibration.`,
    tierTable(shipped),
  ];
}

function worldByWorld({ worlds }: Measured): string {
  const recalls = worlds.map(({ recallAt1 }) => fraction(recallAt1?.value)).join(", ");
  const losses = worlds.map(({ lossPer1000 }) => usd(lossPer1000?.value)).join(", ");
  return `World by world, the recall at 1 % is ${recalls}, and the loss ${losses}.`;
}

function otherPrior(one: Measured): readonly string[] {
  return [
    `## At ${share(one.prior)} abuse (simulated)`,
    "The policy with its `prior` set to this share, as an operator would who knows it; nothing else is changed.",
    headlineTable(one),
    starterForAll(one),
  ];
}

/** What the score is worth shows beside what the ladder does without it. */
function starterForAll({ ours: { people, abuse, tiers } }: Measured): string {
  const loss = (1000 * abuse * tiers.starter.credits) / (people + abuse);
  return `\`starter\` for everybody, and no score at all, would lose ${usd(loss)}.`;
}

function attacks(shipped: Measured): readonly string[] {
  const { ours, peer } = shipped;
  const taken = (name: string): string =>
    `${takenBy(ours, name)} with the ladder, ${takenBy(peer, name)} by hand`;
  return [
    `## Every attack (simulated, at ${share(shipped.prior)} abuse)`,
    `Recall is at the threshold that flags 1 % of all people. What an account takes is all the credit it gets at the door.`,
    attackTable(shipped),
    `The patient hydra has a mailbox, a network, a device and a pace of its own for every account: at the door it looks like a person,
and no score of signups finds it. What bounds it is the ladder: an account of it takes ${taken("patient-hydra")}, and costs it
${usd(costUsd.value)} to open (assumed), so what it takes is made small and dear, and not always a loss. More comes only with a strong fact or a week
in good standing, and a \`grantBudget\` bounds what all accounts together get, whoever comes.
Whatever two of its accounts do share, a device, a card, a phone, is what \`device-reuse\`, \`payment-reuse\` and \`related\` find.`,
  ];
}

function people(shipped: Measured): readonly string[] {
  return [
    `## Every group of people (simulated, at ${share(shipped.prior)} abuse)`,
    `Fairness is measured where people feel it: in tiers. At most 10 % of a group may be below \`starter\` at once, 50 % of a class, of an
agency's clients and of testers with tags, who share everything as a farm does; at most 5 % at \`none\`; and whoever is below \`starter\` must be
able to change that in minutes: by passing a challenge, or with a fact that unlocks. A person is found in the tables by the kind that they are, which
no policy is told.`,
    groupTable(shipped),
  ];
}

function acrossPriors(measured: readonly Measured[]): readonly string[] {
  return [
    "## Attacks and people where abuse is rarer or more frequent (simulated)",
    attacksByPrior(measured),
    groupsByPrior(measured),
  ];
}

function time(shipped: Measured): readonly string[] {
  return [
    `## Every block of time (simulated, at ${share(shipped.prior)} abuse)`,
    "A campaign can make a signal look good in all and be worth nothing in every other month: each block has a threshold of its own.",
    blockTable(shipped),
  ];
}

function learning(shipped: Measured): readonly string[] {
  const tuned = tunedTable(shipped);
  if (tuned === undefined) return [];
  return [
    `## With 1,000 labels (simulated, at ${share(shipped.prior)} abuse)`,
    `For each world, \`tunePolicy\` learned from 1,000 labelled signups of another world with another seed, spread evenly over its time. The last
column learned from worlds without two of the attacks, and met them for the first time in the worlds that are reported. Attackers who adapt had
adapted to the policy as it ships, and not to what it learned.`,
    tuned,
  ];
}

function mistakes({ prior, mistakes: { flaggedPeople, missedAbuse } }: Measured): readonly string[] {
  return [
    `## What it gets wrong (simulated, at ${share(prior)} abuse)`,
    `At the threshold that flags 1 % of all people: who is flagged and should not be, and which abuse is not, with the mean points of each
kind and the reasons that add most. Abuse with nothing held against it looks like a person; only what it does with its credit can tell.`,
    mistakeTable("People who are flagged", flaggedPeople),
    mistakeTable("Abuse that is not", missedAbuse),
  ];
}
