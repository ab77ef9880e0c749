import { lazy } from "../core/lazy.js";
import { domainTable } from "./data/domains.js";
import { manifest } from "./data/manifest.js";
import { networkTables } from "./data/networks.js";
import type { Lists } from "./lists.js";
import { openLists } from "./open-lists.js";

/**
 * The lists that come with the package, the same object at every call. No I/O; `manifest` says what they are
 * made of and how old they are.
 */
export const builtinLists: () => Lists = lazy(() =>
  openLists({ manifest, domains: domainTable, networks: networkTables }),
);
