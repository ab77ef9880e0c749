import { calibrationChart } from "../charts/calibration.js";
import { type NamedCurve, precisionChart, rocChart } from "../charts/curves.js";
import { histogram } from "../charts/histogram.js";
import { curveOf } from "../curves.js";
import { abuse, person, sizeOf } from "../judgements.js";
import { h, type Markup } from "../markup.js";
import { type ReportParts, rivalName } from "../parts.js";

/** How well the points tell abuse from people, in four charts. */
export function scores(parts: ReportParts): readonly Markup[] {
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
