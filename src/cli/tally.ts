import type { Assessment, Grant } from "trialgate";
import type { Label } from "./entry.js";
import { count, plural, share, usd } from "./words.js";

/** What a file came to, in numbers of signups. */
export interface TallyFigures {
  readonly signups: number;
  /** Most generous first. `creditUsd` is what all of a tier were offered together. */
  readonly tiers: readonly ({
    readonly tier: string;
    readonly creditUsd: number;
    readonly signups: number;
  } & ByLabel)[];
  readonly labelled: ByLabel;
  /** Of those that are labelled. */
  readonly allowed: ByLabel;
  /** How many of the signups were judged anew, after an earlier line with the same id. */
  readonly judgedAgain: number;
}

type ByLabel = Readonly<Record<Label, number>>;

/** Counts what a file came to, without keeping it. */
export interface Tally {
  add(assessment: Assessment<string>, label: Label | undefined): void;
  /** A table of the tiers, and what became of abuse and of people as far as there are labels. */
  summary(): string;
  figures(): TallyFigures;
}

/** A tally over the tiers of a policy, most generous first. */
export function createTally(grants: Readonly<Record<string, Grant>>): Tally {
  const tiers = Object.entries(grants).map(([id, { credits }]) => ({
    id,
    credits,
    all: 0,
    abuse: 0,
    legitimate: 0,
  }));
  const labelled = { abuse: 0, legitimate: 0 };
  const allowed = { abuse: 0, legitimate: 0 };
  let all = 0;
  let again = 0;

  const offered = (kind: "all" | Label): number =>
    tiers.reduce((total, tier) => total + tier.credits * tier[kind], 0);

  const labelLines = (): readonly string[] => {
    if (labelled.abuse + labelled.legitimate === 0) return [];
    const [best] = tiers;
    const stopped = labelled.abuse - allowed.abuse;
    const generous = labelled.abuse * (best?.credits ?? 0);
    return [
      "",
      `abuse   ${count(stopped)} of ${count(labelled.abuse)} stopped (${share(stopped, labelled.abuse)}): anything but "allow".`,
      `        Offered ${usd(offered("abuse"))} of the ${usd(generous)} that "${best?.id}" for everybody would have given away.`,
      `people  ${count(allowed.legitimate)} of ${count(labelled.legitimate)} allowed at once (${share(allowed.legitimate, labelled.legitimate)}), offered ${usd(offered("legitimate"))}.`,
    ];
  };

  return {
    add({ tier: id, decision, revision }, label) {
      all += 1;
      if (revision > 1) again += 1;
      const tier = tiers.find((known) => known.id === id);
      if (tier !== undefined) tier.all += 1;
      if (label === undefined) return;
      labelled[label] += 1;
      if (tier !== undefined) tier[label] += 1;
      if (decision === "allow") allowed[label] += 1;
    },
    figures: () => ({
      signups: all,
      tiers: tiers.map(({ id, credits, all: here, abuse, legitimate }) => ({
        tier: id,
        signups: here,
        creditUsd: credits * here,
        abuse,
        legitimate,
      })),
      labelled,
      allowed,
      judgedAgain: again,
    }),
    summary() {
      const width = Math.max(...tiers.map(({ id }) => id.length), "tier".length);
      const row = (...cells: readonly [string, ...string[]]): string =>
        `${cells[0].padEnd(width)}${cells
          .slice(1)
          .map((cell) => cell.padStart(13))
          .join("")}`;
      const hasLabels = labelled.abuse + labelled.legitimate > 0;
      return `${[
        row("tier", "signups", "share", "credit", ...(hasLabels ? ["people", "abuse"] : [])),
        ...tiers.map(({ id, credits, all: here, legitimate, abuse }) =>
          row(
            id,
            count(here),
            share(here, all),
            usd(credits * here),
            ...(hasLabels ? [count(legitimate), count(abuse)] : []),
          ),
        ),
        ...labelLines(),
        ...(again === 0
          ? []
          : [
              "",
              `Counted as well: ${plural(again, "signup")} judged anew after an earlier line with the same id.`,
            ]),
      ].join("\n")}\n`;
    },
  };
}
