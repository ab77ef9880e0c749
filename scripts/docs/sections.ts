import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { standardPolicyData, standardSignals } from "trialgate";
import { attackersTable, habitsTable, parametersTable, peopleTable } from "./cohort-sections.js";
import { type SignalSource, signalSources } from "./signal-source.js";
import { table } from "./table.js";

/** The parts of the docs that the code writes, by the name that stands in `<!-- generated: name -->`. */
export const sections: Readonly<Record<string, () => string>> = {
  tiers: tiersTable,
  signals: standardSections,
  further: furtherSections,
  caps: capsTable,
  demo: demoOutcome,
  quality: qualityOutcome,
  people: peopleTable,
  attackers: attackersTable,
  parameters: parametersTable,
  habits: habitsTable,
};

/** The end of what `npm run demo` prints: what the tiers were worth. */
function demoOutcome(): string {
  const command = ["--import", "tsx", "--conditions=trialgate-source", "examples/demo.ts"];
  const printed = execFileSync(process.execPath, command, { encoding: "utf8" });
  return `\`\`\`text\n${printed.slice(printed.indexOf("What the tiers saved")).trimEnd()}\n\`\`\``;
}

/** What has a target in the first table of docs/quality.md, which takes minutes to print. */
function qualityOutcome(): string {
  const lines = readFileSync("docs/quality.md", "utf8").split("\n");
  const from = lines.findIndex((line) => line.includes("| Target |"));
  const rows = lines.slice(from, lines.indexOf("", from)).filter((row) => row.split("|")[2]?.trim() !== "");
  return ["Simulated, with 16.7 % abuse and no label:", "", ...rows].join("\n");
}

const usd = (amount: number): string => `$${Number.isInteger(amount) ? amount : amount.toFixed(2)}`;

function tiersTable(): string {
  const rows = standardPolicyData.tiers.map((tier) => {
    const limits = "limits" in tier ? tier.limits : undefined;
    return [
      `\`${tier.id}\``,
      "maxPoints" in tier ? `up to ${tier.maxPoints}` : "the rest",
      "needs" in tier ? "a strong fact" : "–",
      `\`${tier.decision}\``,
      usd(tier.credits),
      limits ? `${limits.requestsPerMinute} a minute, ${usd(limits.usdPer10Minutes)} in 10 minutes` : "–",
      "unlock" in tier ? tier.unlock.text : "–",
    ];
  });
  return table(
    ["Tier", "Points", "Needs", "Decision", "Credit", "Pace", "The way up, as the person reads it"],
    rows,
  );
}

function capsTable(): string {
  const groups = Object.entries(standardPolicyData.caps).map(([group, [lowest, highest]]) => {
    const members = standardSignals().filter((signal) => signal.group === group);
    return [`\`${group}\``, `${lowest}`, `${highest}`, members.map(({ id }) => `\`${id}\``).join(", ")];
  });
  return table(["Group", "Lowest", "Highest", "Signals"], groups);
}

/** The standard signals in their order. */
function standardSections(): string {
  const sources = signalSources();
  const ids = standardSignals().map(({ id }) => id);
  return signalSections(ids.flatMap((id) => sources.filter(({ signal }) => signal.id === id)));
}

/** The signals that are there to be added. */
function furtherSections(): string {
  const ids = standardSignals().map(({ id }) => id);
  return signalSections(signalSources().filter(({ signal }) => !ids.includes(signal.id)));
}

function signalSections(sources: readonly SignalSource[]): string {
  return sources
    .map(({ factory, signal, paragraphs, options }) => {
      const { id, group, needs, uses, optional, onFailure, reasons } = signal;
      const list = (facts: readonly string[]): string => facts.map((fact) => `\`${fact}\``).join(", ");
      const facts = [
        `Group \`${group}\``,
        ...(needs.length > 0 ? [`needs ${list(needs)}`] : []),
        ...(uses.length > 0 ? [`uses ${list(uses)}`] : []),
        ...(optional ? ["optional: its absence does not lower `coverage`"] : []),
        ...(onFailure === "skip" ? ["a failure of its own does not degrade"] : []),
      ];
      const reasonRows = Object.entries(reasons).map(([code, { points, text, since = "–" }]) => [
        `\`${id}.${code}\``,
        `${points}`,
        text,
        since,
      ]);
      const optionRows = options.map(({ name, type, text }) => [`\`${name}\``, `\`${type}\``, text]);
      return [
        `### ${id}`,
        `\`${factory}()\`. ${facts.join("; ")}.`,
        ...paragraphs,
        table(["Reason", "Points", "What it says", "Since"], reasonRows),
        ...(optionRows.length > 0 ? [table(["Option", "Type", "Meaning"], optionRows)] : []),
      ].join("\n\n");
    })
    .join("\n\n");
}
