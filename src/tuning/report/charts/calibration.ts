import { axisBelow, axisLeft, chart, dataTable, line, path, sheet, type Tick } from "../frame.js";
import { abuse, type Judgements, person } from "../judgements.js";
import { h, type Markup } from "../markup.js";
import { linear } from "../scale.js";
import { percent } from "../words.js";

/** Signups of about the same probability, and what became of them. */
interface Bin {
  readonly said: number;
  readonly happened: number;
  readonly low: number;
  readonly high: number;
  /** Rows, not weights: what the interval rests on. */
  readonly rows: number;
}

const bins = 10;
const marks: readonly Tick[] = [0, 0.25, 0.5, 0.75, 1].map((share) => [share, percent(share, 0)]);

/** Whether the probability of an assessment is what happens: ten bins of equal size against the diagonal. */
export function calibrationChart(id: string, rows: Judgements): Markup {
  const { left, right, top, bottom } = sheet;
  const x = linear([0, 1], [left, right]);
  const y = linear([0, 1], [bottom, top]);
  const found = binsOf(rows);
  const isOff = ({ said, low, high }: Bin): boolean => said < low || said > high;
  const off = found.filter(isOff).length;
  return chart(
    {
      id,
      title: "Said and happened",
      note: "Calibration: ten bins of equally many signups, with 95 % intervals. On the diagonal, a probability means what it says.",
      description: `In ${found.length - off} of ${found.length} bins, the probability that was said lies within the interval of what happened.`,
    },
    [
      ...axisBelow(x, marks, "probability of abuse, as said"),
      ...axisLeft(y, marks, "share that was abuse"),
      line(left, bottom, right, top, "chance"),
      ...found.map(({ said, low, high }) => line(x(said), y(low), x(said), y(high), "whisker")),
      path(
        found.map(({ said, happened }) => [x(said), y(happened)] as const),
        "curve first",
      ),
      ...found.map((one) =>
        h("circle", {
          cx: x(one.said),
          cy: y(one.happened),
          r: 4.5,
          class: isOff(one) ? "dot off" : "dot first",
        }),
      ),
    ],
    {
      table: dataTable(
        ["Said", "Happened", "95 % interval", "Signups"],
        found.map(({ said, happened, low, high, rows: size }) => [
          percent(said),
          percent(happened),
          `${percent(low)} to ${percent(high)}`,
          String(size),
        ]),
      ),
    },
  );
}

function binsOf({ probability, label, weight }: Judgements): readonly Bin[] {
  const order = Array.from(probability, (_, row) => row)
    .filter((row) => label[row] === person || label[row] === abuse)
    .sort((a, b) => (probability[a] ?? 0) - (probability[b] ?? 0));
  const size = order.length / bins;
  return Array.from({ length: bins }, (_, at) => {
    const own = order.slice(Math.round(at * size), Math.round((at + 1) * size));
    let [all, said, happened] = [0, 0, 0];
    for (const row of own) {
      const share = weight[row] ?? 0;
      all += share;
      said += share * (probability[row] ?? 0);
      if (label[row] === abuse) happened += share;
    }
    const [low, high] = wilson(happened / all, own.length);
    return { said: said / all, happened: happened / all, low, high, rows: own.length };
  }).filter(({ rows }) => rows > 0);
}

/** The 95 % interval of a share (Wilson, 1927): within 0..1, and right for few and for rare. */
export function wilson(share: number, size: number): readonly [low: number, high: number] {
  const z = 1.96;
  const spread = z ** 2 / size;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (z * Math.sqrt((share * (1 - share)) / size + spread / (4 * size))) / (1 + spread);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
