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
const topmost = 24;

/** Flows as ribbons, as thick as what goes there. */
export function flowChart({ id, title, note, from, to, counts, ladders }: Flows): Markup {
  const total = sum(counts.flat()) || 1;
  const shares = counts.map((row) => row.map((size) => size / total));
  const left = stack(shares.map(sum));
  const right = stack(to.map((_, into) => sum(shares.map((row) => row[into] ?? 0))));
  return chart(
    { id, title, note, description: ladders ? moves(shares) : ways(from, to, shares) },
    [
      ...ribbons({ from, to, ladders }, shares, { left, right }),
      ...stops(from, left, "left"),
      ...stops(to, right, "right"),
    ],
    {
      table: dataTable(
        ["", ...to.map(({ name }) => `to ${name}`)],
        from.map(({ name }, out) => [name, ...(shares[out] ?? []).map((share) => percent(share))]),
      ),
    },
  );
}

/** How many go up, go down and stay, on one ladder. */
function moves(shares: readonly (readonly number[])[]): string {
  const going = (way: number): string =>
    percent(sum(shares.flatMap((row, out) => row.filter((_, into) => Math.sign(out - into) === way))));
  return `${going(1)} move up, ${going(-1)} move down, ${going(0)} stay.`;
}

/** Where those of each start go. */
function ways(from: readonly Stop[], to: readonly Stop[], shares: readonly (readonly number[])[]): string {
  return from
    .map(({ name }, out) => {
      const row = shares[out] ?? [];
      const all = sum(row) || 1;
      return `${name}: ${row.map((share, into) => `${percent(share / all)} ${to[into]?.name}`).join(", ")}.`;
    })
    .join(" ");
}

/** Where a stop begins, and its share of all. */
interface Block {
  readonly top: number;
  readonly share: number;
}

const height = (share: number): number => share * (sheet.height - 40 - 3 * gap);

function stack(shares: readonly number[]): readonly Block[] {
  // The gaps of a ladder of four; a longer one is set closer.
  const between = Math.min(gap, (3 * gap) / Math.max(1, shares.length - 1));
  let top = topmost;
  return shares.map((share) => {
    const block = { top, share };
    top += height(share) + between;
    return block;
  });
}

function stops(names: readonly Stop[], blocks: readonly Block[], side: "left" | "right"): readonly Markup[] {
  const [x, textX, align] =
    side === "left" ? [start - width, start - width - 8, "end"] : [end, end + width + 8, ""];
  return names.flatMap(({ name, colour }, at) => {
    const { top, share } = blocks[at] ?? { top: topmost, share: 0 };
    const tall = Math.max(1.5, height(share));
    const middle = top + tall / 2;
    const drawn = bar(x, top, width, tall, `fill-${colour}`);
    const told = shortened(name, 10);
    // A longer ladder has no room for two lines a tier; the table tells its shares.
    if (names.length > 4) return [drawn, label(textX, middle + 4, told, `${align} strong`)];
    return [
      drawn,
      label(textX, middle - 1, told, `${align} strong`),
      label(textX, middle + 13, percent(share), `${align} soft`),
    ];
  });
}

function ribbons(
  { from, to, ladders }: Pick<Flows, "from" | "to" | "ladders">,
  shares: readonly (readonly number[])[],
  { left, right }: { readonly left: readonly Block[]; readonly right: readonly Block[] },
): readonly Markup[] {
  // How far each stop is taken already: ribbons leave and arrive side by side.
  const leaving = left.map(({ top }) => top);
  const arriving = right.map(({ top }) => top);
  return shares.flatMap((row, out) =>
    row.flatMap((share, into) => {
      if (share === 0) return [];
      const [a, b] = [leaving[out] ?? topmost, arriving[into] ?? topmost];
      leaving[out] = a + height(share);
      arriving[into] = b + height(share);
      const way = out === into ? "same" : into < out ? "up" : "down";
      const text = `${from[out]?.name} to ${to[into]?.name}: ${percent(share)}`;
      return [ribbon(a, b, height(share), ladders ? way : (from[out]?.colour ?? "same"), text)];
    }),
  );
}

function ribbon(a: number, b: number, thick: number, colour: string, text: string): Markup {
  const middle = (start + end) / 2;
  const curve = (from: number, to: number, x1: number, x2: number): string =>
    `${x1} ${place(from)}C${middle} ${place(from)} ${middle} ${place(to)} ${x2} ${place(to)}`;
  const d = `M${curve(a, b, start, end)}L${curve(b + thick, a + thick, end, start)}Z`;
  return h("path", { d, class: `ribbon ${colour}` }, h("title", {}, text));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
