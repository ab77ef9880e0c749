import { basePoints } from "trialgate/core";
import { replay } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { designOf } from "../../src/tuning/tune/design.js";
import { labelledRows } from "../../src/tuning/tune/labelled-rows.js";
import { ridgeLoss } from "../../src/tuning/tune/ridge-loss.js";
import { weighRows } from "../../src/tuning/tune/weigh-rows.js";
import { historyOf, kinds, pinned, recordOf } from "./tune-worlds.js";

const twice = recordOf("twice", { "phone.reused": 0.4 }, { label: "abuse" });
const doubled = {
  ...twice,
  assessment: {
    ...twice.assessment,
    results: twice.assessment.results.map((result) =>
      result.status === "ok" ? { ...result, evidence: [...result.evidence, ...result.evidence] } : result,
    ),
  },
};
const good = recordOf(
  "good",
  {
    "verified-facts.card": 1,
    "verified-facts.aged-oauth": 1,
    "verified-facts.phone": 1,
    "history.legitimate": 1,
  },
  { label: "legitimate" },
);
const rows = labelledRows([...historyOf(kinds, 500, "weights"), doubled, good]);
const design = designOf(rows, pinned.resolved, basePoints(pinned.resolved));

describe("the points that a fit sees", () => {
  it("are those of the policy, caps, floor and corroboration included", () => {
    const seen: number[] = [];
    weighRows(design, design.points, (_, points) => seen.push(points));
    const given = [...replay(rows, pinned)].map(({ points }) => points);
    expect(given.some((points) => points > 80)).toBe(true);
    for (const [row, points] of given.entries())
      expect(Math.abs((seen[row] ?? 0) - points)).toBeLessThan(0.05);
  });
});

describe("the slopes of the loss", () => {
  it("are what small steps tell", () => {
    const loss = ridgeLoss(design, 7);
    // Away from the policy, where the ridge has a slope, and from the kinks of caps, where nothing has one.
    const at = Float64Array.from(
      [...design.points, 0.3],
      (value, place) => value * (0.81 + 0.013 * (place % 7)),
    );
    const { gradient, curvature } = loss.slopesAt(at);
    const size = at.length;
    const step = 1e-4;
    const beside = (place: number, by: number): Float64Array =>
      at.map((value, other) => (other === place ? value + by : value));
    for (let place = 0; place < size; place += 1) {
      const [ahead, behind] = [beside(place, step), beside(place, -step)];
      const slope = (loss.at(ahead) - loss.at(behind)) / (2 * step);
      expect(Math.abs((gradient[place] ?? 0) - slope)).toBeLessThan(1e-4);
      const bend =
        ((loss.slopesAt(ahead).gradient[place] ?? 0) - (loss.slopesAt(behind).gradient[place] ?? 0)) /
        (2 * step);
      expect(Math.abs((curvature[place * size + place] ?? 0) - bend)).toBeLessThan(1e-4);
    }
  });
});
