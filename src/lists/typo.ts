const KEY_ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Whether two keys touch on a QWERTY board, or are the same one. */
function areNeighbours(one: string, other: string): boolean {
  if (one === "" || other === "") return false;
  const row = (key: string): number => KEY_ROWS.findIndex((keys) => keys.includes(key));
  const column = (key: string): number => KEY_ROWS[row(key)]?.indexOf(key) ?? Number.NaN;
  return Math.abs(row(one) - row(other)) <= 1 && Math.abs(column(one) - column(other)) <= 1;
}

/**
 * The mailbox brands that are mistyped most and are no words themselves, by the endings they really have. Short
 * ones (aol, gmx, live) are left out: one letter away from them lies somebody's real domain.
 */
const BRANDS: ReadonlyMap<string, readonly string[]> = new Map(
  [
    [
      "com",
      "gmail yahoo hotmail outlook icloud googlemail protonmail rediffmail rocketmail fastmail btinternet",
    ],
    ["net", "comcast sbcglobal bellsouth"],
    ["co.uk", "hotmail yahoo"],
    ["co.in", "yahoo"],
    ["co.jp", "yahoo"],
    ["com.br", "hotmail yahoo"],
    ["fr", "hotmail yahoo outlook"],
    ["de", "hotmail yahoo outlook"],
    ["it", "hotmail yahoo outlook"],
    ["es", "hotmail yahoo outlook"],
  ].map(([suffix = "", brands = ""]) => [suffix, brands.split(" ")]),
);

/** What fingers make of an ending. The last ones exist as top-level domains, where these brands have no mail. */
const SUFFIX_SLIPS: ReadonlyMap<string, string> = new Map([
  ..."con cmo ocm comm coml coom vom xom cpm cim c0m co cm om"
    .split(" ")
    .map((slip) => [slip, "com"] as const),
  ..."ney nte nett ne".split(" ").map((slip) => [slip, "net"] as const),
]);

/** Real domains one slip away from a brand. */
const REAL: ReadonlySet<string> = new Set(["gail.com"]);

const LONGEST = "googlemail.com".length + 1;

/**
 * The provider that was probably meant by a domain of one label and a suffix: one slip in the name or one in the
 * ending. The first letter must be right (or swapped with the second), since `mail.com`, `ymail.com` and
 * `cloud.com` are real. Bounded work: long names are not looked at.
 */
export function typoOf(domain: string): string | undefined {
  if (domain.length > LONGEST || REAL.has(domain)) return undefined;
  const dot = domain.indexOf(".");
  const label = domain.slice(0, dot);
  const suffix = domain.slice(dot + 1);
  const meant = SUFFIX_SLIPS.get(suffix);
  if (meant !== undefined) return BRANDS.get(meant)?.includes(label) ? `${label}.${meant}` : undefined;
  const brand = BRANDS.get(suffix)?.find((known) => isSlip(label, known));
  return brand === undefined ? undefined : `${brand}.${suffix}`;
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
