import { TrialgateError } from "../../core/errors.js";
import { toProblems } from "../../core/problems.js";
import { type ListSnapshot, snapshotVersion } from "./snapshot.js";
import { snapshotSchema } from "./snapshot-schema.js";

const mend = "Restore the snapshot from before (`trialgate lists rollback`), or refresh without one.";

/** A snapshot that can be relied on. Throws `invalid_config` for one that is damaged, with every problem at once. */
export function checkSnapshot(value: unknown): ListSnapshot {
  const parsed = snapshotSchema.safeParse(value);
  if (!parsed.success) {
    const problems = toProblems(parsed.error.issues, value);
    throw new TrialgateError("invalid_config", [
      ...problems.slice(0, 20).map(({ path, message }) => ({ path: `snapshot.${path}`, message })),
      { path: "snapshot", message: `is no list snapshot, or a damaged one. ${mend}` },
    ]);
  }
  const snapshot = parsed.data;
  if (snapshotVersion(snapshot, snapshot.at) !== snapshot.version) {
    const message = `is damaged, or from another version of this library: its tables do not match its version. ${mend}`;
    throw new TrialgateError("invalid_config", [{ path: "snapshot", message }]);
  }
  return snapshot;
}
