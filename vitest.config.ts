import { defineConfig } from "vitest/config";

// Tests import the library by its public name; this export condition leads that name to src/, so no build is
// needed and no path alias can drift from the exports map. The rest are Vite's own defaults for Node.
const conditions = ["trialgate-source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["test/**/*.test.ts"],
    coverage: { provider: "v8", include: ["src/**/*.ts"], reporter: ["text-summary", "html"] },
  },
});
