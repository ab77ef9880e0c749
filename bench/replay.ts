// How many stored assessments a policy judges again in a minute, on one core: `npm run bench:replay`.
// The history is a day of invented signups under the standard policy, as often as it takes, each a copy of its own.

import { readFileSync } from "node:fs";
import { createScorer, memoryStore, standardPolicy } from "trialgate";
import { type HistoryRecord, replay } from "trialgate/tuning";

const records = 100_000;
const rounds = 5;

const lines: readonly string[] = readFileSync(
  new URL("../examples/demo-signups.jsonl", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n");
let now = 0;
const score = createScorer({ store: memoryStore(), clock: () => now });
const texts: string[] = [];
for (const line of lines) {
  const { input, label } = JSON.parse(line);
  now = input.at;
  texts.push(JSON.stringify({ assessment: await score(input), label }));
}
const history = Array.from(
  { length: records },
  (_, place): HistoryRecord => JSON.parse(texts[place % texts.length] ?? ""),
);

for (let round = 1; round <= rounds; round += 1) {
  const before = process.cpuUsage();
  let points = 0;
  for (const judged of replay(history, standardPolicy)) points += judged.points;
  const { user, system } = process.cpuUsage(before);
  const perMinute = Math.round(records / ((user + system) / 60e6));
  console.log(
    `round ${round}: ${perMinute.toLocaleString("en-US")} records a minute (sum ${points.toFixed(2)})`,
  );
}
