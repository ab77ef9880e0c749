import { type DataPolicy, type Decision, openPolicy, type ResolvedPolicy, type TierData } from "trialgate";
import { createRandom, type Random } from "trialgate/simulate";

const decisions: readonly Decision[] = ["allow", "challenge", "review", "block"];

// What somebody might write, or have written for him, into a policy that nobody checks when it is opened.
const names = [
  "it's",
  'say "x"',
  "back\\slash\\",
  "\\'; drop table signups; --",
  "two\nlines\r\n-- */ /*",
  "Großzügig ✨ 😀",
  "$1 ? :name @x {{y}} %s",
  "constructor",
  "select",
  " ",
  "é",
  "e\u0301",
];

/** A policy with any numbers and names at all: it is opened, not defined, so nothing of it was checked. */
export function randomPolicy(seed: string): DataPolicy {
  const random = createRandom(seed);
  const named = (prefix: string, place: number): string => `${random.pick(names)}${prefix}${place}`;
  const groups = Array.from({ length: random.int(1, 6) }, (_, place) => named("g", place));
  const ids = Array.from({ length: random.int(1, 9) }, (_, place) => named("s", place));
  const group = (): string => random.pick(groups);
  const codes = ids.flatMap((id) => Array.from({ length: 3 }, (_, place) => `${id}.${named("c", place)}`));
  const someCodes = (): readonly string[] => codes.filter(() => random.chance(2 / codes.length));
  const facts = { [named("f", 0)]: someCodes(), [named("f", 1)]: someCodes(), [named("f", 2)]: [] };
  const tierIds = Array.from({ length: random.chance(0.1) ? 1 : random.int(2, 6) }, (_, place) =>
    named("t", place),
  );
  const resolved: ResolvedPolicy = {
    id: random.pick(names),
    prior: 0.01 + 0.9 * random.next(),
    offset: decimal(random, 10),
    corroboration: decimal(random, 8),
    goodFloor: -Math.abs(decimal(random, 40)),
    ...(random.chance(0.6) && { calibration: calibration(random) }),
    caps: Object.fromEntries(groups.filter(() => random.chance(0.8)).map((one) => [one, cap(random)])),
    reasons: Object.fromEntries(
      codes.map((code) => [code, { group: group(), points: decimal(random, 40), text: "" }]),
    ),
    signals: Object.fromEntries(ids.map((id) => [id, { group: group(), optional: random.chance(0.2) }])),
    facts,
    channels: {
      [named("ch", 0)]: {
        expects: ["ip", "userAgent", "deviceId", named("x", 0)],
        ceiling: random.pick(tierIds),
      },
      [named("ch", 1)]: { expects: [], ceiling: random.pick(tierIds) },
    },
    tiers: tierIds.map((id, place) => tier(id, place, tierIds, [...Object.keys(facts), ...codes], random)),
    rules: Array.from({ length: random.int(0, 3) }, (_, place) => ({
      id: named("r", place),
      when: random.pick(codes),
      tier: random.pick(tierIds),
      ...(random.chance(0.5) && { decision: random.pick(decisions) }),
      text: "",
    })),
    whenDegraded: random.pick(tierIds),
    unadopted: [],
  };
  return openPolicy(resolved);
}

function tier(
  id: string,
  place: number,
  ids: readonly string[],
  facts: readonly string[],
  random: Random,
): TierData {
  const isLast = place === ids.length - 1;
  const decision = random.pick(decisions);
  const unlock = place > 0 && { to: ids[random.int(0, place - 1)] ?? id, with: facts, text: "" };
  if (isLast) return { id, decision, credits: 0, ...(unlock && { unlock }) };
  return {
    id,
    decision,
    credits: 0,
    maxPoints: 25 + place * 15 + decimal(random, 20),
    ...(random.chance(0.6) && { minCoverage: Math.round(random.next() * 100) / 100 }),
    ...(random.chance(0.5) && { needs: [random.pick(facts)] }),
    ...(unlock && random.chance(0.7) && { unlock: { ...unlock, with: [random.pick(facts)] } }),
  };
}

/** Rising in both; two knots or many. */
function calibration(random: Random): readonly (readonly [number, number])[] {
  const count = random.int(2, 8);
  return Array.from({ length: count }, (_, place) => [
    place * 10 + random.next() * 9,
    (place + 0.1 + 0.8 * random.next()) / (count + 1),
  ]);
}

const cap = (random: Random): readonly [number, number] => {
  const [low, high] = [decimal(random, 30), decimal(random, 60)];
  return low < high ? [low, high] : [high, low];
};

/** Whole, with few digits (among them the halves of a hundredth, where rounding turns), or with all that a double has. */
function decimal(random: Random, most: number): number {
  const value = (2 * random.next() - 1) * most;
  const digits = random.pick([0, 1, 2, 3, 17]);
  return digits === 17 ? value : Number(value.toFixed(digits));
}
