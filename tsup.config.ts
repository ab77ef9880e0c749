import { defineConfig } from "tsup";
import { commands, doors } from "./scripts/doors.js";

// Declarations come from tsc (see tsconfig.build.json): tsup's own bundling of them takes three times as long.
// The parsing packages stay ordinary dependencies: a security fix in one of them then reaches users without a
// release of ours, and their licences travel in their own folders.
export default defineConfig({
  entry: [...doors, ...commands].map(({ source }) => source),
  format: "esm",
  platform: "neutral",
  target: "node20.19", // "node20" would drop `with { type: "json" }`, and the output would fail to import
  external: [/^node:/, /^trialgate(\/|$)/],
  removeNodeProtocol: false,
  splitting: true,
  sourcemap: true,
  esbuildOptions: (options) => {
    options.sourcesContent = false; // the package ships src/, the maps point there
  },
  clean: true,
});
