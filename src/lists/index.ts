export { builtinLists } from "./builtin.js";
export { DOMAIN_BITS, openDomains } from "./domains.js";
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
export type { ListManifest, ListSource } from "./manifest.js";
export { type NameTable, packNames } from "./name-table.js";
export type { NetworkGroup, NetworkTables } from "./networks.js";
export { type ListTables, openLists } from "./open-lists.js";
export { combineLists, type OwnLists } from "./own-lists.js";
export { packRanges, type Range, type RangeTable } from "./range-table.js";
