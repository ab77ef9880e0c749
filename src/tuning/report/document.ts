import { type DataPolicy, standardSignals } from "trialgate";
import { version } from "trialgate/core";
import type { Costs } from "../measure/costs.js";
import type { Quality } from "../measure/quality.js";
import { policyDataOf } from "../tune/policy-data-of.js";
import { calibrationChart } from "./charts/calibration.js";
import { type NamedCurve, precisionChart, rocChart } from "./charts/curves.js";
import { flowChart } from "./charts/flows.js";
import { histogram } from "./charts/histogram.js";
import { curveOf } from "./curves.js";
import { abuse, groupNames, type Judgements, labels, person, sizeOf, unlabelled } from "./judgements.js";
import { tierColour } from "./ladder-colours.js";
import { escapeHtml, h, type Markup, toHtml } from "./markup.js";
import { startingPlace } from "./outcome.js";
import { pageDataId, toScriptJson } from "./page-data.js";
import { pageScript, pageScriptHash, pageStyle, pageStyleHash } from "./page-script.js";
import { reasonUses } from "./reasons.js";
import { prepareRejudge } from "./rejudge.js";
import { packSample, type SampleRow } from "./sample.js";
import { benchViews, ladderFlows, tryOut } from "./sections/bench.js";
import { blocksTable } from "./sections/blocks-table.js";
import { attacksTable, groupsTable, tierLegend } from "./sections/groups-table.js";
import { panel } from "./sections/panel.js";
import { reasonsTable } from "./sections/reasons-table.js";
import { sharesBy, tiersTable } from "./sections/tiers-table.js";
import { tiles } from "./sections/tiles.js";
import { warningsBox } from "./sections/warnings.js";
import { slidersOf } from "./sliders.js";
import type { Survey } from "./survey.js";
import { count, day, percent } from "./words.js";

/** What a report is drawn of. */
export interface ReportParts {
  readonly title: string;
  readonly policy: DataPolicy;
  readonly challenger: DataPolicy | undefined;
  readonly costs: Costs;
  readonly seen: Survey;
  readonly quality: Quality;
  readonly rivalQuality: Quality | undefined;
  /** What is known against the history, each as `code: sentence`. */
  readonly warnings: readonly string[];
  /** What the sliders judge. */
  readonly sample: readonly SampleRow[];
}

/** The page. Nothing in it may be loaded, and no script runs but its own: the policy in its head names both by their hashes. */
export function reportDocument(parts: ReportParts): string {
  const { title, policy, costs, sample } = parts;
  const written = policyDataOf(policy.resolved, standardSignals());
  const data = { policy: policy.resolved, costs, sample: packSample(sample), written };
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

function body(parts: ReportParts): readonly Markup[] {
  return [
    h("a", { class: "skip", href: "#overview" }, "Skip to the figures"),
    header(parts),
    h(
      "main",
      {},
      section("overview", "At a glance", "Of the whole history, with 95 % intervals.", overview(parts)),
      section(
        "scores",
        "Scores",
        "What the points tell apart, and what a probability is worth.",
        scores(parts),
      ),
      section("tiers", "Tiers", "Who gets what at once.", tiersOf(parts)),
      section("reasons", "Reasons", reasonsNote, reasons(parts)),
      section(
        "groups",
        "Who and when",
        "By the group that the history names, and by blocks of 30 days.",
        groups(parts),
      ),
      section("bench", "Try it", benchNote(parts), bench(parts)),
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

const section = (id: string, title: string, note: string, content: readonly Markup[]): Markup =>
  h(
    "section",
    { id, "aria-labelledby": `${id}-head` },
    h("h2", { id: `${id}-head` }, title),
    h("p", { class: "lead" }, note),
    ...content,
  );

function header({ title, policy, challenger, seen }: ReportParts): Markup {
  const times = seen.judged.map(({ at }) => at);
  const [first, last] = times.reduce(
    ([low, high], at) => [Math.min(low, at), Math.max(high, at)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const sizes = [person, abuse, unlabelled].map((label) => count(sizeOf(seen.rows, label)));
  const fact = (name: string, value: string): Markup => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  const links = ["overview", "scores", "tiers", "reasons", "groups", "bench"] as const;
  const names = ["At a glance", "Scores", "Tiers", "Reasons", "Who and when", "Try it"];
  return h(
    "header",
    {},
    h(
      "div",
      { class: "top" },
      h("h1", {}, title),
      h(
        "button",
        { type: "button", id: "theme", hidden: true, "aria-label": "Change between light and dark" },
        "Dark",
      ),
    ),
    h(
      "dl",
      { class: "facts" },
      fact("Policy", `${policy.id} · ${policy.version}`),
      ...(challenger === undefined ? [] : [fact("Challenger", `${challenger.id} · ${challenger.version}`)]),
      fact("Signups", `${count(seen.judged.length)}`),
      fact("Known people", sizes[0] ?? ""),
      fact("Known abuse", sizes[1] ?? ""),
      fact("Not known", sizes[2] ?? ""),
      fact("From", day(first)),
      fact("To", day(last)),
    ),
    h(
      "nav",
      { "aria-label": "Sections" },
      ...links.map((id, at) => h("a", { href: `#${id}` }, names[at] ?? id)),
    ),
  );
}

const rivalName = ({ policy, challenger }: ReportParts): string =>
  challenger === undefined || challenger.id !== policy.id
    ? (challenger?.id ?? "")
    : `${challenger.id}, challenger`;

function overview(parts: ReportParts): readonly Markup[] {
  const { quality, rivalQuality } = parts;
  const { startingTier } = quality;
  return [
    tiles({ quality, rival: rivalQuality }, { startingTier, rivalName: rivalName(parts) }),
    ...warningsBox(parts.warnings),
  ];
}

function scores(parts: ReportParts): readonly Markup[] {
  const { policy, seen } = parts;
  const curves: NamedCurve[] = [{ name: policy.id, curve: curveOf(seen.rows) }];
  if (seen.rival !== undefined) curves.push({ name: rivalName(parts), curve: curveOf(seen.rival.rows) });
  const [people, attackers] = [sizeOf(seen.rows, person), sizeOf(seen.rows, abuse)];
  const told = people > 0 && attackers > 0;
  return [
    h(
      "div",
      { class: "grid" },
      histogram("chart-histogram", seen.rows, policy.resolved.tiers),
      ...(told
        ? [
            calibrationChart("chart-calibration", seen.rows),
            rocChart("chart-roc", curves),
            precisionChart("chart-precision", curves, attackers / (people + attackers)),
          ]
        : [h("p", { class: "card note" }, "Curves need both: people and abuse with labels.")]),
    ),
  ];
}

function tiersOf({ policy, challenger, seen }: ReportParts): readonly Markup[] {
  const { tiers } = policy.resolved;
  if (challenger === undefined || seen.rival === undefined) {
    const title = `The ladder of ${policy.id}`;
    return [h("div", { class: "grid" }, landing(seen.rows, tiers), tiersTable(title, seen.rows, tiers))];
  }
  const rival = seen.rival.rows;
  const rivalTiers = challenger.resolved.tiers;
  const flows = (id: string, title: string, label: number): readonly Markup[] =>
    sizeOf(seen.rows, label) === 0
      ? []
      : [ladderFlows({ id, title, label, tiers, toTiers: rivalTiers, from: seen.rows, to: rival })];
  return [
    h(
      "div",
      { class: "grid" },
      ...flows("chart-flow-people", `People: ${policy.id} to the challenger`, person),
      ...flows("chart-flow-abuse", `Abuse: ${policy.id} to the challenger`, abuse),
      // Where labels are known, the others tell little beside them.
      ...(sizeOf(seen.rows, person) + sizeOf(seen.rows, abuse) > 0
        ? []
        : flows("chart-flow-unlabelled", `Everybody: ${policy.id} to the challenger`, unlabelled)),
      tiersTable(`The ladder of ${policy.id}`, seen.rows, tiers),
      tiersTable(`The ladder of the challenger, ${challenger.id}`, rival, rivalTiers),
    ),
  ];
}

/** From the labels to the tiers. */
function landing(rows: Judgements, tiers: readonly { readonly id: string }[]): Markup {
  const kinds = [person, abuse, unlabelled].filter((label) => sizeOf(rows, label) > 0);
  const names = ["people", "abuse", "not known"];
  const counts = kinds.map((label) =>
    sharesBy(rows, label, tiers.length).map((share = 0) => share * sizeOf(rows, label)),
  );
  return flowChart({
    id: "chart-landing",
    title: "Who lands where",
    note: "Each ribbon is as thick as the share of all signups that take it.",
    from: kinds.map((label) => ({
      name: names[label] ?? "",
      colour: label === person ? "people" : (labels[label] ?? ""),
    })),
    to: tiers.map(({ id }, at) => ({ name: id, colour: tierColour(at, tiers.length) })),
    counts,
    ladders: false,
  });
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

function benchNote({ sample, seen, policy, costs }: ReportParts): string {
  const [part, all] = [sample.length, seen.signups.length];
  const what =
    part === all
      ? `all ${count(all)} signups`
      : `a sample of ${count(part)} of ${count(all)} signups, each counting for those that it stands for`;
  const starting = policy.resolved.tiers[startingPlace(policy.resolved)]?.id ?? "";
  const turned = (["challenge", "review", "block"] as const)
    .map((decision) => `${percent(costs.friction[decision], 0)} at ${decision}`)
    .join(", ");
  return `Move a slider, and the policy judges again, here in the page: ${what}. Assumed: abuse takes ${percent(costs.takenShare, 0)} of its credit; people turn away, ${turned}; the tier to start at is ${starting}.`;
}

function bench({ policy, costs, seen, sample }: ReportParts): readonly Markup[] {
  const setting = { policy: policy.resolved, costs };
  const rejudge = prepareRejudge(sample, policy.resolved);
  const tried = tryOut(rejudge, setting);
  const views = benchViews(tried, tried, { rejudge, groups: groupNames(sample) });
  const slot = (id: string): Markup => h("div", { id }, ...(views[id] === undefined ? [] : [views[id]]));
  return [
    h("noscript", {}, "The sliders need a script, and scripts are off here. Everything above works without."),
    h("p", { id: "told", class: "hidden", role: "status", "aria-live": "polite" }),
    h(
      "div",
      { class: "bench" },
      panel(slidersOf(setting, reasonUses(seen.signups))),
      h(
        "div",
        { class: "results" },
        slot("bench-tiles"),
        h(
          "div",
          { class: "grid" },
          slot("bench-loss"),
          slot("bench-histogram"),
          slot("bench-people"),
          slot("bench-abuse"),
        ),
        slot("bench-groups"),
      ),
    ),
  ];
}
