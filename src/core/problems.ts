import type { Problem } from "./errors.js";
import { suggestion } from "./suggest.js";

/** No problem when all is fine, else this one: to be spread into a list of them. */
export function problemUnless(fine: boolean, path: string, message: string): readonly Problem[] {
  return fine ? [] : [{ path, message }];
}

/** A problem for each option that there is not, with what was probably meant. */
export function unknownOptions(given: readonly string[], known: readonly string[]): readonly Problem[] {
  return given
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: shownName(name), message: `is not an option; ${suggestion(name, known)}` }));
}

/** What a schema library says is wrong, as far as it is needed here. Zod's issues fit. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly maximum?: unknown;
  readonly minimum?: unknown;
  readonly inclusive?: boolean | undefined;
  readonly origin?: string;
  readonly keys?: readonly string[];
}

/** Issues in the words of this library: what was expected and what kind of thing came, never its value. */
export function toProblems(issues: readonly Issue[], value: unknown): readonly Problem[] {
  return issues.map((issue) => ({
    path: issue.path.map((part) => shownName(String(part))).join("."),
    message: sentence(issue, value),
  }));
}

const words: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  undefined: "nothing",
};

function sentence(issue: Issue, value: unknown): string {
  const { code, origin, expected, values = [], keys = [] } = issue;
  const unit = origin === "string" ? " characters" : origin === "array" ? " entries" : "";
  switch (code) {
    case "invalid_type":
      return `must be ${words[String(expected)] ?? String(expected)}, not ${kindAt(value, issue.path)}`;
    case "invalid_value":
      return `must be one of ${values.map((allowed) => JSON.stringify(allowed)).join(", ")}`;
    case "too_big":
      return `${issue.inclusive === false ? "must be below" : "must be at most"} ${String(issue.maximum)}${unit}`;
    case "too_small":
      return unit === ""
        ? `${issue.inclusive === false ? "must be above" : "must be at least"} ${String(issue.minimum)}`
        : `must have at least ${String(issue.minimum)}${unit}`;
    case "unrecognized_keys":
      return `has unknown fields: ${keys.slice(0, 5).map(shownName).join(", ")}`;
    case "invalid_union":
      return `must be text, a number, or true or false, not ${kindAt(value, issue.path)}`;
    default:
      return issue.message;
  }
}

/** The kind of what stands at a path: `a number`, `a list`. */
function kindAt(value: unknown, path: readonly PropertyKey[]): string {
  let found = value;
  for (const key of path)
    found = typeof found === "object" && found !== null ? Reflect.get(found, key) : undefined;
  if (found === null) return "null (leave it out instead)";
  if (Array.isArray(found)) return "a list";
  if (typeof found === "number" && !Number.isFinite(found)) return String(found);
  return words[typeof found] ?? `a ${typeof found}`;
}

/** The name of a field, if it looks like one; somebody else may have written it. */
export function shownName(name: string): string {
  return /^[\w.-]{1,60}$/.test(name) ? name : "(a name that is not shown)";
}
