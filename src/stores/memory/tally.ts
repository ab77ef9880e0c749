import { type Counter, type Distinct, lifetimeMs } from "../../core/counter.js";

/** What is remembered under one key. Every kind answers one number for a given time. */
export type Tally = MembersTally | StepsTally | DecayedTally;

interface MembersTally {
  readonly kind: "distinct";
  readonly windowMs: number;
  /** Member → when it was last seen; oldest first, as long as the caller's clock was never set back. */
  readonly members: Map<string, number>;
  inOrder: boolean;
  latest: number;
}

interface StepsTally {
  readonly kind: "sum";
  readonly windowMs: number;
  readonly stepMs: number;
  /** Number of the step → amount within it. */
  readonly steps: Map<number, number>;
}

interface DecayedTally {
  readonly kind: "rate";
  readonly halfLifeMs: number;
  value: number;
  since: number;
}

const mostSteps = 60;

/** An empty tally for a counter of this kind and window. */
export function emptyTally(counter: Counter<string>): Tally {
  switch (counter.kind) {
    case "distinct":
      return { kind: "distinct", windowMs: counter.windowMs, members: new Map(), inOrder: true, latest: 0 };
    case "sum":
      return {
        kind: "sum",
        windowMs: counter.windowMs,
        stepMs: Math.ceil(counter.windowMs / mostSteps),
        steps: new Map(),
      };
    case "rate":
      return { kind: "rate", halfLifeMs: counter.halfLifeMs, value: 0, since: 0 };
  }
}

/** Adds one observation. A clock that was set back forgets nothing. */
export function add(tally: Tally, counter: Counter<string>, at: number): void {
  if (tally.kind === "distinct" && counter.kind === "distinct") addMember(tally, counter, at);
  else if (tally.kind === "sum" && counter.kind === "sum") {
    const step = Math.floor(at / tally.stepMs);
    tally.steps.set(step, (tally.steps.get(step) ?? 0) + counter.amount);
    if (tally.steps.size > mostSteps + 1) {
      for (const old of tally.steps.keys()) if (!insideSum(tally, old, at)) tally.steps.delete(old);
    }
  } else if (tally.kind === "rate" && counter.kind === "rate") {
    tally.value = decayed(tally, at) + counter.amount;
    tally.since = Math.max(tally.since, at);
  }
}

/** The count as of `at`; changes nothing. */
export function count(tally: Tally, at: number): number {
  switch (tally.kind) {
    case "distinct": {
      let expired = 0;
      for (const seen of tally.members.values()) {
        if (seen <= at - tally.windowMs) expired += 1;
        else if (tally.inOrder) break;
      }
      return tally.members.size - expired;
    }
    case "sum": {
      let total = 0;
      for (const [step, amount] of tally.steps) if (insideSum(tally, step, at)) total += amount;
      return total;
    }
    case "rate":
      return decayed(tally, at);
  }
}

/** How much room it takes: one place, or one for each member. */
export function size(tally: Tally): number {
  return tally.kind === "distinct" ? tally.members.size : 1;
}

/** From here on the key holds nothing, if it is not written again. Epoch ms. */
export function expiry(counter: Counter<string>, at: number): number {
  return at + lifetimeMs(counter);
}

function addMember(tally: MembersTally, { member, bound }: Distinct<string>, at: number): void {
  const { members, windowMs } = tally;
  const seenAt = Math.max(at, members.get(member) ?? at);
  members.delete(member);
  for (const [old, seen] of members) {
    // A full set gives up its oldest member, too: the count stays "at least the bound" and the window stays fresh.
    if (seen <= at - windowMs || members.size >= bound) members.delete(old);
    else if (tally.inOrder) break;
  }
  if (seenAt < tally.latest) tally.inOrder = false;
  tally.latest = Math.max(tally.latest, seenAt);
  members.set(member, seenAt);
}

/** A step counts while any instant of it may lie in the window: rather a little too much than too little. */
function insideSum({ stepMs, windowMs }: StepsTally, step: number, at: number): boolean {
  return (step + 1) * stepMs - 1 > at - windowMs;
}

function decayed({ value, since, halfLifeMs }: DecayedTally, at: number): number {
  return value * 2 ** (-Math.max(0, at - since) / halfLifeMs);
}
