import type { Problem } from "../../core/errors.js";
import { shownName, toProblems } from "../../core/problems.js";
import type { SignupInput } from "../input.js";
import { inputFields, inputSchema } from "./input-schema.js";

/** What the caller passed, with the types and bounds of every field checked. */
export interface ReadInput {
  /** To be believed only when there are no problems. */
  readonly input: SignupInput;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

const mostWarnings = 5;
const mostEntries = 101;

/**
 * Reads a signup that may be anything: each field once (a getter may throw, or answer differently the second time),
 * nothing deeper than one level, unknown fields noted and left alone.
 */
export function readInput(raw: unknown): ReadInput {
  if (!isPlain(raw)) {
    const message = "a signup must be an object, like { email, ip, userAgent }";
    return { input: {}, problems: [{ path: "", message }], warnings: [] };
  }
  const problems: Problem[] = [];
  const fields: Record<string, unknown> = {};
  for (const field of inputFields) {
    try {
      const value = shallowCopy(Reflect.get(raw, field));
      if (value !== undefined) fields[field] = value;
    } catch {
      problems.push({
        path: field,
        message: "could not be read: pass a plain value, not a getter that throws",
      });
    }
  }
  const checked = inputSchema.safeParse(fields);
  if (!checked.success) problems.push(...toProblems(checked.error.issues, fields));
  if (!["email", "phone", "id"].some((field) => fields[field] !== undefined && fields[field] !== "")) {
    problems.push({ path: "", message: "give at least one of email, phone and id" });
  }
  if (typeof fields.id === "string" && fields.id.includes("@")) {
    problems.push({
      path: "id",
      message: "must be opaque, not an address: it is returned and kept as it is",
    });
  }
  return { input: checked.data ?? readable(fields, problems), problems, warnings: warningsOf(raw) };
}

function isPlain(raw: unknown): raw is object {
  try {
    return typeof raw === "object" && raw !== null && !Array.isArray(raw);
  } catch {
    // A revoked proxy does not even say whether it is a list.
    return false;
  }
}

/** The fields with which nothing is wrong so far, so that their own problems can be told together with the others. */
function readable(fields: Readonly<Record<string, unknown>>, problems: readonly Problem[]): SignupInput {
  const wrong = new Set(problems.map(({ path }) => path.split(".")[0]));
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !wrong.has(field)));
}

function shallowCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.slice(0, mostEntries).map(hollow);
  const names = Object.keys(value).slice(0, mostEntries);
  return Object.fromEntries(names.map((name) => [name, hollow(Reflect.get(value, name))]));
}

/** No field goes deeper than one level, and what stands there may throw when it is looked at: only its kind is kept. */
function hollow(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return isPlain(value) ? {} : [];
}

function warningsOf(raw: object): readonly string[] {
  try {
    const known = new Set(inputFields);
    const unknown = Object.keys(raw).filter((name) => !known.has(name));
    const shown = unknown
      .slice(0, mostWarnings)
      .map((name) => `unknown-field: ${shownName(name)} was ignored`);
    const more = unknown.length - shown.length;
    return more > 0 ? [...shown, `unknown-field: ${more} more were ignored`] : shown;
  } catch {
    return ["unknown-field: the fields of the signup could not be listed"];
  }
}
