const KEY_ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Whether two keys touch on a QWERTY board, or are the same one. */
function areNeighbours(one: string, other: string): boolean {
  if (one === "" || other === "") return false;
  const row = (key: string): number => KEY_ROWS.findIndex((keys) => keys.includes(key));
  const column = (key: string): number => KEY_ROWS[row(key)]?.indexOf(key) ?? Number.NaN;
  return Math.abs(row(one) - row(other)) <= 1 && Math.abs(column(one) - column(other)) <= 1;
}

interface Brand {
  readonly name: string;
  /** The endings it really has. */
  readonly suffixes: readonly string[];
}

/**
 * The mailbox brands that are mistyped most and are no words themselves. Short ones (aol, gmx, live) are left out:
 * one letter away from them lies somebody's real domain.
 */
const BRANDS: readonly Brand[] = [
  { name: "gmail", suffixes: ["com"] },
  { name: "googlemail", suffixes: ["com"] },
  { name: "yahoo", suffixes: ["com", "co.uk", "co.in", "co.jp", "com.br", "fr", "de", "it", "es"] },
  { name: "hotmail", suffixes: ["com", "co.uk", "com.br", "fr", "de", "it", "es"] },
  { name: "outlook", suffixes: ["com", "fr", "de", "it", "es"] },
  { name: "icloud", suffixes: ["com"] },
  { name: "protonmail", suffixes: ["com"] },
  { name: "rediffmail", suffixes: ["com"] },
  { name: "rocketmail", suffixes: ["com"] },
  { name: "fastmail", suffixes: ["com"] },
  { name: "btinternet", suffixes: ["com"] },
  { name: "comcast", suffixes: ["net"] },
  { name: "sbcglobal", suffixes: ["net"] },
  { name: "bellsouth", suffixes: ["net"] },
];

// One bit for the lowest five bits of a character: others share it, which costs a closer look and no more.
const bitAt = (text: string, at: number): number => 1 << (text.charCodeAt(at) & 31);

/** By the code of a first letter: the letters at one place of the brands that start with it, one bit each. */
const lettersAt = (place: number): Int32Array =>
  Int32Array.from({ length: 128 }, (_, code) =>
    BRANDS.filter(({ name }) => name.charCodeAt(0) === code).reduce(
      (letters, { name }) => letters | bitAt(name, place < 0 ? name.length + place : place),
      0,
    ),
  );

const SECONDS: Int32Array = lettersAt(1);
const LASTS: Int32Array = lettersAt(-1);

/** What fingers make of an ending. The last ones exist as top-level domains, where these brands have no mail. */
const SUFFIX_SLIPS: ReadonlyMap<string, string> = new Map([
  ..."con cmo ocm comm coml coom vom xom cpm cim c0m co cm om"
    .split(" ")
    .map((slip) => [slip, "com"] as const),
  ..."ney nte nett ne".split(" ").map((slip) => [slip, "net"] as const),
]);

/** Real domains one slip away from a brand. */
const REAL: ReadonlySet<string> = new Set(["gail.com"]);

const LONGEST = "googlemail".length + 1;

/**
 * The provider that was probably meant by a domain of one label and a suffix: one slip in the name or one in the
 * ending. The first letter must be right (or swapped with the second), since `mail.com`, `ymail.com` and
 * `cloud.com` are real.
 */
export function typoOf(domain: string, suffix: string): string | undefined {
  const length = domain.length - suffix.length - 1;
  if (length > LONGEST || !couldBeSlip(domain, length)) return undefined;
  const label = domain.slice(0, length);
  for (const { name, suffixes } of BRANDS) {
    if (Math.abs(length - name.length) > 1) continue;
    const meant = label === name ? SUFFIX_SLIPS.get(suffix) : isSlip(label, name) ? suffix : undefined;
    if (meant !== undefined && suffixes.includes(meant) && !REAL.has(domain)) return `${name}.${meant}`;
  }
  return undefined;
}

/** A cheap look that rules out most domains: one slip leaves either the first two letters or the last as they were. */
function couldBeSlip(domain: string, length: number): boolean {
  const first = domain.charCodeAt(0);
  const second = domain.charCodeAt(1);
  const startsRight = (SECONDS[first] ?? 0) & (1 << (second & 31));
  const endsRight = ((LASTS[first] ?? 0) | (LASTS[second] ?? 0)) & bitAt(domain, length - 1);
  return (startsRight | endsRight) !== 0;
}

/** Whether `typed` is `meant` with two letters swapped, one left out, one doubled or one neighbouring key hit. */
function isSlip(typed: string, meant: string): boolean {
  const longer = typed.length - meant.length;
  if (typed === meant || Math.abs(longer) > 1 || (typed[0] !== meant[0] && typed[1] !== meant[0]))
    return false;
  let at = 0;
  while (at < meant.length && typed[at] === meant[at]) at++;
  const [key = "", wanted = "", before = ""] = [typed[at], meant[at], meant[at - 1]];
  if (longer === 0) {
    const isSwap = key === meant[at + 1] && typed[at + 1] === wanted;
    if (isSwap) return typed.slice(at + 2) === meant.slice(at + 2);
    return at > 0 && typed.slice(at + 1) === meant.slice(at + 1) && areNeighbours(key, wanted);
  }
  if (at === 0) return false;
  if (longer < 0) return typed.slice(at) === meant.slice(at + 1);
  const isPlural = key === "s" && at === meant.length;
  const isBeside = areNeighbours(key, before) || areNeighbours(key, wanted);
  return typed.slice(at + 1) === meant.slice(at) && isBeside && !isPlural;
}
