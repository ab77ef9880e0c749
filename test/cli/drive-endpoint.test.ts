import { setTimeout as pause } from "node:timers/promises";
import { days } from "trialgate";
import { describe, expect, it, vi } from "vitest";
import { driveEndpoint } from "../../src/cli/drive-endpoint.js";

// Nobody waits for weeks.
vi.mock("node:timers/promises", () => ({ setTimeout: vi.fn(async () => {}) }));

describe("driveEndpoint at the speed of the world", () => {
  it("waits longer than one timer can", async () => {
    const sent: (number | undefined)[] = [];
    const signup = (at: number) => ({
      input: { id: `s${at}`, at },
      label: "legitimate" as const,
      labelledAt: at,
      group: "neighbours",
      party: "one",
      learn: () => {},
    });
    await driveEndpoint(
      [signup(0), signup(days(60))],
      async ({ at }) => {
        sent.push(at);
        return { ok: true, tier: "starter", decision: "allow" };
      },
      { speed: 1, concurrency: 1, showProgress: false, onAnswer: () => {} },
      {
        stdin: (async function* () {})(),
        out: { write: async () => {} },
        err: { write: async () => {} },
        now: () => 1_790_000_000_000,
        watched: false,
      },
    );
    const waits = vi.mocked(pause).mock.calls.map(([ms]) => ms ?? 0);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(days(60));
    expect(Math.max(...waits)).toBeLessThan(2 ** 31);
    expect(sent).toEqual([0, days(60)]);
  });
});
