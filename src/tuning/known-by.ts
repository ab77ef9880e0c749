import type { HistoryRecord } from "./history.js";

/** Whether a label was known by an instant, epoch ms; one without a time always was. */
export function isKnownBy({ labelledAt }: Pick<HistoryRecord, "labelledAt">, knownBy: number): boolean {
  return labelledAt === undefined || labelledAt <= knownBy;
}
