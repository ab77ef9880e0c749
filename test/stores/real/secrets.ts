import { type Assessment, createScorer, days, type Secret, type SignupInput } from "trialgate";
import { fixedClock, signupInput } from "trialgate/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createKeyedHash } from "../../../src/identifiers/hash.js";
import { describeWith } from "../../servers/needs.js";
import { type Connection, connections } from "./connections.js";
import type { RealServer, RunningServer } from "./real-server.js";
import { holdsToken } from "./traces.js";

const old: Secret = { id: "2025", key: "the secret of last year" };
const next: Secret = { id: "2026", key: "the secret of this year" };

/** What a change of secrets keeps and what it loses, and that namespaces share nothing. */
export function secretsSuite(real: RealServer): void {
  describeWith(real.binary, `the names that ${real.name} is told`, () => {
    let server: RunningServer;
    let connection: Connection;
    beforeAll(async () => {
      server = await real.start();
      connection = connections[real.clients[0] ?? "pg"]({ port: server.port });
    }, 30_000);
    afterAll(async () => {
      await connection.close();
      await server.stop();
    });

    const clock = fixedClock();
    /** How many accounts the device has after another one. */
    const another = async (namespace: string, secrets: readonly Secret[], input: SignupInput) => {
      const options = { store: connection.store, namespace, secrets, clock };
      const limits = { timeoutMs: 10_000, deadlineMs: 10_000 };
      return createScorer({ ...options, ...limits })(signupInput(input));
    };
    /** One device, on which somebody signs up every two months under whatever secrets are in force then. */
    const history = async (namespace: string, inForce: readonly (readonly Secret[])[]) => {
      clock.set(Date.UTC(2026, 0, 1));
      const told: (readonly [number, number])[] = [];
      for (const [place, secrets] of inForce.entries()) {
        const assessment = await another(namespace, secrets, {
          id: `${place}`,
          email: `${place}@example.com`,
        });
        told.push([accountsOn(assessment), assessment.points]);
        clock.advance(days(61));
      }
      return told;
    };

    it("lead to the same counts and points while secrets change, once the old one has been read for long enough", async () => {
      const changed = await history("changed", [
        ...Array.from({ length: 4 }, () => [old]),
        // A device is remembered for 365 days: for as long, both are read.
        ...Array.from({ length: 7 }, () => [next, old]),
        ...Array.from({ length: 4 }, () => [next]),
      ]);
      const unchanged = await history(
        "unchanged",
        Array.from({ length: 15 }, () => [next]),
      );
      expect(changed).toEqual(unchanged);
      expect(changed.map(([accounts]) => accounts)).toEqual([
        1,
        2,
        3,
        4,
        5,
        ...Array.from({ length: 10 }, () => 6),
      ]);
    });

    it("are written under the first secret alone", async () => {
      const id = "written-once";
      await another("writing", [old], { id: "before" });
      await another("writing", [next, old], { id });
      const dump = await server.dump();
      const holds = async (secret: Secret, subject: string) =>
        holdsToken(dump, await createKeyedHash(secret).digest(`writing/${subject}`));
      expect([await holds(old, "before"), await holds(next, id), await holds(old, id)]).toEqual([
        true,
        true,
        false,
      ]);
    });

    it("are new ones to everybody who is seen again: the old ones go", async () => {
      const person = { id: "seen-again" };
      await another("moving", [old], person);
      expect(await another("moving", [next, old], person)).toMatchObject({ revision: 1, degraded: [] });
      const verified = await another("moving", [next, old], { ...person, verified: ["email"] });
      expect([verified.revision, accountsOn(verified)]).toEqual([2, 1]);
      const dump = await server.dump();
      expect(holdsToken(dump, await createKeyedHash(next).digest("moving/seen-again"))).toBe(true);
      expect(holdsToken(dump, await createKeyedHash(old).digest("moving/seen-again"))).toBe(false);
    });

    it("mean nothing under a new secret alone: after a leak counting starts anew, and works", async () => {
      for (const id of ["a", "b", "c"]) await another("leak", [old], { id });
      const first = await another("leak", [next], { id: "d" });
      expect([accountsOn(first), first.degraded]).toEqual([1, []]);
      expect(accountsOn(await another("leak", [next], { id: "e" }))).toBe(2);
    });

    it("never meet those of another namespace", async () => {
      for (const id of ["a", "b", "c"]) await another("staging", [next], { id });
      const production = await another("production", [next], { id: "a" });
      expect([accountsOn(production), production.revision]).toEqual([1, 1]);
      expect(production.warnings.join()).not.toContain("id-reused");
      expect(accountsOn(await another("staging", [next], { id: "d" }))).toBe(4);
      expect(accountsOn(await another("production", [next], { id: "d" }))).toBe(2);
    });
  });
}

/** How many accounts the signup's device has, by what the assessment says. */
function accountsOn({ reasons }: Assessment): number {
  const reason = reasons.find(({ code }) => code === "device-reuse.reused");
  return Number(reason?.detail?.accounts ?? 1);
}
