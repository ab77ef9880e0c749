/** How a mailbox name is built, with what varies in it masked. */
export interface NameShape {
  /** Letters as `a` (one) or `A` (more), digits as as many `9`, separators kept: `A.A`, `A9999`; `mixed` beyond four parts. */
  readonly shape: string;
  readonly kind: ShapeKind;
  /** The name with each run of digits as `9`, where digits are all that varies: `tester9`. Needs three letters in a row. */
  readonly template?: string;
}

/** `words`: letters, or digits alone; `tail`: words and up to four digits, as people add a year; `mixed`: the rest. */
export type ShapeKind = "words" | "tail" | "mixed";

/** The shape of a mailbox name. Letters of every script are letters. */
export function nameShape(name: string): NameShape {
  const masked = name.replace(/\p{N}+/gu, "9");
  const shape = name
    .replace(/[\p{L}\p{M}]{2,}/gu, "A")
    .replace(/[\p{Ll}\p{Lo}\p{M}]/gu, "a")
    .replace(/\p{N}/gu, "9");
  const kind = kindOf(shape);
  return {
    shape: kind === "mixed" && (masked.match(/9/g)?.length ?? 0) > 1 ? "mixed" : shape,
    kind,
    ...(masked.includes("9") && /[\p{L}\p{M}]{3}/u.test(masked) && { template: masked }),
  };
}

function kindOf(shape: string): ShapeKind {
  if (/^[^9]*$|^9+$/.test(shape)) return "words";
  return /^[^9]+9{1,4}$/.test(shape) ? "tail" : "mixed";
}
