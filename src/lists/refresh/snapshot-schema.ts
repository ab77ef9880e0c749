import * as z from "zod/mini";
import type { ListSnapshot, SourceState } from "./snapshot.js";
import { domainClasses, networkClasses } from "./sources.js";

const text = (most: number): z.ZodMiniString => z.string().check(z.maxLength(most));
const digits = z.string().check(z.regex(/^[\w+/]*$/, "holds characters that no table has"));
const count = z.int().check(z.gte(0), z.lte(100_000_000));
const instant = z.int().check(z.gte(0), z.lte(8.64e15));

const nameTable = z.strictObject({
  count,
  bucketBits: z.int().check(z.gte(4), z.lte(24)),
  data: digits,
});
const rangeTable = z.strictObject({ count, index: digits, blocks: digits });
const spans = z.strictObject({ count, data: digits });

const source = z.strictObject({
  name: text(100),
  url: text(2_000),
  class: z.enum([...domainClasses, ...networkClasses]),
  licence: text(100),
  checkedAt: instant,
  fetchedAt: instant,
  entries: count,
  bytes: count,
  etag: z.optional(text(1_000)),
  lastModified: z.optional(text(1_000)),
  listed: z.optional(z.string()),
  dropped: z.optional(z.array(z.tuple([count, z.string()]))),
  v4: z.optional(spans),
  v6: z.optional(spans),
} satisfies Record<keyof SourceState, z.ZodMiniType>);

const shape = {
  format: z.literal(1),
  at: instant,
  version: text(100),
  domains: nameTable,
  networks: z.strictObject({ v4: rangeTable, v6: rangeTable }),
  sources: z.array(source).check(z.maxLength(1_000)),
} satisfies Record<keyof ListSnapshot, z.ZodMiniType>;

/** The form of a snapshot, strictly. Whether its tables belong together is for `checkSnapshot` to say. */
export const snapshotSchema: z.ZodMiniObject<typeof shape, z.core.$strict> = z.strictObject(shape);
