import type { DataPolicy } from "trialgate";
import type { Costs } from "../measure/costs.js";
import type { Quality } from "../measure/quality.js";
import type { SampleRow } from "./sample.js";
import type { Survey } from "./survey.js";

/** What a report is drawn of. */
export interface ReportParts {
  readonly title: string;
  readonly policy: DataPolicy;
  readonly challenger: DataPolicy | undefined;
  readonly costs: Costs;
  readonly seen: Survey;
  readonly quality: Quality;
  readonly rivalQuality: Quality | undefined;
  /** What is known against the history, each as `code: sentence`. */
  readonly warnings: readonly string[];
  /** What the sliders judge. */
  readonly sample: readonly SampleRow[];
}

/** What the challenger is called beside the policy, which may have the same id. */
export const rivalName = ({ policy, challenger }: ReportParts): string =>
  challenger === undefined || challenger.id !== policy.id
    ? (challenger?.id ?? "")
    : `${challenger.id}, challenger`;
