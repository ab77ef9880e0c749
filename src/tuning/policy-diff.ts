import type { DataPolicy, ResolvedPolicy } from "trialgate";
import { stableJson } from "trialgate/core";

/** One thing that another policy does differently. */
export interface PolicyChange {
  /** Where, as in a policy's data: `weights.ip-reputation.hosting`, `tiers.starter.maxPoints`, `rules.honeypot`. */
  readonly path: string;
  /** JSON; left out where there was nothing. */
  readonly before?: unknown;
  /** JSON; left out where nothing is left. */
  readonly after?: unknown;
  /** One line for people: `weights.ip-reputation.hosting: 16 → 12.5 (−3.5)`. */
  readonly text: string;
}

/**
 * What `next` does differently from `current`, defaults included: the largest changes of weights first, then the rest in the
 * order of a policy's fields. Names and versions are not compared, nor the words of reasons.
 */
export function policyDiff(current: DataPolicy, next: DataPolicy): readonly PolicyChange[] {
  const [before, after] = [flat(current.resolved), flat(next.resolved)];
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((path) => {
    const [was, is] = [before.get(path), after.get(path)];
    return stableJson(was) === stableJson(is) ? [] : [changeOf(path, was, is)];
  });
  const isWeight = ({ path }: PolicyChange): boolean => path.startsWith("weights.");
  return [
    ...changes.filter(isWeight).sort((a, b) => sizeOf(b) - sizeOf(a)),
    ...changes.filter((change) => !isWeight(change)),
  ];
}

/** Everything that decides, by path. */
function flat(policy: ResolvedPolicy): ReadonlyMap<string, unknown> {
  const { reasons, caps, facts, channels, tiers, rules } = policy;
  const each = (place: string, entries: readonly (readonly [string, unknown])[]) =>
    entries.map(([name, value]) => [`${place}.${name}`, value] as const);
  return new Map<string, unknown>([
    ["prior", policy.prior],
    ["offset", policy.offset],
    ...each(
      "weights",
      Object.entries(reasons).map(([code, { points }]) => [code, points]),
    ),
    ...each("caps", Object.entries(caps)),
    ["corroboration", policy.corroboration],
    ["goodFloor", policy.goodFloor],
    ["calibration", policy.calibration],
    ...each("facts", Object.entries(facts)),
    ...each("channels", Object.entries(channels)),
    ["tiers", tiers.map(({ id }) => id)],
    ...tiers.flatMap(({ id, ...tier }) => each(`tiers.${id}`, Object.entries(tier))),
    // The first rule that applies decides.
    ["rules", rules.map(({ id }) => id)],
    ...each(
      "rules",
      rules.map(({ id, ...rule }) => [id, rule]),
    ),
    ["whenDegraded", policy.whenDegraded],
  ]);
}

function changeOf(path: string, before: unknown, after: unknown): PolicyChange {
  const delta = typeof before === "number" && typeof after === "number" ? ` (${signed(after - before)})` : "";
  return {
    path,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    text: `${path}: ${shown(before)} → ${shown(after)}${delta}`,
  };
}

function shown(value: unknown): string {
  if (typeof value === "number") return String(value).replace("-", "−");
  return value === undefined ? "none" : JSON.stringify(value);
}

/** With its sign, free of what floating point leaves behind. */
function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Number(Math.abs(value).toFixed(4))}`;
}

const sizeOf = ({ before, after }: PolicyChange): number =>
  Math.abs(Number(after ?? 0) - Number(before ?? 0));
