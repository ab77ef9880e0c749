import type { Counter } from "../../core/counter.js";

/** How a counter counts. */
export interface Measure {
  readonly kind: Counter["kind"];
  /** Its window or half-life. */
  readonly spanMs: number;
  /** How long after its last entry it can still count. */
  readonly lifetimeMs: number;
}

/**
 * What is counted under one key, in the order of time, oldest first:
 * - distinct: the members, by fingerprint, and when each was last seen;
 * - sum: what was added in each step, and the last instant of the step;
 * - rate: one entry, the total and when it was that much.
 *
 * An entry of the first two counts while its time lies in the window: a step while any instant of it does, so rather a
 * little too much than too little.
 */
export interface Tally {
  readonly values: number[];
  /** Epoch ms. */
  readonly times: number[];
}

/** What one observation adds to a tally. */
export interface Addition {
  /** The member's fingerprint, or the amount. */
  readonly value: number;
  /** Most members kept; of no matter to sums and rates. */
  readonly bound: number;
}

const mostSteps = 60;

/** The time under which an observation is entered. */
export function entryTime({ kind, spanMs }: Measure, at: number): number {
  if (kind !== "sum") return at;
  const stepMs = Math.ceil(spanMs / mostSteps);
  return (Math.floor(at / stepMs) + 1) * stepMs - 1;
}

/** Adds one observation. A clock that was set back forgets nothing. */
export function add(tally: Tally, measure: Measure, addition: Addition, at: number): void {
  if (measure.kind === "distinct") addMember(tally, measure, addition, at);
  else if (measure.kind === "sum") addAmount(tally, measure, addition, at);
  else {
    tally.values[0] = count(tally, measure, at) + addition.value;
    tally.times[0] = Math.max(tally.times[0] ?? at, at);
  }
}

/** The count as of `at`; changes nothing. */
export function count(tally: Tally, measure: Measure, at: number): number {
  const { values, times } = tally;
  if (values.length === 1) return countOne(values[0] ?? 0, times[0] ?? 0, measure, at);
  if (measure.kind === "distinct") return times.length - expired(tally, measure, at);
  let total = 0;
  for (let place = expired(tally, measure, at); place < values.length; place++) total += values[place] ?? 0;
  return total;
}

/** The count of a tally with this one entry: most of them. */
export function countOne(value: number, time: number, { kind, spanMs }: Measure, at: number): number {
  if (kind === "rate") return value * 2 ** (-Math.max(0, at - time) / spanMs);
  if (time <= at - spanMs) return 0;
  return kind === "distinct" ? 1 : value;
}

/** Takes a member out, and answers when it was last seen; undefined if it was not there. */
export function removeMember({ values, times }: Tally, member: number): number | undefined {
  const place = values.indexOf(member);
  if (place < 0) return undefined;
  values.splice(place, 1);
  return times.splice(place, 1)[0];
}

/** How many entries, all at the front, lie before the window. */
export function expired({ times }: Tally, { spanMs }: Measure, at: number): number {
  let gone = 0;
  while (gone < times.length && (times[gone] ?? 0) <= at - spanMs) gone += 1;
  return gone;
}

function addMember(tally: Tally, measure: Measure, { value, bound }: Addition, at: number): void {
  const time = Math.max(at, removeMember(tally, value) ?? at);
  // A full set gives up its oldest member, too: the count stays "at least the bound" and the window stays fresh.
  drop(tally, Math.max(expired(tally, measure, at), tally.times.length - bound + 1));
  insert(tally, placeOf(tally, time), value, time);
}

function addAmount(tally: Tally, measure: Measure, { value }: Addition, at: number): void {
  const time = entryTime(measure, at);
  const place = placeOf(tally, time);
  if (tally.times[place - 1] === time) {
    tally.values[place - 1] = (tally.values[place - 1] ?? 0) + value;
    return;
  }
  insert(tally, place, value, time);
  // By number, too: under a clock that only goes back, no step ever expires.
  drop(tally, Math.max(expired(tally, measure, at), tally.times.length - mostSteps - 1));
}

/** Where an entry of this time goes: behind those that are as old. */
function placeOf({ times }: Tally, time: number): number {
  let place = times.length;
  while (place > 0 && (times[place - 1] ?? 0) > time) place -= 1;
  return place;
}

function insert({ values, times }: Tally, place: number, value: number, time: number): void {
  if (place === times.length) {
    values.push(value);
    times.push(time);
    return;
  }
  values.splice(place, 0, value);
  times.splice(place, 0, time);
}

function drop({ values, times }: Tally, oldest: number): void {
  if (oldest <= 0) return;
  values.splice(0, oldest);
  times.splice(0, oldest);
}
