import { setTimeout as sleep } from "node:timers/promises";
import { createScorer } from "trialgate";
import { startTcpProxy } from "../../servers/tcp-proxy.js";
import type { Connection } from "./connections.js";
import type { Fault } from "./faults.js";
import { honest } from "./honest.js";
import { randomFrom, seed } from "./random.js";
import type { RunningServer } from "./real-server.js";
import { type Call, isNormal, type Load, percentile, steadyLoad, traced } from "./steady-load.js";
import { testSecrets } from "./test-secrets.js";

/** A signup begins at each client every so many milliseconds. */
export const everyMs = 5;

/** How long a fault lasts, in milliseconds; set `TRIALGATE_OUTAGE_MS` to try others. */
export const outageMs = Number(process.env.TRIALGATE_OUTAGE_MS ?? 800);

/** An outage as one client lived through it. Instants on the monotonic clock, in milliseconds. */
export interface Outage {
  readonly calls: readonly Call[];
  /** The fault had struck. */
  readonly brokenAt: number;
  /** Somebody began to mend it. */
  readonly mendingAt: number;
  /** It was mended. */
  readonly healedAt: number;
  /** When the first call began that was answered with counts again; `Infinity` when none was. */
  readonly normalAt: number;
  /** How late a timer of 100 ms fired in 99 of 100 cases meanwhile: what this machine adds to every figure. */
  readonly lateness: number;
}

/** All clients under a steady load before, during and after an outage. */
export async function rideOut(
  server: RunningServer,
  fault: Fault,
  open: (port: number) => readonly Connection[],
): Promise<readonly Outage[]> {
  const proxy = await startTcpProxy(server.port);
  const stage = { server, proxy, connections: [] };
  let heal = fault.fromTheStart ? await fault.strike(stage) : undefined;
  const opened = open(fault.proxied ? proxy.port : server.port);
  const random = randomFrom(seed);
  const loads = opened.map(({ store }) => {
    const score = createScorer({ store: traced(store), secrets: testSecrets });
    return steadyLoad(score, everyMs, () => honest(Math.floor(random() * 2 ** 32)));
  });
  const lateness = timerLateness();
  try {
    if (heal === undefined) {
      for (const load of loads) {
        if ((await nextNormal(load, performance.now())) === Infinity) throw new Error("it never worked");
      }
      heal = await fault.strike({ ...stage, connections: opened });
    }
    const brokenAt = performance.now();
    await sleep(outageMs);
    const mendingAt = performance.now();
    await heal();
    heal = undefined;
    const healedAt = performance.now();
    const normalAt = await Promise.all(loads.map((load) => nextNormal(load, healedAt)));
    const late = lateness.stop();
    return await Promise.all(
      loads.map(async (load, place) => ({
        calls: await load.stop(),
        brokenAt,
        mendingAt,
        healedAt,
        normalAt: normalAt[place] ?? Infinity,
        lateness: late,
      })),
    );
  } finally {
    lateness.stop();
    await Promise.all(loads.map((load) => load.stop()));
    await heal?.();
    await proxy.stop();
  }
}

/** When the first call began, not before `from`, that the store had answered; `Infinity` after three seconds without one. */
async function nextNormal(load: Load, from: number): Promise<number> {
  for (;;) {
    const call = load.calls.find((call) => call.startedAt >= from && isNormal(call));
    if (call !== undefined) return call.startedAt;
    if (performance.now() > from + 3000) return Infinity;
    await sleep(everyMs);
  }
}

/** Watches how late timers fire, and tells the 99th percentile in milliseconds when stopped. */
function timerLateness(): { stop(): number } {
  const late: number[] = [];
  const timer = setInterval(() => {
    const due = performance.now() + 100;
    setTimeout(() => late.push(performance.now() - due), 100);
  }, everyMs);
  return {
    stop() {
      clearInterval(timer);
      return percentile(late, 0.99);
    },
  };
}
