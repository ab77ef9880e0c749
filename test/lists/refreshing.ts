import { afterEach, beforeEach } from "vitest";
import { describeDomain } from "../../src/identifiers/domain.js";
import { parseIp } from "../../src/identifiers/ip.js";
import type { NetworkKnowledge } from "../../src/lists/lists.js";
import { loadLists } from "../../src/lists/load-lists.js";
import {
  type RefreshOptions,
  type RefreshResult,
  refreshLists,
  type SourceReport,
} from "../../src/lists/refresh/refresh-lists.js";
import type { ListSnapshot } from "../../src/lists/refresh/snapshot.js";
import type { ListClass, RefreshSource } from "../../src/lists/refresh/sources.js";
import { type ListServer, listServer } from "./list-server.js";

export const DAY = 86_400_000;
export const start: number = Date.UTC(2026, 10, 20);

/** Options of a refresh, and how many days after the start it happens. */
export type Extra = Partial<RefreshOptions> & { readonly days?: number };

/** What a test of refreshing needs: a server of its own for each test, and refreshes from it. */
export interface Refreshing {
  readonly server: Pick<ListServer, "url" | "routes" | "asked">;
  source(name: string, kind: ListClass): RefreshSource;
  /** By default from one source: curated, and named `mail`. */
  refresh(extra?: Extra): Promise<RefreshResult>;
  /** The report of the first source. */
  reportOf(extra?: Extra): Promise<SourceReport>;
}

/** Starts a server before each test of a file and stops it afterwards. */
export function refreshing(): Refreshing {
  let running: ListServer;
  beforeEach(async () => {
    running = await listServer();
  });
  afterEach(() => running.close());

  const source = (name: string, kind: ListClass): RefreshSource => ({
    name,
    url: `${running.url}/${name}`,
    class: kind,
    licence: "MIT",
  });
  const refresh = ({ days = 0, ...more }: Extra = {}): Promise<RefreshResult> =>
    refreshLists({ at: start + days * DAY, sources: [source("mail", "curated")], timeoutMs: 5_000, ...more });
  return {
    server: {
      get url() {
        return running.url;
      },
      get routes() {
        return running.routes;
      },
      get asked() {
        return running.asked;
      },
    },
    source,
    refresh,
    reportOf: async (extra) => (await refresh(extra)).reports[0] as SourceReport,
  };
}

/** The tier that a snapshot gives to a domain. */
export const tierIn = (snapshot: ListSnapshot, domain: string): string | undefined =>
  loadLists(snapshot).domain(describeDomain(domain)).disposable?.tier;

/** What is known of an address with a snapshot. */
export function networkIn(snapshot: ListSnapshot, address: string, asn?: number): NetworkKnowledge {
  const ip = parseIp(address);
  return loadLists(snapshot).network(ip.ok ? ip.value : undefined, asn);
}
