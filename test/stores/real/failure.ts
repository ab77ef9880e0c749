import { createScorer, memoryStore, type Scorer, type Store, scoreSignup } from "trialgate";
import { fixedClock } from "trialgate/testing";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../servers/needs.js";
import { nextMessage, startWorker } from "../../workers/run-workers.js";
import { type ClientName, type Connection, connections } from "./connections.js";
import { faults } from "./faults.js";
import { honest } from "./honest.js";
import { everyMs, outageMs, rideOut } from "./outage.js";
import type { RealServer, RunningServer } from "./real-server.js";
import { type Call, isCapped, isNormal, percentile, timed, traced } from "./steady-load.js";
import { testSecrets as secrets } from "./test-secrets.js";

// The scorer's defaults, by which its callers plan.
const deadlineMs = 250;

/** What a scorer promises whatever becomes of its server. */
export function failureSuite(real: RealServer): void {
  describeWith(real.binary, `${real.name}, when it fails,`, () => {
    let server: RunningServer;
    const opened: Connection[] = [];
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);

    beforeAll(async () => {
      process.on("unhandledRejection", note);
      process.on("uncaughtException", note);
      server = await real.start();
    }, 30_000);
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((connection) => connection.close()));
      expect(unhandled.splice(0)).toEqual([]);
    });
    afterAll(async () => {
      process.off("unhandledRejection", note);
      process.off("uncaughtException", note);
      await server.stop();
    });

    const open = (client: ClientName, port = server.port): Connection => {
      const connection = connections[client]({ port });
      opened.push(connection);
      return connection;
    };

    it.each(faults)(
      "$name: every call is answered in time and honestly, and all is well within a second",
      async (fault) => {
        const outages = await rideOut(server, fault, (port) =>
          real.clients.map((client) => open(client, port)),
        );
        for (const [place, outage] of outages.entries()) {
          const { calls, brokenAt, healedAt, normalAt, lateness } = outage;
          const during = calls.filter(
            ({ startedAt, tookMs }) => startedAt >= brokenAt && startedAt + tookMs <= outage.mendingAt,
          );
          const p99 = percentile(
            calls.map(({ tookMs }) => tookMs),
            0.99,
          );
          print(
            `${real.name} ${fault.name}, ${real.clients[place]}: ${calls.length} calls, ${during.length} during the outage of which ` +
              `${during.filter(({ asked }) => asked).length} asked the store; p99 ${p99.toFixed(1)} ms ` +
              `(timers of the process alone ${lateness.toFixed(1)} ms late), normal after ${(normalAt - healedAt).toFixed(0)} ms`,
          );

          expect(calls.flatMap(({ error }) => error ?? [])).toEqual([]);
          expect(p99).toBeLessThanOrEqual(deadlineMs + 10);
          // The load was there, and the breaker spared the server most of it.
          expect(during.length).toBeGreaterThan(outageMs / everyMs / 5);
          expect(during.filter(({ asked }) => asked).length).toBeLessThan(during.length / 2);
          expect(during.filter(isNormal)).toEqual([]);
          for (const call of calls) expect(isNormal(call) || isCapped(call)).toBe(true);
          expect(normalAt - healedAt).toBeLessThanOrEqual(1000);
        }
      },
      20_000,
    );

    it.each(real.clients)("an open breaker costs nothing: %s", async (client) => {
      // By a clock that stands still the breaker, once open, rests for good.
      const clock = fixedClock();
      const scorer = (store: Store): Scorer => createScorer({ store: traced(store), secrets, clock });
      const broken = scorer(open(client).store);
      const control = scorer(memoryStore());
      await server.pause();
      try {
        await Promise.all(Array.from({ length: 3 }, (_, place) => broken(honest(place))));
        let p99s: readonly [broken: number, control: number] = [Infinity, 0];
        const medians: number[] = [];
        // What else runs on this machine adds to either: one quiet round of a few has to show it.
        for (let round = 0; round < 5 && p99s[0] > p99s[1] + 1; round += 1) {
          const calls: Call[] = [];
          const controls: Call[] = [];
          for (let place = 0; place < 400; place += 1) {
            calls.push(await timed(broken, honest(place)));
            controls.push(await timed(control, honest(place)));
          }
          expect(calls.filter((call) => call.asked || !isCapped(call))).toEqual([]);
          p99s = [p99Of(calls), p99Of(controls)];
          medians.push(percentile(tookMs(calls), 0.5) - percentile(tookMs(controls), 0.5));
        }
        const [p99, controlP99] = p99s.map((ms) => ms.toFixed(2));
        print(
          `${real.name} behind an open breaker, ${client}: p99 ${p99} ms, over the memory store ${controlP99} ms`,
        );
        expect(p99s[0]).toBeLessThanOrEqual(p99s[1] + 1);
        expect(Math.max(...medians)).toBeLessThanOrEqual(1);
      } finally {
        await server.resume();
      }
    });

    it.each(real.clients)("a caller who gives up is answered at once: %s", async (client) => {
      const { store } = open(client);
      await server.pause();
      try {
        const options = { store, secrets, timeoutMs: 5000, deadlineMs: 10_000 };
        const call = await timed(
          (input) => scoreSignup(input, { ...options, abortSignal: AbortSignal.timeout(20) }),
          honest(0),
        );
        expect(isCapped(call)).toBe(true);
        expect(call.tookMs).toBeLessThan(1000);
      } finally {
        await server.resume();
      }
    });

    it.each(real.clients)("a fallback counts meanwhile, and says so: %s", async (client) => {
      const { store } = open(client);
      const score = createScorer({ store, secrets, fallback: memoryStore() });
      await server.pause();
      try {
        const accounts = [];
        for (let place = 0; place < 6; place += 1) {
          const call = await timed(score, { ...honest(place), deviceId: "one-device" });
          expect(isCapped(call)).toBe(true);
          expect(call.assessment?.warnings.join()).toContain("store-fallback: ");
          accounts.push(
            call.assessment?.reasons.find(({ code }) => code === "device-reuse.reused")?.detail?.accounts,
          );
        }
        expect(accounts).toEqual([undefined, 2, 3, 4, 5, 6]);
      } finally {
        await server.resume();
      }
    });

    it("nothing is left behind: a process ends by itself once its client is closed", async () => {
      const workers = real.clients.map(() => startWorker("outage"));
      const exits = workers.map((worker) => new Promise((resolve) => worker.on("exit", resolve)));
      /** Waits for all, one client each, and answers what they say next. */
      const next = (): Promise<readonly unknown[]> => Promise.all(workers.map(nextMessage));
      const goOn = (): void => {
        for (const [place, worker] of workers.entries())
          worker.send({ client: real.clients[place], port: server.port });
      };
      const each = (message: unknown): readonly unknown[] => workers.map(() => message);
      try {
        await next();
        goOn();
        expect(await next()).toEqual(each({ degraded: 0 }));
        await server.pause();
        goOn();
        expect(await next()).toEqual(each({ degraded: 20 }));
        await server.resume();
        goOn();
        expect(await next()).toEqual(each({ degraded: 0 }));
        goOn();
        expect(await next()).toEqual(each("closed"));
        const closedAt = performance.now();
        expect(await Promise.all(exits)).toEqual(each(0));
        expect(performance.now() - closedAt).toBeLessThan(1000);
      } finally {
        await server.resume();
        for (const worker of workers) worker.kill("SIGKILL");
      }
    }, 20_000);
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tookMs(calls: readonly Call[]): readonly number[] {
  return calls.map(({ tookMs }) => tookMs);
}

function p99Of(calls: readonly Call[]): number {
  return percentile(tookMs(calls), 0.99);
}
