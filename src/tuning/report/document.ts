import { standardSignals } from "trialgate";
import { version } from "trialgate/core";
import { policyDataOf } from "../tune/policy-data-of.js";
import { abuse, groupNames, person, sizeOf } from "./judgements.js";
import { escapeHtml, h, type Markup, toHtml } from "./markup.js";
import { pageDataId, toScriptJson } from "./page-data.js";
import { pageScript, pageScriptHash, pageStyle, pageStyleHash } from "./page-script.js";
import { type ReportParts, rivalName } from "./parts.js";
import { reasonUses } from "./reasons.js";
import { packSample } from "./sample.js";
import { bench, benchNote } from "./sections/bench.js";
import { blocksTable } from "./sections/blocks-table.js";
import { attacksTable, groupsTable, tierLegend } from "./sections/groups-table.js";
import { header } from "./sections/header.js";
import { ladders } from "./sections/ladders.js";
import { reasonsTable } from "./sections/reasons-table.js";
import { scores } from "./sections/scores.js";
import { tiles } from "./sections/tiles.js";
import { warningsBox } from "./sections/warnings.js";

/** The page. Nothing in it may be loaded, and no script runs but its own: the policy in its head names both by their hashes. */
export function reportDocument(parts: ReportParts): string {
  const { title, policy, costs, quality, sample } = parts;
  const written = policyDataOf(policy.resolved, standardSignals());
  const { startingTier } = quality;
  const data = { policy: policy.resolved, costs, startingTier, sample: packSample(sample), written };
  const allowed = [
    "default-src 'none'",
    `script-src '${pageScriptHash}'`,
    `style-src '${pageStyleHash}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
${body(parts).map(toHtml).join("\n")}
<script type="application/json" id="${pageDataId}">${toScriptJson(data)}</script>
<script>${pageScript}</script>
</body>
</html>
`;
}

/** A part of the page, as the links above name it too. */
interface Section {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly content: readonly Markup[];
}

function body(parts: ReportParts): readonly Markup[] {
  const all = sections(parts);
  return [
    h("a", { class: "skip", href: "#overview" }, "Skip to the figures"),
    header(
      parts,
      all.map(({ id, title }) => [id, title]),
    ),
    h(
      "main",
      {},
      ...all.map(({ id, title, note, content }) =>
        h(
          "section",
          { id, "aria-labelledby": `${id}-head` },
          h("h2", { id: `${id}-head` }, title),
          h("p", { class: "lead" }, note),
          ...content,
        ),
      ),
    ),
    h(
      "footer",
      {},
      h(
        "p",
        {},
        `Drawn by trialgate ${version}. This page loads nothing and sends nothing; it holds no ids.`,
      ),
    ),
  ];
}

const sections = (parts: ReportParts): readonly Section[] => [
  {
    id: "overview",
    title: "At a glance",
    note: "Of the whole history, with 95 % intervals.",
    content: overview(parts),
  },
  {
    id: "scores",
    title: "Scores",
    note: "What the points tell apart, and what a probability is worth.",
    content: scores(parts),
  },
  { id: "tiers", title: "Tiers", note: "Who gets what at once.", content: ladders(parts) },
  { id: "reasons", title: "Reasons", note: reasonsNote, content: reasons(parts) },
  {
    id: "groups",
    title: "Who and when",
    note: "By the group that the history names, and by blocks of 30 days.",
    content: groups(parts),
  },
  { id: "bench", title: "Try it", note: benchNote(parts), content: bench(parts) },
];

function overview(parts: ReportParts): readonly Markup[] {
  const { quality, rivalQuality } = parts;
  const { startingTier } = quality;
  return [
    tiles({ quality, rival: rivalQuality }, { startingTier, rivalName: rivalName(parts) }),
    ...warningsBox(parts.warnings),
  ];
}

const reasonsNote =
  "What each one weighs, what this history alone would give it, and how often it meets abuse and people. +10 points double the odds.";

function reasons({ policy, seen }: ReportParts): readonly Markup[] {
  const size = { people: sizeOf(seen.rows, person), attackers: sizeOf(seen.rows, abuse) };
  return [h("div", { class: "card" }, reasonsTable(reasonUses(seen.signups), policy.resolved, size))];
}

function groups({ quality, policy, seen }: ReportParts): readonly Markup[] {
  const { tiers } = policy.resolved;
  const all = { quality, rows: seen.rows, groups: groupNames(seen.signups), tiers };
  const of = (title: string, kinds: object, table: Markup): readonly Markup[] =>
    Object.keys(kinds).length === 0
      ? []
      : [h("div", { class: "card" }, h("h3", {}, title), tierLegend(tiers), table)];
  const tables = [
    ...of("People", quality.groups, groupsTable(all)),
    ...of("Attacks", quality.attacks, attacksTable(all)),
    ...blocksTable(quality.blocks, quality.startingTier),
  ];
  return tables.length > 0
    ? tables
    : [h("p", { class: "card note" }, "No signup with a label names a group.")];
}
