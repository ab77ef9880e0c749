import { forget, isTrialgateError, memoryStore, type Store } from "trialgate";
import { signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { scorerOf } from "./scoring.js";

const accountsOn = ({ results }: Awaited<ReturnType<ReturnType<typeof scorerOf>>>): unknown =>
  results
    .flatMap((result) => (result.status === "ok" ? result.evidence : []))
    .find(({ code }) => code === "device-reuse.reused")?.detail?.accounts;

const onDevice = (place: number) =>
  signupInput({ email: `person.${place}@example.org`, id: `account-${place}`, deviceId: "shared" });

describe("forget", () => {
  const secrets = [
    { id: "new", key: "a key of more than sixteen bytes" },
    { id: "old", key: "another key of sixteen bytes too" },
  ];
  const persistent = (store: Store): Store => ({ ...store, persistent: true });

  it.each([
    ["memory", {}, memoryStore()],
    ["a namespace", { namespace: "staging" }, memoryStore()],
    ["a store that outlives the process", { secrets }, persistent(memoryStore())],
  ])("takes a signup out of the counts, by the id of its assessment: %s", async (_, options, store) => {
    const score = scorerOf({ ...options, store });
    const first = await score(onDevice(1));
    await score(onDevice(2));
    expect(accountsOn(await score(onDevice(3)))).toBe(3);
    expect(await forget({ ...options, store }, first.id)).toBe(true);
    expect(accountsOn(await score(onDevice(4)))).toBe(3);
    expect(await forget({ ...options, store }, first.id)).toBe(false);
  });

  it("finds what was written before the secret was changed", async () => {
    const store = persistent(memoryStore());
    const { id } = await scorerOf({ store, secrets: secrets.slice(1) })(onDevice(1));
    expect(await forget({ store, secrets }, id)).toBe(true);
  });

  it("finds whoever came under the id of somebody else, by the name in the warning", async () => {
    const store = memoryStore();
    const score = scorerOf({ store });
    await score(onDevice(1));
    const { warnings } = await score({ ...onDevice(1), email: "another@example.org" });
    const [, name = ""] = /^id-reused: .*, as (\S+)$/.exec(warnings[0] ?? "") ?? [];
    expect(accountsOn(await score(onDevice(2)))).toBe(3);
    expect(await forget({ store }, name)).toBe(true);
    expect(accountsOn(await score(onDevice(3)))).toBe(3);
  });

  it("says so when the secrets are missing", async () => {
    const error = await forget({ store: persistent(memoryStore()) }, "account-1").catch((thrown) => thrown);
    expect(isTrialgateError(error) && error.message).toMatch(/^secrets: are needed/);
  });

  const store = memoryStore();
  it.each<readonly [code: string, problem: string, options: unknown, id: unknown]>([
    ["invalid_input", "id: must be the id of an assessment", { store }, undefined],
    ["invalid_input", "id: must be the id of an assessment", { store }, { id: "account-1" }],
    ["invalid_config", "store: must be a store", undefined, "account-1"],
    ["invalid_config", "store: must be a store", {}, "account-1"],
    ["invalid_config", "namespace: must be", { store, namespace: "a/b" }, "account-1"],
    [
      "invalid_config",
      "secrets.0: A key needs",
      { store: persistent(store), secrets: [{ id: "a", key: "" }] },
      "account-1",
    ],
  ])("refuses with %s what would find nobody: %s", async (code, problem, options, id) => {
    const error = await forget(options as { store: Store }, id as string).catch((thrown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringContaining(problem) });
  });
});
