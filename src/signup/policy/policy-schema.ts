import * as z from "zod/mini";
import { decisions } from "../../core/ladder.js";
import type { PolicyData } from "./policy-data.js";

const name = z.string().check(z.minLength(1), z.maxLength(100));
const text = z.string().check(z.maxLength(500));
const points = z.number().check(z.gte(-1_000), z.lte(1_000));
const share = z.number().check(z.gte(0), z.lte(1));
const probability = z.number().check(z.gt(0), z.lt(1));
const calibration = z.strictObject({
  prior: probability,
  knots: z.array(z.tuple([points, probability])).check(z.minLength(2), z.maxLength(200)),
});
const usd = z.number().check(z.gte(0), z.lte(1_000_000));
const count = z.int().check(z.gte(0), z.lte(1_000_000));
const durationMs = z.number().check(z.gte(0), z.lte(31_536_000_000));
const decision = z.enum(decisions);

const unlock = z.strictObject({
  to: name,
  with: z.array(name),
  afterMs: z.optional(durationMs),
  text,
});

const limits = z.strictObject({
  requestsPerMinute: z.optional(count),
  usdPer10Minutes: z.optional(usd),
  usdPerDay: z.optional(usd),
  concurrentRequests: z.optional(count),
  models: z.optional(z.array(name)),
});

const tier = z.strictObject({
  id: name,
  decision,
  maxPoints: z.optional(points),
  minCoverage: z.optional(share),
  needs: z.optional(z.array(name)),
  credits: usd,
  limits: z.optional(limits),
  unlock: z.optional(unlock),
  reviewAfterMs: z.optional(durationMs),
});

const rule = z.strictObject({ id: name, when: name, tier: name, decision: z.optional(decision), text });

const shape = {
  $schema: z.optional(z.string()),
  id: name,
  prior: z.optional(z.number().check(z.gt(0), z.lt(1))),
  offset: z.optional(points),
  weights: z.optional(z.record(name, points)),
  catalogue: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}$/, "must be a month like 2026-11"))),
  caps: z.optional(z.record(name, z.tuple([points, points]))),
  corroboration: z.optional(points),
  goodFloor: z.optional(points.check(z.lte(0))),
  calibration: z.optional(calibration),
  facts: z.optional(z.record(name, z.array(name))),
  channels: z.optional(z.record(name, z.strictObject({ expects: z.array(name), ceiling: name }))),
  tiers: z.array(tier).check(z.minLength(1), z.maxLength(20)),
  rules: z.optional(z.array(rule)),
  whenDegraded: name,
} satisfies Record<keyof PolicyData, z.ZodMiniType>;

/** The form of a policy; what its names mean is checked by `definePolicy`. Also the source of `policy.schema.json`. */
export const policySchema: z.ZodMiniObject<typeof shape, z.core.$strict> = z.strictObject(shape);
