import { describe, expect, it } from "vitest";
import {
  createScorer,
  forget,
  memoryStore,
  type Observation,
  type Secret,
  type SignupInput,
  type Store,
} from "../../src/index.js";

const start = Date.UTC(2026, 0, 1);
const [oldest, old, current]: readonly [Secret, Secret, Secret] = [
  { id: "2024", key: "the key of two thousand twenty-four" },
  { id: "2025", key: "the key of two thousand twenty-five" },
  { id: "2026", key: "the key of two thousand twenty-six" },
];

/** A store as one on another machine would be: persistent, and it remembers what it was told. */
function remoteStore(): { readonly store: Store; readonly told: Observation[] } {
  const told: Observation[] = [];
  const memory = memoryStore();
  const observe: Store["observe"] = (observation) => {
    told.push(observation);
    return memory.observe(observation);
  };
  return { store: { ...memory, persistent: true, observe }, told };
}

const inputOf = (name: string, more: Partial<SignupInput> = {}): SignupInput => ({
  id: name,
  email: `${name}@example.com`,
  deviceId: "shared device",
  at: start,
  ...more,
});

async function accountsSeen(store: Store, secrets: readonly Secret[], input: SignupInput): Promise<unknown> {
  const { reasons } = await createScorer({ store, secrets, clock: () => start })(input);
  return reasons.find(({ code }) => code === "device-reuse.reused")?.detail?.accounts;
}

describe("a change of secrets", () => {
  it("keeps counts and counts nobody twice", async () => {
    const { store } = remoteStore();
    for (const name of ["ada", "bob", "eve"]) await accountsSeen(store, [old], inputOf(name));
    expect(await accountsSeen(store, [current, old], inputOf("dan"))).toBe(4);
    expect(await accountsSeen(store, [current, old], inputOf("ada", { formMs: 5000 }))).toBe(4);
    expect(await accountsSeen(store, [current, old], inputOf("joe"))).toBe(5);
  });

  it("reads under as many as there are", async () => {
    const { store } = remoteStore();
    await accountsSeen(store, [oldest], inputOf("ada"));
    await accountsSeen(store, [old, oldest], inputOf("bob"));
    expect(await accountsSeen(store, [current, old, oldest], inputOf("eve"))).toBe(3);
  });

  it("gives the same answer to the same question as before", async () => {
    const { store } = remoteStore();
    const before = await createScorer({ store, secrets: [old], clock: () => start })(inputOf("ada"));
    for (const name of ["bob", "eve"]) await accountsSeen(store, [old], inputOf(name));
    const after = await createScorer({ store, secrets: [current, old], clock: () => start + 1000 })(
      inputOf("ada"),
    );
    expect(after).toEqual(before);
  });

  it("keeps the default id of an address while the old secret is there", async () => {
    const input = { email: "ada@example.com", at: start };
    const idUnder = async (secrets: readonly Secret[]) =>
      (await createScorer({ store: memoryStore(), secrets })(input)).id;
    expect(await idUnder([current, old])).toBe(await idUnder([old]));
  });

  it("writes under the first alone", async () => {
    const { store, told } = remoteStore();
    await accountsSeen(store, [current, old], inputOf("ada"));
    await accountsSeen(store, [current], inputOf("ada", { formMs: 5000 }));
    const names = told.map(({ once, counters }) => [once.key, ...counters.map(({ key }) => key)]);
    expect(names[0]).toEqual(names[1]);
    expect(told[0]?.former).toHaveLength(1);
    expect(told[1]?.former).toBeUndefined();
  });

  it("in an emergency forgets the counts, and works", async () => {
    const { store } = remoteStore();
    for (const name of ["ada", "bob", "eve"]) await accountsSeen(store, [old], inputOf(name));
    expect(await accountsSeen(store, [current], inputOf("dan"))).toBeUndefined();
    expect(await accountsSeen(store, [current], inputOf("joe"))).toBe(2);
  });

  it("lets a signup be forgotten under whichever secret it stands", async () => {
    const { store } = remoteStore();
    for (const name of ["ada", "bob"]) await accountsSeen(store, [old], inputOf(name));
    await accountsSeen(store, [current, old], inputOf("bob", { formMs: 5000 }));
    const options = { store, secrets: [current, old] };
    expect([await forget(options, "ada"), await forget(options, "bob")]).toEqual([true, true]);
    expect([await forget(options, "ada"), await forget(options, "bob")]).toEqual([false, false]);
    await accountsSeen(store, [current, old], inputOf("dan"));
    expect(await accountsSeen(store, [current, old], inputOf("joe"))).toBe(2);
  });
});
