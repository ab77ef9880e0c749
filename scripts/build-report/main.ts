/**
 * The report's page script and style → src/tuning/report/page-script.ts, so that nobody who draws a report needs a
 * bundler. `npm run report:build`; with `--check`, fails when the module is not byte for byte what its sources make.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pageModule, reportFolder } from "./page-module.js";

const file = new URL("page-script.ts", reportFolder);
const text = await pageModule();
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  console.error("src/tuning/report/page-script.ts is not what its sources make: run npm run report:build");
  process.exitCode = 1;
}
console.log(`${text.length} bytes`);
