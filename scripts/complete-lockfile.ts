// Adds the entries that npm leaves out of package-lock.json when a registry does not carry the binaries of other
// platforms (docs/decisions/0002-lockfile.md). Running it twice changes nothing.
import { readFileSync, writeFileSync } from "node:fs";
import { completed, type Lockfile, missingOptionals } from "./lockfile.js";

const file = new URL("../package-lock.json", import.meta.url);
const lock: Lockfile = JSON.parse(readFileSync(file, "utf8"));
const added = Object.keys(missingOptionals(lock)).length;
writeFileSync(file, `${JSON.stringify(completed(lock), null, 2)}\n`);
console.log(`package-lock.json: ${added} optional entries added`);
