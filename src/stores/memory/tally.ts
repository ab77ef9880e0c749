import type { Counter, Distinct } from "../../core/counter.js";

/** What is remembered under one key. Every kind answers one number for a given time. */
export type Tally = MembersTally | StepsTally | DecayedTally;

// Two arrays instead of a Map each: most keys have one member or one step, and a Map is ten times the size of that.
interface MembersTally {
  readonly kind: "distinct";
  readonly windowMs: number;
  /** In the order they were last seen, oldest first. */
  readonly members: string[];
  /** When each was last seen. */
  readonly seenAt: number[];
}

interface StepsTally {
  readonly kind: "sum";
  readonly windowMs: number;
  readonly stepMs: number;
  /** Numbers of the steps, epoch ms / `stepMs`, oldest first. */
  readonly steps: number[];
  /** What was added within each. */
  readonly amounts: number[];
}

interface DecayedTally {
  readonly kind: "rate";
  readonly halfLifeMs: number;
  value: number;
  since: number;
}

/** A member of a counter, and when it was last seen. */
export interface Member {
  readonly member: string;
  /** Epoch ms. */
  readonly at: number;
}

const mostSteps = 60;

/** A tally that holds the first observation of a counter. */
export function newTally(counter: Counter<string>, at: number): Tally {
  switch (counter.kind) {
    case "distinct":
      return { kind: "distinct", windowMs: counter.windowMs, members: [counter.member], seenAt: [at] };
    case "sum": {
      const stepMs = Math.ceil(counter.windowMs / mostSteps);
      const { windowMs, amount } = counter;
      return { kind: "sum", windowMs, stepMs, steps: [Math.floor(at / stepMs)], amounts: [amount] };
    }
    case "rate":
      return { kind: "rate", halfLifeMs: counter.halfLifeMs, value: counter.amount, since: at };
  }
}

/** Adds one observation. A clock that was set back forgets nothing. */
export function add(tally: Tally, counter: Counter<string>, at: number): void {
  if (tally.kind === "distinct" && counter.kind === "distinct") addMember(tally, counter, at);
  else if (tally.kind === "sum" && counter.kind === "sum") addAmount(tally, counter.amount, at);
  else if (tally.kind === "rate" && counter.kind === "rate") {
    tally.value = decayed(tally, at) + counter.amount;
    tally.since = Math.max(tally.since, at);
  }
}

/** The count as of `at`; changes nothing. */
export function count(tally: Tally, at: number): number {
  switch (tally.kind) {
    case "distinct":
      return tally.members.length - expired(tally, at);
    case "sum":
      return tally.steps.reduce(
        (total, step, place) => (insideSum(tally, step, at) ? total + (tally.amounts[place] ?? 0) : total),
        0,
      );
    case "rate":
      return decayed(tally, at);
  }
}

/** Takes a member out of a counter of distinct members, and answers when it was last seen; undefined if it was not there. */
export function removeMember(tally: Tally, member: string): number | undefined {
  const place = tally.kind === "distinct" ? tally.members.indexOf(member) : -1;
  if (tally.kind !== "distinct" || place < 0) return undefined;
  tally.members.splice(place, 1);
  return tally.seenAt.splice(place, 1)[0];
}

/** The members that count as of `at`, the newest first. */
export function membersOf(tally: Tally, at: number): readonly Member[] {
  if (tally.kind !== "distinct") return [];
  const live = tally.members.map((member, place) => ({ member, at: tally.seenAt[place] ?? 0 }));
  return live.slice(expired(tally, at)).reverse();
}

/** How much room it takes: one place, or one for each member. */
export function size(tally: Tally): number {
  return tally.kind === "distinct" ? tally.members.length : 1;
}

function addMember(tally: MembersTally, { member, bound }: Distinct<string>, at: number): void {
  const { members, seenAt } = tally;
  const last = removeMember(tally, member) ?? at;
  // A full set gives up its oldest member, too: the count stays "at least the bound" and the window stays fresh.
  const surplus = Math.max(expired(tally, at), members.length - bound + 1);
  if (surplus > 0) {
    members.splice(0, surplus);
    seenAt.splice(0, surplus);
  }
  const time = Math.max(at, last);
  let place = seenAt.length;
  while (place > 0 && (seenAt[place - 1] ?? 0) > time) place -= 1;
  members.splice(place, 0, member);
  seenAt.splice(place, 0, time);
}

/** How many members, all at the front, were last seen before the window. */
function expired({ seenAt, windowMs }: MembersTally, at: number): number {
  let gone = 0;
  while (gone < seenAt.length && (seenAt[gone] ?? 0) <= at - windowMs) gone += 1;
  return gone;
}

function addAmount(tally: StepsTally, amount: number, at: number): void {
  const { steps, amounts, stepMs } = tally;
  const step = Math.floor(at / stepMs);
  let place = steps.length;
  while (place > 0 && (steps[place - 1] ?? 0) > step) place -= 1;
  if (steps[place - 1] === step) {
    amounts[place - 1] = (amounts[place - 1] ?? 0) + amount;
    return;
  }
  steps.splice(place, 0, step);
  amounts.splice(place, 0, amount);
  // By number, too: under a clock that only goes back, no step ever expires.
  let gone = Math.max(0, steps.length - mostSteps - 1);
  while (gone < steps.length && !insideSum(tally, steps[gone] ?? 0, at)) gone += 1;
  steps.splice(0, gone);
  amounts.splice(0, gone);
}

/** A step counts while any instant of it may lie in the window: rather a little too much than too little. */
function insideSum({ stepMs, windowMs }: StepsTally, step: number, at: number): boolean {
  return (step + 1) * stepMs - 1 > at - windowMs;
}

function decayed({ value, since, halfLifeMs }: DecayedTally, at: number): number {
  return value * 2 ** (-Math.max(0, at - since) / halfLifeMs);
}
