/**
 * What the memory store costs: bytes of a counter and of a subject, the time of a signup beside eight limiters, and how
 * that time grows with what is remembered. `npx tsx --expose-gc --conditions=trialgate-source bench/stores/memory.ts`.
 */
import { memoryStore, type Store } from "trialgate";
import { createCounters } from "../../src/stores/memory/counters.js";
import { halfSipHash } from "../../src/stores/memory/fingerprint.js";
import { race, signupsNeeded } from "./measure.js";
import { ours } from "./ours.js";
import { memoryPeer } from "./peer.js";
import { questions } from "./questions.js";

const windowMs = 2_592_000_000;
const start = Date.UTC(2026, 0, 1);

function bytesInUse(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Counters of one member each, without subjects. */
function bytesPerCounter(number: number): number {
  const before = bytesInUse();
  const counters = createCounters(2 * number);
  const measure = { kind: "distinct", spanMs: windowMs, lifetimeMs: windowMs, bound: 100 } as const;
  for (let place = 0; place < number; place++) {
    const fingerprint = halfSipHash(1, 2, 3, String(place));
    counters.add({ ...measure, fingerprint, value: fingerprint }, start);
  }
  const bytes = (bytesInUse() - before) / number;
  if (counters.count(halfSipHash(1, 2, 3, "0"), start) !== 1)
    throw new Error("the counters must live until they are weighed");
  return bytes;
}

/** One signup under eight keys, named as a scorer names them. */
function observation(signup: number, idOf: (place: number) => number) {
  const key = `production/signup-${signup}`;
  const counter = (place: number) => {
    const device = `production/distinct:${windowMs}:6:device:16:${idOf(place).toString(16).padStart(16, "0")}`;
    return { kind: "distinct", key: device, attribute: "device", member: key, windowMs, bound: 100 } as const;
  };
  return {
    at: start + signup,
    once: {
      key,
      identity: [`${signup}@example.com`],
      fingerprint: `asked by ${signup}`,
      label: `signup-${signup}`,
    },
    counters: Array.from({ length: 8 }, (_, place) => counter(place)),
  };
}
const ownKeys = (signup: number) => observation(signup, (place) => signup * 8 + place);
/** Signups beyond those that the store is filled with. */
const later = 10_000_000;
const sharedKeys = (signup: number) => observation(later + signup, (place) => place);

async function fill(store: Store, from: number, to: number): Promise<void> {
  for (let signup = from; signup < to; signup++) await store.observe(ownKeys(signup));
}

/** Microseconds for each of a thousand signups, the median of 15 times. */
async function timeOf(store: Store, signupFor: typeof ownKeys, from: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 15; round++) {
    const asked = Array.from({ length: 1000 }, (_, place) => signupFor(from + round * 1000 + place));
    const startedAt = performance.now();
    for (const signup of asked) await store.observe(signup);
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b)[7] ?? Number.NaN;
}

const perCounter = [700_000, 1_000_000, 1_300_000].map(bytesPerCounter);
const before = bytesInUse();
const weighed = memoryStore({ capacity: 2_000_000 });
await fill(weighed, 0, 125_000);
const all = bytesInUse() - before;
console.log("1,000,000 counters of one member, held by 125,000 subjects");
console.table({
  "a counter, bytes": perCounter[1]?.toFixed(1),
  "a counter, with 700,000 and 1,300,000": `${perCounter[0]?.toFixed(1)}, ${perCounter[2]?.toFixed(1)}`,
  "a subject, bytes": ((all - 1e6 * (perCounter[1] ?? 0)) / 125_000).toFixed(0),
  "both, bytes a counter": (all / 1e6).toFixed(1),
});
await weighed.peek([], start);

const asked = questions(signupsNeeded, "memory");
const { trialgate, limiters } = await race({
  trialgate: ours(memoryStore(), asked, "memory"),
  limiters: memoryPeer(asked).sideBySide,
});
console.log("A signup under eight counters, µs");
console.table({
  trialgate: trialgate?.p50Us.toFixed(1),
  "eight limiters": limiters?.p50Us.toFixed(1),
  "times faster": ((limiters?.p50Us ?? 0) / (trialgate?.p50Us ?? 0)).toFixed(1),
});

console.log("A signup under eight counters, µs, with as many identifiers remembered");
const growing = memoryStore({ capacity: 12_000_000 });
await timeOf(memoryStore(), ownKeys, later); // warms up
const times: Record<string, string> = {};
let filled = 0;
for (const identifiers of [1e3, 1e5, 1e6, 1e7]) {
  await fill(growing, filled, identifiers / 8);
  filled = identifiers / 8;
  times[identifiers.toExponential(0)] = (await timeOf(growing, ownKeys, later + identifiers)).toFixed(1);
}
times["on eight keys that all share"] = (await timeOf(growing, sharedKeys, later)).toFixed(1);
const full = memoryStore({ capacity: 100_000 });
await fill(full, 0, 50_000);
times["in a store that is full"] = (await timeOf(full, ownKeys, later)).toFixed(1);
console.table(times);
