const KEY_ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Whether two keys touch on a QWERTY board. */
function areNeighbours(one: string, other: string): boolean {
  const [a, b] = [one, other].map((key) => {
    const row = KEY_ROWS.findIndex((keys) => keys.includes(key));
    return { row, column: KEY_ROWS[row]?.indexOf(key) ?? Number.NaN };
  });
  return (
    a !== undefined && b !== undefined && Math.abs(a.row - b.row) <= 1 && Math.abs(a.column - b.column) <= 1
  );
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
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false;
  if (typed[0] !== meant[0] && typed[1] !== meant[0]) return false;
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at++;
  const next = typed[at] ?? "";
  const swapped = next === meant[at + 1] && typed[at + 1] === meant[at];
  if (swapped && typed.slice(at + 2) === meant.slice(at + 2)) return true;
  if (at === 0) return false;
  if (typed.slice(at) === meant.slice(at + 1)) return true;
  if (typed.slice(at + 1) === meant.slice(at + 1)) return areNeighbours(next, meant[at] ?? "");
  if (typed.slice(at + 1) !== meant.slice(at)) return false;
  const isPlural = next === "s" && at === meant.length;
  return !isPlural && [meant[at - 1], meant[at]].some((key) => areNeighbours(next, key ?? ""));
}
