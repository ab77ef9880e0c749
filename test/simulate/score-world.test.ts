import { memoryStore, standardPolicy, standardSignals } from "trialgate";
import { people, scoreWorld, simulate } from "trialgate/simulate";
import { type HistoryRecord, replay } from "trialgate/tuning";
import { describe, expect, it } from "vitest";

const { homeUsers, qaTesters } = people;

const world = () =>
  simulate({ seed: "score", signups: 80, cohorts: [homeUsers({ share: 1 }), qaTesters({ share: 1 })] });

const scored = async (options?: Parameters<typeof scoreWorld>[1]): Promise<readonly HistoryRecord[]> => {
  const records: HistoryRecord[] = [];
  for await (const record of scoreWorld(world(), options)) records.push(record);
  return records;
};

describe("scoring a world", () => {
  it("judges each signup at its own time, knowing those before it", async () => {
    const records = await scored();
    const inputs = Array.from(world(), ({ input }) => input);
    expect(records.map(({ assessment }) => [assessment.id, assessment.at])).toEqual(
      inputs.map(({ id, at }) => [id, at]),
    );
    const tagged = records.filter(({ group }) => group === "qa-tester");
    const found = tagged.filter(({ assessment }) =>
      assessment.reasons.some(({ code }) => code.startsWith("duplicate-email")),
    );
    expect(found.length).toBeGreaterThan(tagged.length / 2);
    expect(tagged[0]?.assessment.reasons.some(({ code }) => code.startsWith("duplicate-email"))).toBe(false);
  });

  it("gives the same history again, which replays to the same verdicts", async () => {
    const [one, again] = [await scored(), await scored()];
    expect(again).toEqual(one);
    expect(Array.from(replay(one, standardPolicy), ({ tier, points }) => [tier, points])).toEqual(
      one.map(({ assessment }) => [assessment.tier, assessment.points]),
    );
  });

  it("takes the options of a scorer", async () => {
    const signals = standardSignals().filter(({ id }) => id !== "duplicate-email");
    const records = await scored({ store: memoryStore(), signals });
    const ids = records.flatMap(({ assessment }) => assessment.results.map(({ signal }) => signal));
    expect(new Set(ids)).not.toContain("duplicate-email");
    expect(new Set(ids)).toContain("device-reuse");
  });

  it("tells each before the next one comes", async () => {
    const events: string[] = [];
    const told = Array.from(world(), (signup) => ({
      ...signup,
      learn: () => void events.push(`told ${signup.input.id}`),
    }));
    const listening = function* () {
      for (const signup of told) {
        events.push(`came ${signup.input.id}`);
        yield signup;
      }
    };
    for await (const { assessment } of scoreWorld(listening())) events.push(`handed ${assessment.id}`);
    const order = told.flatMap(({ input: { id } }) => [`came ${id}`, `told ${id}`, `handed ${id}`]);
    expect(events).toEqual(order);
  });
});
