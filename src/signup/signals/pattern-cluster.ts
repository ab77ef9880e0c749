import { hours } from "../../core/clock.js";
import { distinct, longestWindowMs } from "../../core/counter.js";
import { isClientAddress } from "../measures/client-address.js";
import { isSharedDomain } from "../measures/mail-domain.js";
import { mailboxName } from "../measures/mailbox-name.js";
import { nameShape, type ShapeKind } from "../measures/name-shape.js";
import { growth } from "../measures/strength.js";
import { checkOptions, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";
import type { Signup } from "../signup.js";

/** How long names are compared. */
export interface PatternClusterOptions {
  /** In milliseconds. Default: 6 hours. */
  readonly windowMs?: number | undefined;
}

/**
 * What people do anyway: the share of a crowd that may well have one shape (our estimate, on the generous side), and how
 * much more than that says.
 */
const people: Readonly<Record<ShapeKind, { readonly usualShare: number; readonly weight: number }>> = {
  words: { usualShare: 0.6, weight: 0.2 },
  tail: { usualShare: 0.3, weight: 0.8 },
  mixed: { usualShare: 0.1, weight: 1 },
};

/**
 * Sees names from one mould within hours, at one domain of somebody's own, or at one mailbox provider from one network
 * (/24, /48). `template`: the same letters and other digits (`tester1`, `tester2`). `shape`: built alike, such as a word
 * and four digits. The stronger of the two is reported; both grow with each doubling.
 *
 * A crowd of honest people shares shapes too, a hackathon behind one address or a firm that writes everybody
 * `first.last`. So only accounts beyond the share that people have anyway count, out of all signups there, and names of
 * mere words count a fifth. Tags are cut first, because testers use them at their own firm. Relays and schools, where a
 * machine makes the names, are never looked at; neither are mailbox providers without a public address.
 *
 * Counts different signups within `windowMs` under `["shape", …place, shape]`, `["shape-all", …place]` and
 * `["template", …place, template]`, all to 200; `place` is the domain's owner or the provider's domain and the network.
 */
export function patternCluster(options: PatternClusterOptions = {}): SignupSignal {
  const { windowMs = hours(6) } = options;
  checkOptions(numberProblem("windowMs", windowMs, 1, longestWindowMs, "hours(6)"));

  return defineSignal({
    id: "pattern-cluster",
    group: "velocity",
    needs: ["email"],
    uses: ["ip"],
    counts: (facts) => {
      const { email, subject } = facts;
      const place = placeOf(facts);
      if (place === undefined) return { alike: undefined, all: undefined, fromTemplate: undefined };
      const { shape, template } = nameShape(mailboxName(email));
      const under = (...key: string[]) => distinct(key, subject, windowMs, 200);
      return {
        alike: under("shape", ...place, shape),
        all: under("shape-all", ...place),
        fromTemplate: template === undefined ? undefined : under("template", ...place, template),
      };
    },
    reasons: {
      // 2.1 nats, our judgement: a tester at work does it too.
      template: {
        points: 30,
        text: "Names that differ only in their digits, in one place within hours",
        since: "2026-11",
      },
      // The same, so that the stronger of the two is the one with more points.
      shape: {
        points: 30,
        text: "More names built alike than people have, in one place within hours",
        since: "2026-11",
      },
    },
    evaluate: ({ email }, { counts: { alike, all, fromTemplate } }) => {
      const { usualShare, weight } = people[nameShape(mailboxName(email)).kind];
      const shape = weight * growth(Math.max(1, alike - usualShare * all), 2, 32);
      const template = growth(fromTemplate, 1.5, 24);
      if (template > 0 && template >= shape) {
        return [{ code: "template", strength: template, detail: { accounts: fromTemplate } }];
      }
      return shape > 0 ? [{ code: "shape", strength: shape, detail: { accounts: alike, of: all } }] : [];
    },
  });
}

/** Where names are compared; undefined where that would be unfair or where nothing is known of the place. */
function placeOf({
  email,
  ip,
}: Pick<Signup, "ip"> & { email: NonNullable<Signup["email"]> }): string[] | undefined {
  if (!isSharedDomain(email)) return [email.site];
  if (email.relay || email.known.relay || email.known.education) return undefined;
  return isClientAddress(ip) ? [email.domain, ip.subnet] : undefined;
}
