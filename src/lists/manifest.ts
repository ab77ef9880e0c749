/** Where a part of the data comes from. */
export interface ListSource {
  /** The npm package, or `trialgate` for tables written here. */
  readonly name: string;
  readonly version: string;
  /** SPDX identifier. */
  readonly licence: string;
  /** Whom to name, as the licence asks. */
  readonly attribution: string;
  /** Epoch ms of the newest day the data can speak of. */
  readonly date: number;
  /** How many entries it gave before any was merged or taken out. */
  readonly count: number;
}

/** What a set of tables is made of. */
export interface ListManifest {
  /** Data date and content hash: `2026-06-17.1a2b3c4d`. */
  readonly version: string;
  readonly sources: readonly ListSource[];
}
