import type { Assessment } from "trialgate";

/** What a signup turned out to be. */
export type Label = "abuse" | "legitimate";

/** A signup of the past: what was seen of it, and what became of it as far as anybody knows. */
export interface HistoryRecord<Tier extends string = string> {
  readonly assessment: Assessment<Tier>;
  /** Left out where nobody knows. */
  readonly label?: Label | undefined;
  /** Epoch ms at which the label was known. */
  readonly labelledAt?: number | undefined;
  /** The kind of person or of attack, where somebody knows: `university`, `sms-farm`. Never looked at by a policy. */
  readonly group?: string | undefined;
  /** How many signups it stands for, 0 or more: a sample of a tenth counts ten times. Default 1. */
  readonly weight?: number | undefined;
}
