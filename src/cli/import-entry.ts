import type { Entry, Label } from "./entry.js";
import type { ColumnsOf } from "./import-columns.js";
import { readInstant } from "./instant.js";
import { signupFromFlags } from "./signup-flags.js";

/** What a row comes to: an entry for `trialgate score`, perhaps with a word for a label that is none; or what is wrong. */
export type Imported =
  | { readonly ok: true; readonly entry: Entry; readonly unknownLabel?: string }
  | { readonly ok: false; readonly message: string };

/** Which words of the label's column mean what, in small letters. */
export type Labels = ReadonlyMap<string, Label>;

/** What the words usually are. `1`, `true` and `yes` answer a column like `is_fraud`. */
export const usualLabels: Readonly<Record<Label, readonly string[]>> = {
  abuse: "abuse abusive fraud fraudulent spam bad banned blocked chargeback 1 true yes".split(" "),
  legitimate: "legitimate legit good genuine safe ok clean 0 false no".split(" "),
};

const times = ["at", "labelled-at", "oauth-account-created-at"] as const;

/** Reads one row. A message never repeats what stands in it. */
export function importRow(cell: (column: string) => string, columnsOf: ColumnsOf, labels: Labels): Imported {
  const values: Record<string, string | undefined> = {};
  for (const [flag, column] of Object.entries(columnsOf)) values[flag] = cell(column) || undefined;

  for (const flag of times) {
    const given = values[flag];
    if (given === undefined) continue;
    const read = readInstant(asInstant(given));
    if (!read.ok) return { ok: false, message: `${flag}: ${read.message}; Unix seconds are fine, too` };
    values[flag] = String(read.at);
  }
  const { label: word, "labelled-at": labelledAt, group, score, ...fields } = values;
  const signup = signupFromFlags(fields);
  if (signup !== undefined && "message" in signup)
    return { ok: false, message: signup.message.replace(/^--/, "") };
  if (values.email === undefined && values.phone === undefined && values.id === undefined) {
    return { ok: false, message: "has no email, phone or id" };
  }
  if (score !== undefined && !Number.isFinite(Number(score))) {
    return { ok: false, message: "score: must be a number" };
  }
  const label = word === undefined ? undefined : labels.get(word.toLowerCase());
  return {
    ok: true,
    entry: {
      input: { ...signup?.input, ...(score !== undefined && { metadata: { vendorScore: Number(score) } }) },
      ...(label !== undefined && { label }),
      // When a label became known means nothing where there is none.
      ...(label !== undefined && labelledAt !== undefined && { labelledAt: Number(labelledAt) }),
      ...(group !== undefined && { group }),
    },
    ...(word !== undefined && label === undefined && { unknownLabel: word }),
  };
}

/** As databases and vendors write times, in the forms that `readInstant` takes: Unix seconds, a blank for the T, UTC unsaid. */
function asInstant(text: string): string {
  if (/^\d{9,10}$/.test(text)) return `${text}000`;
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(\.\d+)? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/.exec(
    text,
  );
  if (parts === null) return text;
  const [, date, time, fraction = "", zone = "Z"] = parts;
  const offset =
    zone === "UTC"
      ? "Z"
      : zone.replace(/^([+-]\d\d):?(\d\d)?$/, (_, hour, minute = "00") => `${hour}:${minute}`);
  return `${date}T${time}${fraction.slice(0, 4)}${offset}`;
}
