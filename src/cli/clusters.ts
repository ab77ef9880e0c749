import { createHash } from "node:crypto";

/** What two accounts of one person or farm may share. */
export type Shared = "mailbox" | "device" | "card";

/** Accounts that share something, each with each or by way of others. */
export interface Cluster {
  /** How many accounts. */
  readonly accounts: number;
  readonly by: readonly Shared[];
  /** The first of them, in the order of the file. */
  readonly ids: readonly string[];
}

/** Every cluster of two accounts or more. */
export interface Clusters {
  readonly count: number;
  /** How many accounts stand in one. */
  readonly accounts: number;
  /** The largest first. */
  readonly largest: readonly Cluster[];
  /** Whether all accounts were followed; of a file with too many, the later ones are not. */
  readonly complete: boolean;
}

/** Finds accounts that share something, as they come. */
export interface ClusterFinder {
  /** One account again adds nothing but what is new about it. */
  add(id: string, shared: { readonly [Kind in Shared]?: string | undefined }): void;
  /** @param most How many of the largest to name, and how many accounts of each. */
  found(most: number): Clusters;
}

const kinds: readonly Shared[] = ["mailbox", "device", "card"];

/**
 * Follows accounts by what they share, by a union-find forest and a hash of each thing that one has.
 * @param most Things to follow: ids, mailboxes, devices and cards. The default is enough for two million accounts.
 */
export function createClusterFinder(most = 8_000_000): ClusterFinder {
  // By a hash of 48 bits: among eight million things, fewer than one pair is taken for the same by mistake.
  const firstWith = new Map<number, number>();
  const ids: string[] = [];
  const parents: number[] = [];
  /** What an account was found to share, as bits in the order of `kinds`. */
  const bits: number[] = [];
  let complete = true;

  const rootOf = (account: number): number => {
    let root = account;
    for (let parent = parents[root] ?? root; parent !== root; parent = parents[root] ?? root) {
      // Every second step is cut short, so that no path stays long.
      parents[root] = parents[parent] ?? parent;
      root = parent;
    }
    return root;
  };

  /** The account that had this first: this one, when it is the first. */
  const first = (thing: string, account: number): number => {
    const key = createHash("sha1").update(thing).digest().readUIntBE(0, 6);
    const known = firstWith.get(key);
    if (known === undefined) firstWith.set(key, account);
    return known ?? account;
  };

  return {
    add(id, shared) {
      // Whoever comes when it is full is not followed at all: half an account would tell less than none.
      complete &&= firstWith.size < most;
      if (!complete) return;
      const account = first(`account:${id}`, ids.length);
      if (account === ids.length) {
        parents.push(account);
        ids.push(id);
        bits.push(0);
      }
      for (const [place, kind] of kinds.entries()) {
        const value = shared[kind];
        const other = value === undefined ? account : first(`${kind}:${value}`, account);
        if (other === account) continue;
        bits[account] = (bits[account] ?? 0) | (1 << place);
        const [one, two] = [rootOf(account), rootOf(other)];
        // The earlier account leads, so that a cluster goes by its first.
        parents[Math.max(one, two)] = Math.min(one, two);
      }
    },
    found(mostNamed) {
      const sizes = new Map<number, number>();
      for (const account of ids.keys()) {
        const root = rootOf(account);
        if (root !== account) sizes.set(root, (sizes.get(root) ?? 1) + 1);
      }
      const bySize = [...sizes].sort(([rootA, a], [rootB, b]) => b - a || rootA - rootB);
      const named = new Map(
        bySize.slice(0, mostNamed).map(([root]) => [root, { bits: 0, ids: [] as string[] }]),
      );
      for (const [account, id] of ids.entries()) {
        const cluster = named.get(rootOf(account));
        if (cluster === undefined) continue;
        cluster.bits |= bits[account] ?? 0;
        if (cluster.ids.length < mostNamed) cluster.ids.push(id);
      }
      return {
        count: sizes.size,
        accounts: bySize.reduce((total, [, size]) => total + size, 0),
        largest: [...named].map(([root, cluster]) => ({
          accounts: sizes.get(root) ?? 0,
          by: kinds.filter((_, place) => cluster.bits & (1 << place)),
          ids: cluster.ids,
        })),
        complete,
      };
    },
  };
}
