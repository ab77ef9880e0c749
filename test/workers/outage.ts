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
await close();
process.send?.("closed", () => process.disconnect());
