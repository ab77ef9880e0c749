import type { HistoryRecord } from "./history.js";

/** Notes which versions wrote a history, record by record, so that a history of any length can be watched. */
export interface VersionWatch {
  add(record: HistoryRecord): void;
  /** Each as `code: sentence`; empty while all that was added is of one kind. */
  warnings(): readonly string[];
}

/** What a history should be of one kind in, and what is wrong where it is not. */
const kinds: Readonly<Record<string, readonly [(record: HistoryRecord) => string, string]>> = {
  library: [({ assessment }) => assessment.versions.trialgate, "versions of trialgate wrote it"],
  signals: [({ assessment }) => assessment.versions.signals, "sets of signals looked at it"],
  lists: [({ assessment }) => assessment.versions.lists, "versions of the lists were looked up"],
  policy: [
    ({ assessment: { policy } }) => `${policy.id} ${policy.version}`,
    "policies granted in it: who was held back by one left other traces than who was not",
  ],
};

/** Watches for records that are not of one kind: what one version saw, another might have missed. */
export function watchVersions(): VersionWatch {
  const seen = Object.entries(kinds).map(([kind, [versionOf, sentence]]) => ({
    kind,
    versionOf,
    sentence,
    versions: new Set<string>(),
  }));
  return {
    add(record) {
      for (const { versionOf, versions } of seen) versions.add(versionOf(record));
    },
    warnings: () =>
      seen.flatMap(({ kind, versions: { size }, sentence }) =>
        size < 2 ? [] : [`mixed-${kind}: ${size} ${sentence}`],
      ),
  };
}
