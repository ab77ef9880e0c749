import { shardTags } from "./slots.js";

/** Where things stand. All keys of a shard are in one slot of a cluster. */
export interface Layout {
  readonly shards: number;
  /** The shard of a counter. */
  shardOf(counterKey: string): number;
  /** The two keys that a counter may touch: its shelf, and a key of its own. */
  counterKeys(shard: number, counterKey: string): readonly [string, string];
  /** What is kept of a subject in this shard. */
  subjectKey(shard: number, subject: string): string;
  /** What a subject took from budgets. */
  takenKey(shard: number, subject: string): string;
  budgetKey(shard: number, budget: string): string;
}

// Two characters of base64url are 4096 shelves: few enough that a hundred thousand counters stand in two dozens, and
// enough that two million stay within the 512 fields up to which Redis keeps a hash in one piece (hash-max-listpack-entries).
const shelfNameLength = 2;

export function createLayout(prefix: string, shards: number): Layout {
  const tags = shardTags(prefix, shards);
  const at = (shard: number, rest: string): string => `${tags[shard]}${rest}`;
  return {
    shards,
    shardOf: (counterKey) => (shards === 1 ? 0 : spread(counterKey) % shards),
    counterKeys: (shard, counterKey) => [
      at(shard, `h:${counterKey.slice(0, shelfNameLength)}`),
      at(shard, `c:${counterKey}`),
    ],
    subjectKey: (shard, subject) => at(shard, `s:${subject}`),
    takenKey: (shard, subject) => at(shard, `t:${subject}`),
    budgetKey: (shard, budget) => at(shard, `b:${budget}`),
  };
}

/** FNV-1a (Fowler, Noll, Vo), 32 bits: cheap, and even enough to spread what is random already. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash >>> 0;
}

/** Asks all shards at once. Their answers, in the order of the shards. */
export async function eachShard<Answer>(
  { shards }: Layout,
  ask: (shard: number) => Promise<Answer>,
): Promise<readonly Answer[]> {
  return Promise.all(Array.from({ length: shards }, (_, shard) => ask(shard)));
}
