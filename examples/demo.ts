// Scores a day of invented signups, people and attackers, with the store in memory: `npm run demo`.
// Labels are read after the scoring, to say what the tiers were worth.

import { readFileSync } from "node:fs";
import { type Assessment, createScorer, memoryStore, type SignupInput, standardPolicy } from "trialgate";

interface DemoLine {
  readonly who: string;
  readonly label: "abuse" | "legitimate";
  readonly input: SignupInput & { readonly at: number };
}

interface Scored extends DemoLine {
  readonly line: number;
  readonly assessment: Assessment;
}

const file = new URL("demo-signups.jsonl", import.meta.url);
const lines: DemoLine[] = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

let now = 0;
const score = createScorer({ store: memoryStore(), clock: () => now });
const scored: Scored[] = [];
for (const [index, line] of lines.entries()) {
  now = line.input.at;
  scored.push({ ...line, line: index + 1, assessment: await score(line.input) });
}

const say = (text = ""): void => console.log(text);
const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;
const paint = (code: number, text: string): string => (coloured ? `\u{1b}[${code}m${text}\u{1b}[0m` : text);
const bold = 1;
const dim = 2;
const colourOf: Readonly<Record<string, number>> = { allow: 32, challenge: 33, review: 35, block: 31 };
const nameOf = { legitimate: "people", abuse: "abuse" } as const;

say(paint(bold, "demo data: one day of invented signups, in the order of their stories"));
say("Higher scores are riskier; 50 is even odds, and 10 more doubles them.");
say();
say(paint(dim, "  line  time   score  tier     decision   why"));
for (const who of new Set(scored.map((one) => one.who))) {
  const story = scored.filter((one) => one.who === who);
  say();
  say(paint(bold, `${who} (${nameOf[story[0]?.label ?? "abuse"]})`));
  for (const one of story) say(row(one));
}

// A signup may come again with a proof: what counts is the last answer.
const last = [...new Map(scored.map((one) => [one.assessment.id, one])).values()];
const abuse = last.filter(({ label }) => label === "abuse");
const people = last.filter(({ label }) => label === "legitimate");
const { grants } = standardPolicy;
const credit = (group: readonly Scored[]): number =>
  group.reduce((sum, { assessment }) => sum + assessment.grant.credits, 0);
const served = people.filter(({ assessment }) => assessment.grant.credits >= grants.starter.credits).length;

say();
say(
  paint(bold, `What the tiers saved (demo data: ${people.length} honest signups, ${abuse.length} abusive)`),
);
say();
say(paint(dim, columns("on day one", "handed to abuse", "people at starter or better")));
for (const tier of ["full", "starter"] as const) {
  const given = usd(grants[tier].credits * abuse.length);
  say(columns(`everybody gets ${tier}`, given, `${people.length} of ${people.length}`));
}
say(columns(`the ${standardPolicy.id} policy`, usd(credit(abuse)), `${served} of ${people.length}`));
say();
say(paint(dim, columns("tier", "abuse", "people")));
for (const [tier, { credits }] of Object.entries(grants)) {
  const count = (group: readonly Scored[]): string =>
    String(group.filter(({ assessment }) => assessment.tier === tier).length);
  say(columns(`${tier}, ${usd(credits)} each`, count(abuse), count(people)));
}

function row({ line, input, assessment }: Scored): string {
  const time = new Date(input.at).toISOString().slice(11, 16);
  const { score: points, tier, decision } = assessment;
  const verdict = paint(colourOf[decision] ?? 0, `${tier.padEnd(7)}  ${decision.padEnd(9)}`);
  const start = `${String(line).padStart(6)}  ${time}  ${String(points).padStart(5)}  ${verdict}  `;
  const why = reasons(assessment).flatMap((text) => wrap(text, 58));
  return why.map((text, place) => (place === 0 ? start : " ".repeat(42)) + text).join("\n");
}

/** The strongest evidence; where there is none, what held the signup back. */
function reasons({ reasons: all, decision }: Assessment): readonly string[] {
  const evidence = all.filter(({ signal, points }) => signal !== "policy" && Math.abs(points) >= 0.5);
  const remarks = all.filter(({ signal, points }) => signal === "policy" && points === 0);
  if (evidence.length > 0) return evidence.slice(0, 2).map(({ text }) => text);
  return decision === "allow" ? ["nothing against it"] : remarks.slice(0, 1).map(({ text }) => text);
}

function wrap(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text];
  const end = text.lastIndexOf(" ", width);
  return [text.slice(0, end), ...wrap(text.slice(end + 1), width)];
}

function columns(name: string, given: string, reached: string): string {
  return `  ${name.padEnd(26)}${given.padStart(16)}${reached.padStart(30)}`;
}

function usd(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
