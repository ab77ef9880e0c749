import { days } from "../core/clock.js";
import { builtinLists } from "./builtin.js";
import type { Lists } from "./lists.js";
import { loadLists } from "./load-lists.js";
import type { ListSnapshot } from "./refresh/snapshot.js";

/** Days after which data is too old to rely on: a throw-away domain lives four days in the median. */
const FRESH_DAYS = { refreshed: 7, embedded: 60 } as const;

/** How old one source is. */
export interface SourceStatus {
  readonly name: string;
  /** `embedded` came with the package, `refreshed` was downloaded. */
  readonly origin: "embedded" | "refreshed";
  /** Epoch ms: the newest day that embedded data speaks of; when a download was last known to be right. */
  readonly date: number;
  /** Whole days. */
  readonly ageDays: number;
  /** Over 7 days for what is refreshed, over 60 for what is embedded. */
  readonly stale: boolean;
}

/** How old what is known is. */
export interface ListStatus {
  readonly version: string;
  /** Whether any refreshed source is stale; without a refresh, whether the newest embedded one is. */
  readonly stale: boolean;
  readonly sources: readonly SourceStatus[];
}

/** Says how old lists, or a snapshot, are at an instant (epoch ms). Throws `invalid_config` for a damaged snapshot. */
export function listStatus(known: Pick<Lists, "version" | "dates"> | ListSnapshot, at: number): ListStatus {
  const { version, dates } = "dates" in known ? known : loadLists(known);
  const embedded = builtinLists().dates;
  const sources = Object.entries(dates).map(([name, date]): SourceStatus => {
    const origin = name in embedded ? "embedded" : "refreshed";
    const ageDays = Math.max(0, Math.floor((at - date) / days(1)));
    return { name, origin, date, ageDays, stale: ageDays > FRESH_DAYS[origin] };
  });
  const refreshed = sources.filter(({ origin }) => origin === "refreshed");
  const stale =
    refreshed.length > 0 ? refreshed.some((source) => source.stale) : sources.every((source) => source.stale);
  return { version, stale, sources };
}
