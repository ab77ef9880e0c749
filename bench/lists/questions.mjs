/**
 * The same questions for both sides, from one seed. Of ten mail domains four are gmail.com, two one of nine other
 * providers, one is disposable and known to both sides, and three are domains that nobody has seen before.
 * Network addresses are spread evenly.
 */
import { createRequire } from "node:module";

const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
// A string as it comes from a request: flat, and without the hash that a Set keeps with a string it has seen.
const fresh = (text) => Buffer.from(text).toString();

const next = random(7);
const pick = (values) => values[Math.floor(next() * values.length)];
const providers =
  "outlook.com yahoo.com hotmail.com icloud.com proton.me qq.com mail.ru web.de yahoo.co.uk".split(" ");
const unseen = () =>
  `${Math.floor(36 ** 4 + next() * 36 ** 8).toString(36)}.${pick(["com", "com", "net", "io"])}`;

/** Parsed domains, as a signup has them, and the addresses they stand in. `listed` are disposable ones. */
export function domainQuestions(listed) {
  return Array.from({ length: 5000 }, () => {
    const kind = next();
    const domain =
      kind < 0.4 ? "gmail.com" : kind < 0.6 ? pick(providers) : kind < 0.7 ? pick(listed) : unseen();
    const suffix = domain.endsWith(".co.uk") ? "co.uk" : domain.slice(domain.lastIndexOf(".") + 1);
    return () => {
      const site = fresh(domain);
      return {
        email: fresh(`ada@${domain}`),
        parsed: {
          domain: site,
          registrableDomain: site,
          publicSuffix: fresh(suffix),
          privateSuffix: false,
          site,
        },
      };
    };
  });
}

/** Disposable domains of one label and a suffix, so that both sides find them under the same name. */
export const listedDomains = () =>
  createRequire(import.meta.url)("disposable-email-domains").filter(
    (domain) => domain.split(".").length === 2,
  );

export const addresses = Array.from({ length: 4096 }, () =>
  fresh([1 + next() * 222, next() * 256, next() * 256, next() * 256].map(Math.floor).join(".")),
);
export const cidrs = Array.from({ length: 10_000 }, () => {
  const bits = 16 + Math.floor(next() * 9);
  const network = Math.floor(next() * 0xdf000000 + 0x01000000) & (-1 << (32 - bits));
  return `${[24, 16, 8, 0].map((shift) => (network >>> shift) & 255).join(".")}/${bits}`;
});

// Few enough that what was just made is still in the processor's nearest cache.
const HANDFUL = 50;

/**
 * Nanoseconds a question, the fastest pass of a second. Questions are made just before they are asked, in handfuls,
 * as a signup's address has just been parsed when the lists are asked; the making is not counted.
 */
export function nanoseconds(questions, ask, forMs = 1000) {
  const until = performance.now() + forMs;
  let best = Number.POSITIVE_INFINITY;
  let found = 0;
  do {
    let spent = 0;
    for (let from = 0; from < questions.length; from += HANDFUL) {
      const asked = questions.slice(from, from + HANDFUL).map((make) => make());
      const start = performance.now();
      for (const question of asked) if (ask(question)) found++;
      spent += performance.now() - start;
    }
    best = Math.min(best, spent);
  } while (performance.now() < until);
  if (found === 0) throw new Error("nothing was found: the bench asks the wrong questions");
  return (best * 1e6) / questions.length;
}

/** Memory of the process after a collection, in MB. */
export function residentMegabytes() {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 2 ** 20;
}
