import { describe, expect, it } from "vitest";
import { blocksOf } from "../../scripts/docs/blocks.js";
import { textOf } from "../../scripts/docs/files.js";

describe("docs/writing-a-store.md", () => {
  const blocks = blocksOf("docs/writing-a-store.md", textOf("docs/writing-a-store.md"));

  it("shows the smallest store first, as it is tested", () => {
    expect(`${blocks[0]?.text}\n`).toBe(textOf("examples/custom-store.ts"));
  });

  it("shows the smallest ledger, as it is tested", () => {
    expect(blocks.map(({ text }) => `${text}\n`)).toContain(textOf("examples/custom-ledger.ts"));
  });
});
