/**
 * npm data packages → the generated modules of src/lists/data. `npm run lists:build` after `npm ci` here and in
 * the root. Fails, and writes nothing, when an innocent domain or network would be flagged; with `--check`, when the
 * modules are not byte for byte what the packages make.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { ListSource } from "../../src/lists/manifest.js";
import { openLists } from "../../src/lists/open-lists.js";
import { domainNames, packDomains } from "./domains.js";
import { schools, unobviousSchools } from "./education.js";
import { contentVersion, moduleText } from "./modules.js";
import { packNetworks, readV4, readV6 } from "./networks.js";
import { checkSentinels } from "./sentinels.js";
import {
  disposableSources,
  educationSource,
  installedVersion,
  networkSource,
  readDisposable,
  type Source,
} from "./sources.js";

const data = new URL("../../src/lists/data/", import.meta.url);

const source = ({ name, licence, attribution, dataDate }: Source, count: number): ListSource => ({
  name,
  version: installedVersion(name),
  licence,
  attribution,
  date: Date.parse(dataDate),
  count,
});

const disposable = readDisposable();
const names = domainNames(disposable);
const education = schools();
const v4 = readV4();
const v6 = readV6();
const tables = {
  domains: packDomains(names, unobviousSchools(education)),
  networks: packNetworks(v4, v6),
};
const sources = [
  source(disposableSources.community, disposable.community.length),
  source(disposableSources.fakefilter, disposable.fakefilter.length),
  source(disposableSources.broad, disposable.broad.length),
  source(disposableSources.old, disposable.old.length),
  source(educationSource, education.length),
  source(networkSource, v4.length + v6.length),
];
const manifest = { version: contentVersion(tables, sources), sources };

const problems = checkSentinels(openLists({ manifest, ...tables }), education);
if (problems.length > 0) {
  console.error(`refused, ${problems.length} sentinels:\n${problems.join("\n")}`);
  process.exit(1);
}
const modules = {
  "domains.ts": moduleText("domainTable", "NameTable", "name-table", tables.domains),
  "networks.ts": moduleText("networkTables", "NetworkTables", "networks", tables.networks),
  "manifest.ts": moduleText("manifest", "ListManifest", "manifest", manifest),
};
for (const [file, text] of Object.entries(modules)) {
  const at = new URL(file, data);
  if (!process.argv.includes("--check")) writeFileSync(at, text);
  else if (readFileSync(at, "utf8") !== text) {
    console.error(`src/lists/data/${file} is not what the sources make: run npm run lists:build`);
    process.exitCode = 1;
  }
}
for (const [tier, set] of Object.entries(names)) console.log(`${tier}: ${set.size}`);
console.log(`networks: ${tables.networks.v4.count} v4, ${tables.networks.v6.count} v6 ranges`);
console.log(`version ${manifest.version}`);
