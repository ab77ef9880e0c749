import { createScorer, days, defineSignal, distinct, type SignupInput, sum } from "trialgate";
import { type ClientName, connections } from "../stores/real/connections.js";
import { inParallel } from "../stores/real/in-parallel.js";
import { testSecrets } from "../stores/real/test-secrets.js";
import { work } from "./work.js";

/** Signups for one process to score. */
export interface SignupsJob {
  readonly client: ClientName;
  readonly port: number;
  readonly signups: readonly SignupInput[];
}

/** What became of one signup. */
export interface Ranked {
  readonly id: string;
  readonly revision: number;
  /** Its place among the signups of its device; `undefined` when the store did not answer. */
  readonly rank: number | undefined;
  /** How many different accounts the device had by then, up to 100. */
  readonly accounts: number | undefined;
}

const ranked = defineSignal({
  id: "ranked",
  group: "device",
  needs: ["deviceId"],
  counts: ({ deviceId, subject }) => ({
    // A set of members is bounded and then answers "at least"; a sum has no bound.
    rank: sum(["device-signups", deviceId], 1, days(30)),
    accounts: distinct(["device", deviceId], subject, days(30), 100),
  }),
  reasons: { seen: { points: 0, text: "The device was seen" } },
  evaluate: (_, { counts }) => [{ code: "seen", detail: { ...counts } }],
});

/** Scores many at a time, as a busy server does. */
const atOnce = 32;

await work(async ({ client, port, signups }: SignupsJob): Promise<readonly Ranked[]> => {
  const { store, close } = connections[client]({ port });
  const score = createScorer({
    store,
    secrets: testSecrets,
    signals: [ranked],
    // Exactness is asked for here, not speed: nobody gives up.
    timeoutMs: 30_000,
    deadlineMs: 30_000,
  });
  const answers = await inParallel(atOnce, signups, async (signup): Promise<Ranked> => {
    const { id, revision, results } = await score(signup);
    const [result] = results;
    const detail = result?.status === "ok" ? result.evidence[0]?.detail : undefined;
    return { id, revision, rank: detail?.rank as number, accounts: detail?.accounts as number };
  });
  await close();
  return answers;
});
