import {
  type Assessment,
  createScorer,
  forget,
  isTrialgateError,
  type Observation,
  type SignupInput,
  type Store,
} from "trialgate";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createKeyedHash } from "../../../src/identifiers/hash.js";
import { describeWith } from "../../servers/needs.js";
import { startTcpProxy } from "../../servers/tcp-proxy.js";
import { canaries, canarySignup, returnedVerbatim, stranger } from "./canaries.js";
import { connections } from "./connections.js";
import { inParallel } from "./in-parallel.js";
import type { RealServer, RunningServer } from "./real-server.js";
import { testSecrets } from "./test-secrets.js";
import { found, holdsToken } from "./traces.js";

const signups = 10_000;
const canarySignups = 200;
const namespace = "default";
/** The caller's own id is given back. */
const unreturned = canaries.filter((canary) => !returnedVerbatim.includes(canary));

/** What a server, a log, an error or an assessment may never hold. */
export function privacySuite(real: RealServer): void {
  describeWith(real.binary, `what ${real.name} keeps of people`, () => {
    let server: RunningServer;
    const client = real.clients[0] ?? "pg";
    // Nobody gives up: what is not written cannot be found.
    const options = { secrets: testSecrets, namespace, timeoutMs: 30_000, deadlineMs: 30_000 };

    beforeAll(async () => {
      server = await real.start();
    }, 30_000);
    afterAll(() => server.stop());

    it(`is none of ${canaries.length} identifiers among ${signups} signups: not on its disk, on the way there, in an assessment or in a log`, async () => {
      const written = spyOnOutput();
      const proxy = await startTcpProxy(server.port);
      const watched = connections[client]({ port: proxy.port });
      const direct = connections[client]({ port: server.port });
      const assessments: Assessment[] = [];
      const scoreAll = async (store: Store, inputs: readonly SignupInput[]): Promise<void> => {
        const score = createScorer({ store, ...options });
        assessments.push(...(await inParallel(32, inputs, score)));
      };
      await Promise.all([
        scoreAll(watched.store, places(canarySignups).map(canarySignup)),
        scoreAll(direct.store, places(signups - canarySignups).map(stranger)),
      ]);
      const output = written.end();
      await Promise.all([watched.close(), direct.close()]);
      await proxy.stop();
      const [dump, files] = [await server.dump(), await server.files()];

      // All was written, and this search would find it.
      expect(assessments.flatMap(({ degraded }) => degraded)).toEqual([]);
      const [hash] = testSecrets.map(createKeyedHash);
      const token = (await hash?.digest(`${namespace}/${returnedVerbatim[0]}`)) ?? "";
      for (const where of [dump, files, proxy.sent()]) expect(holdsToken(where, token)).toBe(true);

      expect(found(dump, canaries)).toEqual([]);
      expect(found(files, canaries)).toEqual([]);
      expect(found(proxy.sent(), canaries)).toEqual([]);
      expect(found(Buffer.from(output), canaries)).toEqual([]);
      const told = Buffer.from(JSON.stringify(assessments));
      expect(found(told, unreturned)).toEqual([]);
    }, 120_000);

    it("is nothing of a broken signup either, whatever its error says", async () => {
      const { store, close } = connections[client]({ port: server.port });
      const score = createScorer({ store, ...options });
      const errors = await Promise.all(
        brokenSignups().map(async (input) => {
          const error = await score(input).then(
            (assessment) => assessment,
            (error: unknown) => error,
          );
          return isTrialgateError(error)
            ? `${error.stack} ${JSON.stringify(error)} ${error.message}`
            : JSON.stringify(error);
        }),
      );
      await close();
      expect(errors.some((error) => error.includes("TrialgateError"))).toBe(true);
      expect(found(Buffer.from(errors.join("\n")), unreturned)).toEqual([]);
      expect(found(await server.dump(), canaries)).toEqual([]);
    });

    it("is nothing that could be worked out again without the secret: under another, every name is another", async () => {
      const { store, close } = connections[client]({ port: server.port });
      const told = listening(store);
      for (const key of ["the secret of one caller", "the secret of another"]) {
        const score = createScorer({ store: told.store, ...options, secrets: [{ id: "one", key }] });
        await score(canarySignup(0));
      }
      await close();
      const [one = new Set<string>(), another = new Set<string>()] = told.observations.map(namesIn);
      expect(one.size).toBeGreaterThan(20);
      expect(another.size).toBe(one.size);
      expect([...one].filter((name) => another.has(name))).toEqual([]);
    });

    it("is nothing at all of a signup that was forgotten, but in the totals of its networks", async () => {
      const { store, close } = connections[client]({ port: server.port });
      // Under a secret that nobody else is kept under: what is shared with others is the network and the week alone.
      const inside = { ...options, secrets: [{ id: "own", key: "the secret of one person" }] };
      const told = listening(store);
      const score = createScorer({ store: told.store, ...inside });
      const { id, ip } = canarySignup(0);
      await score(canarySignup(0));
      await score({ ...stranger(0), ip });
      const [own, others] = told.observations.map(namesIn);
      const onlyTheirs = [...(own ?? [])].filter((name) => !others?.has(name));
      const held = async (): Promise<readonly string[]> => {
        const dump = await server.dump();
        return onlyTheirs.filter((name) => holdsToken(dump, name));
      };

      // They are there first: the subject, who is behind it, what it is called and what it was counted under.
      expect((await held()).length).toBeGreaterThan(8);
      expect(await forget({ store, ...inside }, `${id}`)).toBe(true);
      const totals = new Set(
        told.observations[0]?.counters.filter(({ kind }) => kind !== "distinct").map(({ key }) => key),
      );
      expect((await held()).filter((name) => !totals.has(name))).toEqual([]);
      await close();
    });
  });
}

/** The same store, and all that it is told. */
function listening(store: Store): { readonly store: Store; readonly observations: readonly Observation[] } {
  const observations: Observation[] = [];
  return {
    observations,
    store: {
      ...store,
      observe(observation) {
        observations.push(observation);
        return store.observe(observation);
      },
    },
  };
}

/** Every name that a store was told of one signup. */
function namesIn({ once, counters }: Observation): ReadonlySet<string> {
  const members = counters.flatMap((counter) => (counter.kind === "distinct" ? [counter.member] : []));
  const keys = counters.map(({ key }) => key);
  return new Set([once.key, once.fingerprint, once.label, ...once.identity, ...keys, ...members]);
}

function places(count: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => place);
}

/** The signup of the canary with each of its texts spoilt in turn. */
function brokenSignups(): readonly SignupInput[] {
  const whole = canarySignup(1);
  return Object.entries(whole).flatMap(([field, value]) =>
    typeof value === "string" && field !== "id" && field !== "channel"
      ? [
          { ...whole, [field]: value.padEnd(20_000, value) },
          { ...whole, [field]: `\u0000 ${value}@@${value}` },
          { ...whole, [field]: { [value]: value } },
        ]
      : [],
  );
}

/** Notes everything that this process prints. */
function spyOnOutput(): { end(): string } {
  const lines: string[] = [];
  const keep = (...what: readonly unknown[]): true => {
    lines.push(what.map(String).join(" "));
    return true;
  };
  const spies = [
    ...(["log", "info", "warn", "error", "debug"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(keep),
    ),
    vi.spyOn(process.stdout, "write").mockImplementation(keep),
    vi.spyOn(process.stderr, "write").mockImplementation(keep),
  ];
  return {
    end() {
      for (const spy of spies) spy.mockRestore();
      return lines.join("\n");
    },
  };
}
