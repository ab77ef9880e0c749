import { lazy } from "../core/lazy.js";
import { openDomains } from "./domains.js";
import type { Lists } from "./lists.js";
import type { ListManifest } from "./manifest.js";
import type { NameTable } from "./name-table.js";
import { type NetworkTables, openNetworks } from "./networks.js";

/** Everything packed: plain JSON, whether it was compiled in or loaded later. */
export interface ListTables {
  readonly manifest: ListManifest;
  readonly domains: NameTable;
  readonly networks: NetworkTables;
}

/** Makes tables ready to ask. Costs nothing until the first question: each table is decoded when needed. */
export function openLists({ manifest, domains, networks }: ListTables): Lists {
  const open = lazy(() => openDomains([domains]));
  return {
    version: manifest.version,
    dates: Object.fromEntries(manifest.sources.map(({ name, date }) => [name, date])),
    domain: (domain) => open()(domain),
    network: openNetworks(networks),
  };
}
