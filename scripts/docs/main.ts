// Writes what the code says into the docs: `npm run docs`. A test fails while a file is not as this would make it.
import { writeFileSync } from "node:fs";
import { markdownFiles, textOf } from "./files.js";
import { rendered } from "./render.js";

for (const file of markdownFiles) {
  const before = textOf(file);
  const after = await rendered(file, before);
  if (after === before) continue;
  writeFileSync(file, after);
  console.log(`${file} written`);
}
