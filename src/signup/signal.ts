import { TrialgateError } from "../core/errors.js";
import { type Signal, type SignalDefinition, toSignal } from "../core/signal.js";
import type { Signup } from "./signup.js";

/** A signal that looks at signups. */
export type SignupSignal = Signal<Signup>;

const reserved: ReadonlySet<string> = new Set(["policy", "store", "input"]);
const kebab = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * Defines a signal for signups. `needs` makes fields present, `counts` (written before `evaluate`) gives it
 * numbers, and a code or count that was not declared does not compile.
 * @throws TrialgateError `invalid_config` for an id, group or code that is not kebab-case, or points that are no number.
 * @example
 * const schoolEmail = defineSignal({
 *   id: "school-email", group: "email", needs: ["email"],
 *   reasons: { match: { points: -15, text: "The address is at a school" } },
 *   evaluate: ({ email }) => (email.domain.endsWith(".edu") ? [{ code: "match" }] : []),
 * });
 */
export function defineSignal<
  Code extends string,
  Need extends keyof Signup = never,
  CountName extends string = never,
>(definition: SignalDefinition<Signup, Need, Code, CountName>): SignupSignal {
  const problems = [
    ...(reserved.has(definition.id)
      ? [
          {
            path: "id",
            message: `"${definition.id}" is taken: the library uses it in reasons and \`degraded\``,
          },
        ]
      : []),
    ...[definition.id, definition.group, ...Object.keys(definition.reasons)]
      .filter((name) => !kebab.test(name))
      .map((name) => ({ path: "", message: `"${name}" must be kebab-case, like "school-email"` })),
    ...Object.entries<{ points: number }>(definition.reasons)
      .filter(([, { points }]) => !Number.isFinite(points))
      .map(([code]) => ({ path: `reasons.${code}.points`, message: "must be a number, like 20 or -15" })),
  ];
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  return toSignal(definition);
}
