import { bar, chart, dataTable, label, sheet } from "../frame.js";
import { h, type Markup } from "../markup.js";
import { place } from "../scale.js";
import { percent, shortened } from "../words.js";

/** Who goes where: `counts[from][to]`, of any total. */
export interface Flows {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly from: readonly Stop[];
  readonly to: readonly Stop[];
  readonly counts: readonly (readonly number[])[];
  /** Whether both sides are ladders, the most generous first: then going up and down have colours. */
  readonly ladders: boolean;
}

/** An end of flows. */
export interface Stop {
  readonly name: string;
  /** A class of the style sheet. */
  readonly colour: string;
}

// Room for names at both sides, and between stops so that names of thin ones do not touch.
const [start, end, width, gap] = [96, 384, 12, 30];

/** Flows as ribbons, as thick as what goes there. */
export function flowChart({ id, title, note, from, to, counts, ladders }: Flows): Markup {
  const total = counts.flat().reduce((sum, size) => sum + size, 0);
  const left = stack(
    from.map((_, at) => (counts[at] ?? []).reduce((sum, size) => sum + size, 0)),
    total,
  );
  const right = stack(
    to.map((_, at) => counts.reduce((sum, row) => sum + (row[at] ?? 0), 0)),
    total,
  );
  const used = { left: left.map(({ top }) => top), right: right.map(({ top }) => top) };
  const ribbons = counts.flatMap((row, out) =>
    row.flatMap((size, into) => {
      if (size === 0) return [];
      const thick = height(size, total);
      const [a, b] = [used.left[out] ?? 0, used.right[into] ?? 0];
      used.left[out] = a + thick;
      used.right[into] = b + thick;
      const way = !ladders || out === into ? "same" : into < out ? "up" : "down";
      const text = `${from[out]?.name} to ${to[into]?.name}: ${percent(size / total)}`;
      return [ribbon(a, b, thick, ladders ? way : (from[out]?.colour ?? way), text)];
    }),
  );
  const moved = counts.flatMap((row, out) => row.map((size, into) => ({ size, way: Math.sign(out - into) })));
  const share = (way: number): string =>
    percent(moved.filter((one) => one.way === way).reduce((sum, { size }) => sum + size, 0) / total);
  return chart(
    {
      id,
      title,
      note,
      description: ladders
        ? `${share(1)} move up, ${share(-1)} move down, ${share(0)} stay.`
        : from
            .map(
              ({ name }, at) =>
                `${name}: ${to
                  .map(
                    (stop, into) =>
                      `${percent(
                        (counts[at]?.[into] ?? 0) /
                          Math.max(
                            1e-9,
                            (counts[at] ?? []).reduce((sum, size) => sum + size, 0),
                          ),
                      )} ${stop.name}`,
                  )
                  .join(", ")}.`,
            )
            .join(" "),
    },
    [...ribbons, ...stops(from, left, start - width, total, "end"), ...stops(to, right, end, total, "")],
    {
      table: dataTable(
        ["", ...to.map(({ name }) => `to ${name}`)],
        from.map(({ name }, at) => [name, ...(counts[at] ?? []).map((size) => percent(size / total))]),
      ),
    },
  );
}

interface Block {
  readonly top: number;
  readonly size: number;
}

const height = (size: number, total: number): number =>
  total === 0 ? 0 : (size / total) * (sheet.height - 40 - 3 * gap);

function stack(sizes: readonly number[], total: number): readonly Block[] {
  // The gaps of a ladder of four; a longer one is set closer.
  const between = Math.min(gap, (3 * gap) / Math.max(1, sizes.length - 1));
  let top = 24;
  return sizes.map((size) => {
    const block = { top, size };
    top += height(size, total) + between;
    return block;
  });
}

const stops = (
  names: readonly Stop[],
  blocks: readonly Block[],
  x: number,
  total: number,
  align: string,
): readonly Markup[] =>
  names.flatMap(({ name, colour }, at) => {
    const { top, size } = blocks[at] ?? { top: 0, size: 0 };
    const tall = Math.max(1.5, height(size, total));
    const textX = align === "end" ? x - 8 : x + width + 8;
    const middle = top + tall / 2;
    const drawn = bar(x, top, width, tall, `fill-${colour}`);
    const told = shortened(name, 12);
    // A longer ladder has no room for two lines a tier; the table tells its shares.
    if (names.length > 4) return [drawn, label(textX, middle + 4, told, `${align} strong`)];
    return [
      drawn,
      label(textX, middle - 1, told, `${align} strong`),
      label(textX, middle + 13, percent(total === 0 ? 0 : size / total), `${align} soft`),
    ];
  });

function ribbon(a: number, b: number, thick: number, colour: string, text: string): Markup {
  const [x1, x2] = [start, end];
  const middle = (x1 + x2) / 2;
  const at = (value: number): number => place(value);
  const d = [
    `M${x1} ${at(a)}C${middle} ${at(a)} ${middle} ${at(b)} ${x2} ${at(b)}`,
    `L${x2} ${at(b + thick)}C${middle} ${at(b + thick)} ${middle} ${at(a + thick)} ${x1} ${at(a + thick)}Z`,
  ].join("");
  return h("path", { d, class: `ribbon ${colour}` }, h("title", {}, text));
}
