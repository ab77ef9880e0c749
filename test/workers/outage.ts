import { setTimeout as sleep } from "node:timers/promises";
import { createScorer } from "trialgate";
import { signupInput } from "trialgate/testing";
import { type ClientName, connections } from "../stores/real/connections.js";
import { testSecrets } from "../stores/real/test-secrets.js";
import { asked } from "./work.js";

// Scores before, during and after an outage that the parent makes, closes its client and must then have nothing left
// to wait for.
const { client, port } = await asked<{ readonly client: ClientName; readonly port: number }>("ready");
const { store, close } = connections[client]({ port });
// Long enough for a busy machine, where this is not about time.
const score = createScorer({ store, secrets: testSecrets, timeoutMs: 1000, deadlineMs: 1500 });

const scoreTwenty = async (when: string): Promise<{ readonly degraded: number }> => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, place) => score(signupInput({ id: `${when}-${place}` }))),
  );
  return { degraded: answers.filter(({ degraded }) => degraded.includes("store")).length };
};

// The first call pays for connecting and for what is loaded late.
await score(signupInput({ id: "first" }));
await asked(await scoreTwenty("before"));
await asked(await scoreTwenty("during"));
// The breaker rests for half a second and then lets one through. Nothing may be under way when the client is closed:
// postgres.js forgets connections that are still being made.
await sleep(600);
await score(signupInput({ id: "probe" }));
await asked(await scoreTwenty("after"));
await close();
process.send?.("closed", () => process.disconnect());
