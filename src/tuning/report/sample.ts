import type { SignalResult } from "trialgate";

/**
 * Signups as they stand in the page, so small that thousands fit: what a policy looks at and nothing that says who
 * anybody is. No id, no detail of a reason, no time.
 */
export interface Sample {
  /** `[signal, code, strength]`, each written once. */
  readonly findings: readonly (readonly [signal: string, code: string, strength: number])[];
  /** What became of the signals, without what they found; each written once. */
  readonly shapes: readonly (readonly SignalResult[])[];
  /** Names of channels and of groups. */
  readonly channels: readonly string[];
  readonly groups: readonly string[];
  /** Places in the lists above, −1 for none; `fallback` is 0 or 1; the places of the findings come last. */
  readonly rows: readonly PackedRow[];
}

/** One signup of a {@link Sample}. */
export type PackedRow = readonly [
  shape: number,
  label: number,
  group: number,
  channel: number,
  fallback: number,
  weight: number,
  ...findings: number[],
];

/** One signup, as far as the report looks at it. */
export interface SampleRow {
  readonly results: readonly SignalResult[];
  /** A place in `labels`. */
  readonly label: number;
  readonly group?: string | undefined;
  readonly channel?: string | undefined;
  readonly fallback: boolean;
  /** How many signups of the history it stands for. */
  readonly weight: number;
}

/** Packs signups. */
export function packSample(signups: readonly SampleRow[]): Sample {
  const findings = dictionary<Sample["findings"][number]>();
  const shapes = dictionary<readonly SignalResult[]>();
  const channels = dictionary<string>();
  const groups = dictionary<string>();
  const rows = signups.map(({ results, label, group, channel, fallback, weight }): PackedRow => {
    const shape = results.map((result) => (result.status === "ok" ? { ...result, evidence: [] } : result));
    const found = results.flatMap((result) =>
      result.status === "ok"
        ? result.evidence.map(({ code, strength }) => findings.at([result.signal, code, strength]))
        : [],
    );
    const places = [shapes.at(shape), label, groups.at(group), channels.at(channel)] as const;
    return [...places, fallback ? 1 : 0, weight, ...found];
  });
  return {
    findings: findings.items,
    shapes: shapes.items,
    channels: channels.items,
    groups: groups.items,
    rows,
  };
}

/** The signups again, as far as a policy looks at them. */
export function unpackSample({ findings, shapes, channels, groups, rows }: Sample): readonly SampleRow[] {
  return rows.map(([shape, label, group, channel, fallback, weight, ...found]) => ({
    results: (shapes[shape] ?? []).map((result) =>
      result.status === "ok" ? { ...result, evidence: evidenceOf(result.signal, found, findings) } : result,
    ),
    label,
    group: groups[group],
    channel: channels[channel],
    fallback: fallback === 1,
    weight,
  }));
}

function evidenceOf(
  signal: string,
  found: readonly number[],
  findings: Sample["findings"],
): readonly { readonly code: string; readonly strength: number }[] {
  return found.flatMap((at) => {
    const [by, code = "", strength = 0] = findings[at] ?? [];
    return by === signal ? [{ code, strength }] : [];
  });
}

/** Items by their place, each once; −1 is the place of nothing. */
function dictionary<Item>(): { readonly items: Item[]; at(item: Item | undefined): number } {
  const places = new Map<string, number>();
  const items: Item[] = [];
  return {
    items,
    at(item) {
      if (item === undefined) return -1;
      const key = JSON.stringify(item);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, items.length);
      items.push(item);
      return items.length - 1;
    },
  };
}
