import type { SignupInput } from "trialgate";

/** Which kind of signup it turned out to be. */
export type Label = "abuse" | "legitimate";

/** What became of a signup, as far as anybody knows; of no influence on its score. */
export interface Fate {
  readonly label?: Label | undefined;
  /** Epoch ms. */
  readonly labelledAt?: number | undefined;
  /** The kind of person or of attack. */
  readonly group?: string | undefined;
}

/** One signup of a file, perhaps with what became of it. */
export interface Entry extends Fate {
  /** As it stood there: the scorer checks it. */
  readonly input: SignupInput;
}

/** An entry, or what is wrong with its line and how to mend it. */
export type ReadEntry =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly message: string };

/**
 * Reads one line: a signup, or `{ "input": signup, "label"?: "abuse" | "legitimate", "labelledAt"?, "group"? }`; other
 * fields beside `input` are yours. A message never repeats the line, in which there are addresses.
 */
export function readEntry(text: string): ReadEntry {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The engine's own words quote the line; only the place is taken from them.
    const place = /\bat position (\d+)/.exec((error as Error).message)?.[1];
    const where = place === undefined ? "" : ` (at character ${Number(place) + 1})`;
    return bad(`is not JSON${where}; ${example}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return bad(`is JSON, but not an object; ${example}`);
  }
  if (!Object.hasOwn(value, "input")) {
    return Object.hasOwn(value, "assessment") ? bad(scored) : { ok: true, entry: { input: value } };
  }

  const { input, label, labelledAt, group } = value as Readonly<Record<string, unknown>>;
  if (label !== undefined && !isLabel(label)) {
    return bad('label: must be "abuse" or "legitimate"; leave it out where nobody knows');
  }
  if (labelledAt !== undefined && typeof labelledAt !== "number") {
    return bad("labelledAt: must be a number, the epoch milliseconds at which the label was known");
  }
  const known = {
    ...(label !== undefined && { label }),
    ...(labelledAt !== undefined && { labelledAt }),
    // Whoever has a field of this name for something else has not asked for anything.
    ...(typeof group === "string" && { group }),
  };
  return { ok: true, entry: { input: input as SignupInput, ...known } };
}

const isLabel = (value: unknown): value is Label => value === "abuse" || value === "legitimate";

/** What a line may look like, for messages. */
export const exampleSignup = '{"email":"…","ip":"…"}';

const example = `each line is one signup, like ${exampleSignup}`;
const scored = "is scored already: it is a line of a history, which replay, compare, tune and report read";

const bad = (message: string): ReadEntry => ({ ok: false, message });
