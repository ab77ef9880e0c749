import { standardPolicy } from "trialgate";
import { describe, expect, it } from "vitest";
import { createJudge } from "../../src/cli/judge.js";
import { scoreFile } from "../../src/cli/score-file.js";

describe("a long file", { timeout: 120_000 }, () => {
  it("is held one line at a time: 20,000 lines, one chunk read ahead at most", async () => {
    const most = 20_000;
    const perChunk = 10;
    let read = 0;
    let written = 0;
    let ahead = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      while (read < most) {
        const chunk = Array.from({ length: perChunk }, () => `{"id":"s${read++}","at":1780000000000}\n`);
        ahead = Math.max(ahead, read - written);
        yield Buffer.from(chunk.join(""));
      }
    }
    const report = {
      add: async (): Promise<void> => {
        written += 1;
      },
      end: async (): Promise<void> => {},
    };
    const silent = { write: async (): Promise<void> => {} };
    const now = (): number => 0;
    const judge = createJudge({ policy: standardPolicy, shadowTier: undefined, now });
    const reading = { report, skipInvalid: false, showProgress: false };
    const terminal = { stdin: source(), out: silent, err: silent, now, watched: false };
    expect(await scoreFile(source(), judge, reading, terminal)).toBe(0);
    expect([read, written]).toEqual([most, most]);
    expect(ahead).toBe(perChunk);
  });
});
