export type { HistoryRecord, Label } from "./history.js";
export { type Judged, type ReplayOptions, replay } from "./replay.js";
