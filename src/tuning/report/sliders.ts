import type { PolicyData, ResolvedPolicy } from "trialgate";
import type { Costs } from "../measure/costs.js";
import type { ReasonUse } from "./reasons.js";

/** A number that can be moved in the page. */
export interface Slider {
  /** Names it in {@link Settings}. */
  readonly key: string;
  readonly kind: "limit" | "credit" | "weight" | "cost";
  /** What it is called. */
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Where the sliders stand, by key; those that are not here have not been moved. */
export type Settings = Readonly<Record<string, number>>;

/** A policy and costs, as sliders have set them, and what they are looked at by. */
export interface Setting {
  readonly policy: ResolvedPolicy;
  readonly costs: Costs;
  /** The tier that people should get at once. */
  readonly startingTier: string;
}

/** All sliders: limits, credits, costs, and the weights of all reasons that were seen, those that move most points first. */
export function slidersOf({ policy, costs }: Setting, uses: readonly ReasonUse[]): readonly Slider[] {
  const { tiers, reasons } = policy;
  const moved = ({ code, seen, strength }: ReasonUse): number =>
    Math.abs(reasons[code]?.points ?? 0) * strength * seen.reduce((sum, size) => sum + size, 0);
  return [
    ...tiers.flatMap(({ id, maxPoints }, place): readonly Slider[] =>
      maxPoints === undefined
        ? []
        : [slider(limitKey(place), "limit", `${id}, up to`, maxPoints, [-60, 60], 1)],
    ),
    ...tiers.map(({ id, credits }, place) =>
      slider(creditKey(place), "credit", id, credits, [-credits, Math.max(5, credits * 1.5)], 0.25),
    ),
    slider(
      "cost:person",
      "cost",
      "A person who turns away",
      costs.personValueUsd,
      [-costs.personValueUsd, 40],
      0.5,
    ),
    ...uses
      .filter(({ code }) => Object.hasOwn(reasons, code))
      .sort((a, b) => moved(b) - moved(a))
      .map(({ code }) => slider(weightKey(code), "weight", code, reasons[code]?.points ?? 0, [-40, 40], 1)),
  ];
}

/** A slider that reaches about so far below and above its value, in whole steps of it: a browser moves what lies between steps. */
function slider(
  key: string,
  kind: Slider["kind"],
  name: string,
  value: number,
  [below, above]: readonly [number, number],
  step: number,
): Slider {
  const steps = (distance: number): number => Math.trunc(distance / step) * step;
  return {
    key,
    kind,
    name,
    value,
    min: rounded(value + steps(below)),
    max: rounded(value + steps(above)),
    step,
  };
}

const limitKey = (place: number): string => `limit:${place}`;
const creditKey = (place: number): string => `credit:${place}`;
const weightKey = (code: string): string => `weight:${code}`;

// Sums of steps, without what binary fractions add to them.
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The policy and the costs with the sliders where they are. */
export function withSettings({ policy, costs, startingTier }: Setting, settings: Settings): Setting {
  const weightOf = (code: string, points: number): number => settings[weightKey(code)] ?? points;
  return {
    policy: {
      ...policy,
      reasons: Object.fromEntries(
        Object.entries(policy.reasons).map(([code, reason]) => [
          code,
          { ...reason, points: weightOf(code, reason.points) },
        ]),
      ),
      tiers: policy.tiers.map((tier, place) => ({
        ...tier,
        credits: settings[creditKey(place)] ?? tier.credits,
        ...(tier.maxPoints !== undefined && { maxPoints: settings[limitKey(place)] ?? tier.maxPoints }),
      })),
    },
    costs: { ...costs, personValueUsd: settings["cost:person"] ?? costs.personValueUsd },
    startingTier,
  };
}

/** The policy as data, for `definePolicy`, with the sliders where they are. */
export function writtenWith(
  written: PolicyData,
  { tiers, reasons }: ResolvedPolicy,
  settings: Settings,
): PolicyData {
  const moved = Object.entries(reasons).flatMap(([code, { points }]) =>
    settings[weightKey(code)] === undefined ? [] : [[code, points] as const],
  );
  return { ...written, weights: { ...written.weights, ...Object.fromEntries(moved) }, tiers };
}

/**
 * The other sliders that must follow one: a milder tier bears no more points than the one after it, and gives no less. A
 * policy in which they cross is refused.
 */
export function followers(
  key: string,
  value: number,
  { tiers }: ResolvedPolicy,
  settings: Settings,
): Settings {
  const [kind, at] = key.split(":");
  const moved = Number(at);
  const entries = tiers.flatMap(({ maxPoints, credits }, place): readonly (readonly [string, number])[] => {
    if (place === moved) return [];
    if (kind === "limit" && maxPoints !== undefined) {
      const own = settings[limitKey(place)] ?? maxPoints;
      const gap = place - moved;
      const bound = value + gap;
      return (gap > 0 ? own < bound : own > bound) ? [[limitKey(place), bound]] : [];
    }
    if (kind === "credit") {
      const own = settings[creditKey(place)] ?? credits;
      return (place > moved ? own > value : own < value) ? [[creditKey(place), value]] : [];
    }
    return [];
  });
  return Object.fromEntries(entries);
}
