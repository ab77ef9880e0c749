/** The same questions for both sides: one mail domain in eight is disposable, addresses are spread evenly. */
const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
// Strings as they come from a request: flat, and never seen before by any table.
const flat = (text) => Buffer.from(text).toString();

const next = random(7);
const some = ["gmail.com", "outlook.com", "yahoo.co.uk", "proton.me", "mailinator.com", "yopmail.com"];
const anything = () => `${Math.floor(next() * 1e9).toString(36)}.${next() < 0.5 ? "com" : "io"}`;
export const domains = Array.from({ length: 4096 }, () =>
  flat(next() < 0.6 ? some[Math.floor(next() * some.length)] : anything()),
);
export const addresses = Array.from({ length: 4096 }, () =>
  flat([1 + next() * 222, next() * 256, next() * 256, next() * 256].map(Math.floor).join(".")),
);
export const cidrs = Array.from({ length: 10_000 }, () => {
  const bits = 16 + Math.floor(next() * 9);
  const network = Math.floor(next() * 0xdf000000 + 0x01000000) & (-1 << (32 - bits));
  return `${[24, 16, 8, 0].map((shift) => (network >>> shift) & 255).join(".")}/${bits}`;
});

/** Nanoseconds a call, the fastest of several passes. */
export function nanoseconds(questions, ask, passes = 15) {
  let best = Number.POSITIVE_INFINITY;
  let found = 0;
  for (let pass = 0; pass < passes; pass++) {
    const start = performance.now();
    for (const question of questions) if (ask(question)) found++;
    best = Math.min(best, performance.now() - start);
  }
  if (found === 0) throw new Error("nothing was found: the bench asks the wrong questions");
  return (best * 1e6) / questions.length;
}

/** Memory of the process after a collection, in MB. */
export function residentMegabytes() {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 2 ** 20;
}
