import { standardPolicyData, standardSignals } from "trialgate";
import { describe, expect, it } from "vitest";
import { markdownFiles, textOf } from "../../scripts/docs/files.js";
import { rendered } from "../../scripts/docs/render.js";
import { signalSources } from "../../scripts/docs/signal-source.js";

describe("the docs", () => {
  // After a wanted change: `npm run docs`.
  it.each(markdownFiles)("%s says what the code says and shows what its programs print", async (file) => {
    const text = textOf(file);
    expect(await rendered(file, text)).toBe(text);
  });

  it("would be seen to be stale", async () => {
    const stale = "<!-- generated: tiers -->\nold\n<!-- end -->";
    expect(await rendered("x.md", stale)).toContain(standardPolicyData.tiers[1].unlock.text);
  });

  it("list every standard signal in the README, once, in order", () => {
    const listed = [...textOf("README.md").matchAll(/^\| \[`([a-z-]+)`\]\(docs\/signals\.md#([a-z-]+)\)/gm)];
    expect(listed.map(([, id]) => id)).toEqual(standardSignals().map(({ id }) => id));
    expect(listed.map(([, , anchor]) => anchor)).toEqual(standardSignals().map(({ id }) => id));
  });

  it("name every reason code in docs/signals.md, and no other", () => {
    const codes = signalSources().flatMap(({ signal: { id, reasons } }) =>
      Object.keys(reasons).map((code) => `${id}.${code}`),
    );
    const rows = [...textOf("docs/signals.md").matchAll(/^\| `([a-z-]+\.[a-z-]+)` \| -?\d+ \|/gm)];
    expect(rows.map(([, code]) => code).sort()).toEqual(codes.sort());
  });
});
