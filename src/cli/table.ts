import type { Assessment, Reason } from "trialgate";
import { printable, share, signed, usd, wrap } from "./words.js";

const width = 100;
const mostReasons = 3;

/** How wide the columns are: the names of the tiers are the policy's. */
export interface Columns {
  readonly tier: number;
  readonly why: number;
}

/** The columns for tiers of these names. Fixed before the first row, so that rows can be written as they come. */
export function columnsFor(tiers: readonly string[]): Columns {
  const tier = Math.max(...tiers.map(({ length }) => length), "tier".length);
  return { tier, why: Math.max(40, width - tier - "   line  score    decision   ".length) };
}

/** The heading of the table. */
export const tableHead = ({ tier }: Columns): string =>
  `   line  score  ${"tier".padEnd(tier)}  decision   why\n`;

/** One signup: what it got, and the strongest reasons with their points. Nothing in it comes from the input. */
export function tableRow(line: number, assessment: Assessment<string>, { tier, why }: Columns): string {
  const { score, decision } = assessment;
  const start = `${String(line).padStart(7)}  ${String(score).padStart(5)}  ${assessment.tier.padEnd(tier)}  ${decision.padEnd(9)}  `;
  const reasons = reasonLines(assessment.reasons, why, mostReasons);
  return reasons.map((text, place) => `${place === 0 ? start : " ".repeat(start.length)}${text}\n`).join("");
}

/** One signup in full, for the one who asks about one. */
export function card(assessment: Assessment<string>): string {
  const { score, probability, tier, decision, grant, verdict, mode, coverage, reasons, warnings, degraded } =
    assessment;
  const margin = 13;
  const room = width - margin;
  const row = (name: string, texts: readonly string[]): readonly string[] =>
    texts.map((text, place) => `${(place === 0 ? name : "").padEnd(margin)}${text}\n`);
  const prose = (name: string, text: string): readonly string[] => row(name, wrap(printable(text), room));
  return [
    ...prose("score", `${score}, higher is riskier; ${share(probability, 1)} likely to be abuse`),
    ...prose("tier", `${tier}, ${usd(grant.credits)} of free credit`),
    ...prose("decision", decision),
    ...(mode === "shadow"
      ? prose("verdict", `${verdict.tier}, ${verdict.decision}: not applied, in shadow mode`)
      : []),
    ...row("why", reasonLines(reasons, room, reasons.length)),
    ...(grant.unlock === undefined ? [] : prose("to get more", grant.unlock.text)),
    ...prose("coverage", `${share(coverage, 1)} of the evidence could be looked at`),
    ...(degraded.length === 0 ? [] : prose("degraded", degraded.join(", "))),
    ...warnings.flatMap((warning) => prose("warning", warning)),
  ].join("");
}

/** Why, in words: a rule that decided, the strongest evidence, and what moved the tier. */
function reasonLines(reasons: readonly Reason[], room: number, most: number): readonly string[] {
  // That the top tier asks for more is true of nearly everybody, and so no answer to "why".
  const isRemark = ({ code, signal, points }: Reason): boolean =>
    signal === "policy" && points === 0 && code !== "policy.needs";
  const evidence = reasons.filter(({ signal, points }) => signal !== "policy" && Math.abs(points) >= 0.5);
  const shown = [
    ...evidence.slice(0, most).map(({ points, text }) => ({ mark: signed(points), text })),
    ...reasons.filter(isRemark).map(({ text }) => ({ mark: "→", text })),
  ];
  if (shown.length === 0) return ["nothing against it"];
  return shown.flatMap(({ mark, text }) =>
    wrap(printable(text), room - 4).map((part, place) => `${(place === 0 ? mark : "").padStart(3)} ${part}`),
  );
}
