import type { SignupInput } from "trialgate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../servers/needs.js";
import type { Crossed, CrossingJob } from "../../workers/crossing.js";
import { runWorkers } from "../../workers/run-workers.js";
import type { Ranked, SignupsJob } from "../../workers/signups.js";
import { connections } from "./connections.js";
import { crossedAt, crossedCounter, crossedKeys } from "./crossed.js";
import { randomFrom, seed, shuffled } from "./random.js";
import type { RealServer, RunningServer } from "./real-server.js";
import { token } from "./token.js";

/** How many processes ask at once; set `TRIALGATE_PROCESSES` to try others. */
const processes = Number(process.env.TRIALGATE_PROCESSES ?? 4);
const connectionsInAll = 16;
const crossingCalls = 10_000;

/** What holds when several processes count in one server at once. */
export function concurrencySuite(real: RealServer): void {
  describeWith(real.binary, `${real.name} under ${processes} processes`, () => {
    let server: RunningServer;
    let answers: readonly Ranked[] = [];
    const answersTo = (signups: readonly SignupInput[]): readonly Ranked[] => {
      const ids = new Set(signups.map(({ id }) => id));
      return answers.filter(({ id }) => ids.has(id));
    };

    const crowd = signupsOn("one-device", processes * 1000);
    // Somebody sends the form twice, and two processes get it.
    const repeated = crowd.slice(0, 20);
    const rush = signupsOn("rush", 2000);
    const impatient = signupsOn("impatient", 400);

    beforeAll(async () => {
      server = await real.start();
      const times = new Map([
        ...repeated.map((one) => [one, 2] as const),
        ...impatient.map((one) => [one, 5] as const),
      ]);
      const everybody = shuffled([...crowd, ...rush, ...impatient], randomFrom(seed));
      // Neighbours go to different processes, so the same signup comes in at several at about the same time.
      const signups = everybody.flatMap((one) => Array.from({ length: times.get(one) ?? 1 }, () => one));
      const jobs = Array.from(
        { length: processes },
        (_, process): SignupsJob => ({
          client: real.clients[process % real.clients.length] ?? "pg",
          port: server.port,
          signups: signups.filter((_, place) => place % processes === process),
        }),
      );
      answers = (await runWorkers<SignupsJob, readonly Ranked[]>("signups", jobs)).flat();
    }, 90_000);
    afterAll(() => server.stop());

    it("ranks 1000 signups of each process on one device without a gap or a tie, and counts 20 repeats once", () => {
      const told = answersTo(crowd);
      expect(told).toHaveLength(crowd.length + repeated.length);
      const different = unlike(told);
      expect(inOrder(different.map(({ rank }) => rank))).toEqual(crowd.map((_, place) => place + 1));
      expect(inOrder(different.map(({ accounts }) => accounts))).toEqual(
        crowd.map((_, place) => Math.min(place + 1, 100)),
      );
    });

    it.each([1, 3, 10])("lets exactly %i of 2000 through a limit of as many", (limit) => {
      const told = answersTo(rush);
      expect(told).toHaveLength(2000);
      expect(told.filter(({ accounts = 0 }) => accounts <= limit)).toHaveLength(limit);
      expect(told.filter(({ rank = 0 }) => rank <= limit)).toHaveLength(limit);
    });

    it("counts 400 people who each try five times at once as 400, and tells all five the same", () => {
      const told = answersTo(impatient);
      expect(told).toHaveLength(400 * 5);
      expect(inOrder(unlike(told).map(({ rank }) => rank))).toEqual(impatient.map((_, place) => place + 1));
      expect(told.filter(({ revision }) => revision !== 1)).toEqual([]);
    });

    it(`answers ${crossingCalls} calls with keys in any order on ${connectionsInAll} connections, and none waits for another in a circle`, async () => {
      const perProcess = Math.ceil(connectionsInAll / processes);
      const jobs = Array.from(
        { length: processes },
        (_, process): CrossingJob => ({
          client: real.clients[process % real.clients.length] ?? "pg",
          port: server.port,
          connections: perProcess,
          callsEach: Math.ceil(crossingCalls / (perProcess * processes)),
          seed: seed + process,
        }),
      );
      const crossed = await runWorkers<CrossingJob, Crossed>("crossing", jobs);
      expect(crossed.flatMap(({ failed }) => failed)).toEqual([]);

      const added = crossedKeys.map((_, place) =>
        crossed.reduce((total, { added }) => total + (added[place] ?? 0), 0),
      );
      expect(added.reduce((total, times) => total + times, 0)).toBeGreaterThanOrEqual(8 * crossingCalls);
      const connection = connections[real.clients[0] ?? "pg"]({ port: server.port });
      const counters = crossedKeys.map((_, place) => crossedCounter(place, token("nobody")));
      expect(await connection.store.peek(counters, crossedAt)).toEqual(
        added.map((times, place) => (place % 3 === 1 ? Math.min(times, 100) : times)),
      );
      await connection.close();
      expect(await server.deadlocks()).toBe(0);
    }, 90_000);
  });
}

/** Signups of different people on one device. */
function signupsOn(deviceId: string, count: number): readonly SignupInput[] {
  return Array.from({ length: count }, (_, place) => ({ id: `${deviceId}, person ${place}`, deviceId }));
}

/** One of each that are alike in every respect. */
function unlike(told: readonly Ranked[]): readonly Ranked[] {
  return [...new Map(told.map((one) => [JSON.stringify(one), one])).values()];
}

function inOrder(numbers: readonly (number | undefined)[]): readonly (number | undefined)[] {
  return [...numbers].sort((a = 0, b = 0) => a - b);
}
