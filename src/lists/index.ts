export { builtinLists } from "./builtin.js";
export { DOMAIN_BITS, openDomains } from "./domains.js";
export { type ListStatus, listStatus, type SourceStatus } from "./list-status.js";
export type {
  DisposableHit,
  DisposableTier,
  DomainKnowledge,
  ListedDomain,
  ListedIp,
  Lists,
  NetworkKind,
  NetworkKnowledge,
} from "./lists.js";
export { loadLists } from "./load-lists.js";
export type { ListManifest, ListSource } from "./manifest.js";
export { type NameTable, packNames } from "./name-table.js";
export type { NetworkGroup, NetworkTables } from "./networks.js";
export { type ListTables, openLists } from "./open-lists.js";
export { combineLists, type OwnLists } from "./own-lists.js";
export { packRanges, type Range, type RangeTable } from "./range-table.js";
export type { PackedSpans } from "./refresh/address-ranges.js";
export type { FetchedResponse, FetchLike } from "./refresh/download.js";
export {
  type RefreshOptions,
  type RefreshResult,
  refreshLists,
  type SourceReport,
} from "./refresh/refresh-lists.js";
export type { DroppedNames, ListSnapshot, SnapshotTables, SourceState } from "./refresh/snapshot.js";
export { type ListClass, type NetworkClass, type RefreshSource, standardSources } from "./refresh/sources.js";
