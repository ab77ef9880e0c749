import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { createScorer, memoryStore } from "trialgate";
import { describe, expect, it } from "vitest";

const signup = {
  email: "ada.lovelace+1@mailinator.com",
  ip: "3.5.140.2",
  userAgent:
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  deviceId: "device-1",
  country: "DE",
  timezone: "Europe/Berlin",
  at: 1_780_000_000_000,
};
const secrets = [{ id: "1", key: "a key of more than sixteen bytes" }];

describe("a runtime with Web APIs and nothing else", () => {
  it("bundles the package for no platform in particular, and answers as Node does", {
    timeout: 30_000,
  }, async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `
          import { createScorer, memoryStore } from "trialgate";
          globalThis.answer = createScorer({ store: memoryStore(), secrets: ${JSON.stringify(secrets)} })(${JSON.stringify(signup)}).then(JSON.stringify);
        `,
        resolveDir: process.cwd(),
      },
      bundle: true,
      write: false,
      logLevel: "error",
      format: "iife",
      platform: "neutral",
      mainFields: ["module", "main"],
      conditions: ["import"],
    });
    const { AbortController, TextEncoder, URL, atob, btoa, clearTimeout, crypto, performance, setTimeout } =
      globalThis;
    // No process, no Buffer, no require: what an edge runtime has, and less.
    const context = createContext({
      ...{ AbortController, TextEncoder, URL, atob, btoa, clearTimeout, crypto, performance, setTimeout },
    });
    runInContext(outputFiles[0]?.text ?? "", context);
    const there: unknown = await runInContext("answer", context);
    const here = await createScorer({ store: memoryStore(), secrets })(signup);
    expect(there).toBe(JSON.stringify(here));
  });
});
