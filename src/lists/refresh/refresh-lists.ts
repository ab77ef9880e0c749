import { TrialgateError } from "../../core/errors.js";
import { describeDomain } from "../../identifiers/domain.js";
import { builtinLists } from "../builtin.js";
import { loadLists } from "../load-lists.js";
import { type Applied, type ApplyOptions, applyDomains } from "./apply-domains.js";
import { applyRanges } from "./apply-ranges.js";
import { checkSources } from "./check-sources.js";
import { namesOf } from "./domain-history.js";
import { type DownloadOptions, download, type FetchLike } from "./download.js";
import { packTables } from "./pack-tables.js";
import { type ListSnapshot, type SourceState, snapshotVersion } from "./snapshot.js";
import { networkClasses, type RefreshSource, standardSources } from "./sources.js";

/** How to refresh. Only `at` is required. */
export interface RefreshOptions {
  /** Now, in epoch ms: what ages are counted by. */
  readonly at: number;
  /** The snapshot of the last refresh: what is unchanged is not downloaded again, what was listed is remembered. */
  readonly previous?: ListSnapshot | undefined;
  /** Default: `standardSources`. What `previous` knows of other sources is forgotten. */
  readonly sources?: readonly RefreshSource[] | undefined;
  /** Default: the runtime's own `fetch`. This is the only network access of the library, and only when you call it. */
  readonly fetch?: FetchLike | undefined;
  /** Most time for one list, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Most bytes for one list. Default 20,000,000. */
  readonly maxBytes?: number | undefined;
  /** Names of sources whose sudden change of size you have looked at and believe. */
  readonly accept?: readonly string[] | undefined;
  /**
   * How many accounts in good standing you have at a domain and below it. Asked for each domain that is about to be
   * flagged for the first time, which may be 100,000 times: answer from memory. From 3 on the domain is left out and
   * reported. What it throws ends the refresh.
   */
  readonly goodStanding?: ((domain: string) => number) | undefined;
  readonly userAgent?: string | undefined;
}

/** What became of one source. Unless it is `updated` or `unchanged`, the data from before is still in force. */
export interface SourceReport {
  readonly name: string;
  /** `refused`: an answer came and is not believed. `failed`: none came. */
  readonly status: "updated" | "unchanged" | "refused" | "failed";
  /** Why it was refused or failed. */
  readonly reason?: string;
  /** Names of domains, or joined address ranges, against the download before. */
  readonly added: number;
  readonly removed: number;
  readonly kept: number;
  /** How many entries were left out because they are mailbox providers, relays, schools or public suffixes. */
  readonly guarded: number;
  /** Domains left out because you have accounts in good standing there. */
  readonly quarantined: readonly string[];
  /** Size of this download; 0 without one. */
  readonly bytes: number;
  /** Epoch ms of the download that is in force now, if there ever was one. */
  readonly fetchedAt?: number;
}

/** The new snapshot, to keep and to open with `loadLists`, and what became of each source, in their order. */
export interface RefreshResult {
  readonly snapshot: ListSnapshot;
  readonly reports: readonly SourceReport[];
}

interface Refreshed {
  readonly state: SourceState | undefined;
  readonly report: SourceReport;
}

type Settings = Omit<ApplyOptions, "isAccepted"> & DownloadOptions & { readonly accept: readonly string[] };

/**
 * Downloads fresh lists and makes a snapshot of them. Every list is bounded in size and time, read strictly and compared
 * with what it held before; one that fails or is not believed keeps its old data, and nothing about the network throws.
 * The same answers at the same instant make the same snapshot, byte for byte.
 *
 * Throws `invalid_config` for options that cannot work and for a damaged `previous`.
 */
export async function refreshLists(options: RefreshOptions): Promise<RefreshResult> {
  const { at, sources = standardSources, accept = [], timeoutMs = 30_000, maxBytes = 20_000_000 } = options;
  if (!(Number.isInteger(at) && at >= 0 && at <= 8.64e15)) {
    throw new TrialgateError("invalid_config", [{ path: "at", message: "must be an instant in epoch ms" }]);
  }
  checkSources(sources);
  const { previous } = options;
  const { domain: before } = previous === undefined ? builtinLists() : loadLists(previous);
  const isKnown = (name: string): boolean => before(describeDomain(name)).disposable !== undefined;
  const settings: Settings = { ...options, at, accept, timeoutMs, maxBytes, isKnown };

  const refreshed = await Promise.all(
    sources.map((source) => {
      const before = previous?.sources.find(({ name }) => name === source.name);
      const isSameKind = isNetwork(source.class) === isNetwork(before?.class ?? source.class);
      return refreshSource(source, isSameKind ? before : undefined, settings);
    }),
  );
  const states = refreshed.flatMap(({ state }) => state ?? []);
  const tables = packTables(states, at);
  const snapshot: ListSnapshot = {
    format: 1,
    at,
    version: snapshotVersion(tables, at),
    ...tables,
    sources: states,
  };
  return { snapshot, reports: refreshed.map(({ report }) => report) };
}

const isNetwork = (kind: RefreshSource["class"]): kind is (typeof networkClasses)[number] =>
  networkClasses.some((known) => known === kind);

async function refreshSource(
  source: RefreshSource,
  before: SourceState | undefined,
  settings: Settings,
): Promise<Refreshed> {
  const { at, accept } = settings;
  const { etag, lastModified } = before?.url === source.url ? before : {};
  const answer = await download(source.url, { etag, lastModified }, settings);
  if (answer.how === "unchanged" && before !== undefined) {
    const state = { ...before, ...source, checkedAt: at };
    return { state, report: { ...keptReport(source.name, before), status: "unchanged" } };
  }
  if (answer.how !== "text") {
    const { how, reason } =
      answer.how === "unchanged" ? { how: "failed" as const, reason: "the server answered 304" } : answer;
    return { state: before, report: { ...keptReport(source.name, before), status: how, reason } };
  }
  const { text, bytes, how: _, ...validators } = answer;
  const applied = apply(source, text, before, { ...settings, isAccepted: accept.includes(source.name) });
  if ("reason" in applied) {
    const report = { ...keptReport(source.name, before), bytes };
    return { state: before, report: { ...report, status: "refused", reason: applied.reason } };
  }
  const { state, ...changes } = applied;
  const isSame = before !== undefined && changes.added === 0 && changes.removed === 0;
  return {
    state: { ...source, checkedAt: at, fetchedAt: at, bytes, ...withoutGaps(validators), ...state },
    report: {
      name: source.name,
      status: isSame ? "unchanged" : "updated",
      ...changes,
      bytes,
      fetchedAt: at,
    },
  };
}

function apply(
  source: RefreshSource,
  text: string,
  before: SourceState | undefined,
  options: ApplyOptions,
): Applied | { readonly reason: string } {
  return isNetwork(source.class)
    ? applyRanges(text, source.class, before, options.isAccepted)
    : applyDomains(text, before, options);
}

/** The report of a source that stays as it was. */
function keptReport(name: string, before: SourceState | undefined): Omit<SourceReport, "status"> {
  const kept = before ? namesOf(before.listed).length + (before.v4?.count ?? 0) + (before.v6?.count ?? 0) : 0;
  const report = { name, added: 0, removed: 0, kept, guarded: 0, quarantined: [], bytes: 0 };
  return before === undefined ? report : { ...report, fetchedAt: before.fetchedAt };
}

/** Without the keys that have no value, as in JSON. */
function withoutGaps<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Value;
}
