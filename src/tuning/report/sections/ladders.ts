import { flowChart } from "../charts/flows.js";
import { abuse, type Judgements, labels, person, sizeOf, unlabelled } from "../judgements.js";
import { tierColour } from "../ladder-colours.js";
import { h, type Markup } from "../markup.js";
import type { ReportParts } from "../parts.js";
import { ladderFlows } from "./ladder-flows.js";
import { sharesBy, tiersTable } from "./tiers-table.js";

/** Who gets what; with a challenger, who would get something else. */
export function ladders({ policy, challenger, seen }: ReportParts): readonly Markup[] {
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
