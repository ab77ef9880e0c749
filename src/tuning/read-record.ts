import { type Problem, TrialgateError } from "trialgate";
import { problemUnless } from "trialgate/core";
import type { HistoryRecord } from "./history.js";

/**
 * A record of a history that comes from a file or a table, once its JSON is parsed: what `trialgate score --with-labels`
 * writes. Checked as far as judging, measuring and tuning go by it, so that none of them meets a value that is no number.
 * @throws TrialgateError `invalid_input` with every problem at once; no message repeats a value.
 */
export function readRecord(value: unknown): HistoryRecord {
  const problems = recordProblems(value);
  if (problems.length > 0) throw new TrialgateError("invalid_input", problems);
  return value as HistoryRecord;
}

type Fields = Readonly<Record<string, unknown>>;

function recordProblems(value: unknown): readonly Problem[] {
  if (!isFields(value)) return must(false, "", "an object with an assessment");
  const { assessment, label, labelledAt, group, weight } = value;
  if (!isFields(assessment)) return [{ path: "assessment", message: notScored(value) }];
  return [
    ...assessmentProblems(assessment),
    ...must(label === undefined || label === "abuse" || label === "legitimate", "label", labels),
    ...must(labelledAt === undefined || isInstant(labelledAt), "labelledAt", "a number, epoch milliseconds"),
    ...must(group === undefined || isText(group), "group", "text"),
    ...must(weight === undefined || (isNumber(weight) && weight >= 0), "weight", "a number, 0 or more"),
  ];
}

const labels = '"abuse" or "legitimate"; leave it out where nobody knows';

/** Whoever mixes up the files has one of these. */
function notScored(record: Fields): string {
  if (Object.hasOwn(record, "results")) return "is missing: this is one itself; write it with --with-labels";
  if (Object.hasOwn(record, "input") || Object.hasOwn(record, "email")) {
    return "is missing: this is a signup; score it first, with --with-labels";
  }
  return "must be an object, as scoreSignup answers it";
}

function assessmentProblems(assessment: Fields): readonly Problem[] {
  const { id, at, revision, tier, verdict, results, degraded, policy, versions } = assessment;
  const { reasons, channel, fallback, holdout } = assessment;
  const fields = (given: unknown, path: string, names: readonly string[]): readonly Problem[] =>
    isFields(given)
      ? names.flatMap((name) => must(isText(given[name]), `${path}.${name}`, "text"))
      : must(false, path, "an object");
  return [
    ...must(isText(id), "assessment.id", "text"),
    ...must(isInstant(at), "assessment.at", "a number, epoch milliseconds"),
    ...must(isNumber(revision), "assessment.revision", "a number"),
    ...must(isText(tier), "assessment.tier", "text"),
    ...fields(verdict, "assessment.verdict", ["tier"]),
    ...fields(policy, "assessment.policy", ["id", "version"]),
    ...fields(versions, "assessment.versions", ["trialgate", "signals", "lists"]),
    ...must(isCodes(reasons), "assessment.reasons", "a list of objects with a code"),
    ...must(isTexts(degraded), "assessment.degraded", "a list of text"),
    ...must(channel === undefined || isText(channel), "assessment.channel", "text"),
    ...must(fallback === undefined || fallback === true, "assessment.fallback", "true, or left out"),
    ...must(holdout === undefined || isHoldout(holdout), "assessment.holdout.share", "above 0, at most 1"),
    ...(Array.isArray(results)
      ? results.flatMap((result, place) => resultProblems(result, `assessment.results.${place}`))
      : must(false, "assessment.results", "a list")),
  ];
}

function resultProblems(result: unknown, path: string): readonly Problem[] {
  if (!isFields(result)) return must(false, path, "an object");
  const { signal, status, evidence, without, degrades } = result;
  return [
    ...must(isText(signal), `${path}.signal`, "text"),
    ...must(isStatus(status), `${path}.status`, '"ok", "skipped" or "failed"'),
    ...(status === "ok" ? evidenceProblems(evidence, `${path}.evidence`) : []),
    ...(status === "failed"
      ? must(typeof degrades === "boolean", `${path}.degrades`, "true or false")
      : must(isTexts(without), `${path}.without`, "a list of text")),
  ];
}

function evidenceProblems(evidence: unknown, path: string): readonly Problem[] {
  if (!Array.isArray(evidence)) return must(false, path, "a list");
  return evidence.flatMap((finding: unknown, place) => {
    if (!isFields(finding)) return must(false, `${path}.${place}`, "an object");
    const { code, strength } = finding;
    return [
      ...must(isText(code), `${path}.${place}.code`, "text"),
      ...must(isNumber(strength) && strength >= 0 && strength <= 1, `${path}.${place}.strength`, "0 to 1"),
    ];
  });
}

const must = (fine: boolean, path: string, what: string): readonly Problem[] =>
  problemUnless(fine, path, `must be ${what}`);

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isCodes = (value: unknown): boolean =>
  Array.isArray(value) && value.every((reason) => isFields(reason) && isText(reason.code));
const isNumber = (value: unknown): value is number => Number.isFinite(value);
// What a Date can hold.
const isInstant = (value: unknown): boolean => isNumber(value) && Math.abs(value) <= 8.64e15;
const isStatus = (value: unknown): boolean => value === "ok" || value === "skipped" || value === "failed";
const isHoldout = (value: unknown): boolean =>
  isFields(value) && isNumber(value.share) && value.share > 0 && value.share <= 1;
