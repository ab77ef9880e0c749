import type { SignupPolicy } from "trialgate";
import type { HistoryRecord } from "../history.js";

// Named in one warning; the rest is counted.
const mostNamed = 8;

/**
 * What a history cannot tell about a change of policy, each as `code: sentence`: signals that did not run in it, and reasons
 * with a new weight that never occur in it. Nothing for policies of code, which do not say what they look at.
 */
export function policyWarnings(
  history: readonly HistoryRecord[],
  current: SignupPolicy,
  next: SignupPolicy,
): readonly string[] {
  if (next.resolved === undefined) return [];
  const { signals, reasons } = next.resolved;
  const ran = new Set<string>();
  const occurred = new Set<string>();
  for (const { assessment } of history) {
    for (const result of assessment.results) {
      ran.add(result.signal);
      if (result.status === "ok") for (const { code } of result.evidence) occurred.add(code);
    }
  }
  const unseen = Object.keys(signals).filter((id) => !ran.has(id));
  const unweighed = [...occurred].filter((code) => !Object.hasOwn(reasons, code));
  const changed = Object.keys(reasons).filter(
    (code) => reasons[code]?.points !== current.resolved?.reasons[code]?.points,
  );
  const untested = changed.filter((code) => !occurred.has(code));
  return [
    ...warnOf(
      "signals-absent",
      unseen,
      "ran in none of the records: the next policy looks at more than they hold",
    ),
    ...warnOf(
      "reasons-unknown",
      unweighed,
      "occurs in the records and is unknown to the next policy: it weighs nothing",
    ),
    ...(current.resolved === undefined
      ? []
      : warnOf(
          "reasons-untested",
          untested,
          "has another weight now and never occurs: nothing here tells what that does",
        )),
  ];
}

function warnOf(code: string, names: readonly string[], sentence: string): readonly string[] {
  if (names.length === 0) return [];
  const more = names.length - mostNamed;
  return [
    `${code}: ${names.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}: ${sentence}`,
  ];
}
