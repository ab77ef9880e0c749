import { type ClientName, connections } from "../stores/real/connections.js";
import { crossedAt, crossedCounter, crossedKeys } from "../stores/real/crossed.js";
import { randomFrom, shuffled } from "../stores/real/random.js";
import { token } from "../stores/real/token.js";
import { work } from "./work.js";

/** Calls for one process that share their counters with those of every other process. */
export interface CrossingJob {
  readonly client: ClientName;
  readonly port: number;
  readonly connections: number;
  readonly callsEach: number;
  readonly seed: number;
}

/** What the calls of one process came to. */
export interface Crossed {
  readonly failed: readonly string[];
  /** How often each key was counted under, in the order of `crossedKeys`. */
  readonly added: readonly number[];
}

const keysPerCall = 8;

await work(async (job: CrossingJob): Promise<Crossed> => {
  const added = crossedKeys.map(() => 0);
  const failed: string[] = [];
  const lane = async (number: number): Promise<void> => {
    const random = randomFrom(job.seed * 1000 + number);
    const { store, close } = connections[job.client]({ port: job.port, most: 1 });
    for (let call = 0; call < job.callsEach; call += 1) {
      const member = token(`${job.seed} ${number} ${call}`);
      const places = shuffled([...crossedKeys.keys()], random).slice(0, keysPerCall);
      const once = { key: member, identity: [member], fingerprint: member, label: member };
      const counters = places.map((place) => crossedCounter(place, member));
      try {
        await store.observe({ at: crossedAt, once, counters });
        for (const place of places) added[place] = (added[place] ?? 0) + 1;
      } catch (error) {
        failed.push(String(error));
      }
    }
    await close();
  };
  await Promise.all(Array.from({ length: job.connections }, (_, number) => lane(number)));
  return { failed, added };
});
