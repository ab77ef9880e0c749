import { fingerprint, stableJson } from "../../core/fingerprint.js";
import type { NameTable } from "../name-table.js";
import type { RangeTable } from "../range-table.js";
import { nameHash } from "../suffix-hashes.js";
import type { PackedSpans } from "./address-ranges.js";
import type { ListClass } from "./sources.js";

/** Names that were last listed on one day: days since 1970, and the names with blanks between them. */
export type DroppedNames = readonly [day: number, names: string];

/** What is known of one source, enough to refresh it and to do without it. */
export interface SourceState {
  readonly name: string;
  readonly url: string;
  readonly class: ListClass;
  readonly licence: string;
  /** Epoch ms when the list was last known to be right: downloaded, or unchanged on the server. */
  readonly checkedAt: number;
  /** Epoch ms of the last download. */
  readonly fetchedAt: number;
  /** How many entries the last download held, the left-out ones included. */
  readonly entries: number;
  readonly bytes: number;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** Of a list of domains: what it holds now, with blanks between the names, and what it held until which day. */
  readonly listed?: string | undefined;
  readonly dropped?: readonly DroppedNames[] | undefined;
  /** Of a list of networks. */
  readonly v4?: PackedSpans | undefined;
  readonly v6?: PackedSpans | undefined;
}

/** What scoring needs: all sources in two packed tables, tiers and kinds decided. */
export interface SnapshotTables {
  readonly domains: NameTable;
  /** Values count `networkClasses` from 1; keys as in `Spans`. */
  readonly networks: { readonly v4: RangeTable; readonly v6: RangeTable };
}

/** Downloaded lists as plain JSON: keep it in a file, a bucket or a key-value store. Open it with `loadLists`. */
export interface ListSnapshot extends SnapshotTables {
  readonly format: 1;
  /** Epoch ms of the refresh that made it. */
  readonly at: number;
  /** Its date and a hash of its tables: `2026-11-21.1a2b3c4d5e6f7a8b`. */
  readonly version: string;
  readonly sources: readonly SourceState[];
}

/** The version that tables have; `loadLists` holds a snapshot to it. */
export function snapshotVersion({ domains, networks }: SnapshotTables, at: number): string {
  // With the hash of one name: were names hashed in another way, the tables would be whole and know nobody.
  const content = fingerprint(stableJson([nameHash("example.com"), domains, networks]));
  return `${new Date(at).toISOString().slice(0, 10)}.${content}`;
}
