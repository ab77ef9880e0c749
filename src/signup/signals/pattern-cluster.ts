import { days, hours } from "../../core/clock.js";
import { distinct, longestWindowMs, rate } from "../../core/counter.js";
import { isClientAddress } from "../measures/client-address.js";
import { isSharedDomain } from "../measures/mail-domain.js";
import { mailboxName } from "../measures/mailbox-name.js";
import { nameShape, type ShapeKind } from "../measures/name-shape.js";
import { growth } from "../measures/strength.js";
import { pastPerDay, surpriseStrength } from "../measures/surprise.js";
import { checkOptions, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";
import type { Signup, SignupEmail } from "../signup.js";

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
 * Sees names from one mould. `template`: the same letters and other digits (`tester1`, `tester2`), and `shape`: built
 * alike, such as a word and four digits; both within hours, at one domain of somebody's own, or at one mailbox provider
 * from one network (/24, /48). `series`: the same seven letters or more with other digits, within a day at one provider,
 * from wherever; compared with how often that name came before. The strongest of the three is reported.
 *
 * A crowd of honest people shares shapes too, a hackathon behind one address or a firm that writes everybody
 * `first.last`. So only accounts beyond the share that people have anyway count, out of all signups there, and names of
 * mere words, or of a domain whose accounts sit in a few networks, count a fifth. Tags are cut first, because testers use
 * them at their own firm. Relays and schools, where a machine makes the names, are never looked at; neither are
 * `template` and `shape` at mailbox providers without a public address.
 *
 * Counts different signups within `windowMs` under `["shape", …place, shape]`, `["shape-all", …place]` and
 * `["template", …place, template]`, and networks under `["shape-networks", …place]`, all to 200; `place` is the domain's
 * owner or the provider's domain and the network. Under `["series", domain, template]` signups of 24 hours and a decayed
 * total (half-life 14 days).
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
      const { email, subject, ip } = facts;
      const { shape, template } = nameShape(mailboxName(email));
      const place = placeOf(facts);
      const series = seriesOf(email, template);
      const under = (...key: string[]) =>
        place && distinct([...key.slice(0, 1), ...place, ...key.slice(1)], subject, windowMs, 200);
      return {
        alike: under("shape", shape),
        all: under("shape-all"),
        fromTemplate: template === undefined ? undefined : under("template", template),
        networks: place && ip && distinct(["shape-networks", ...place], ip.subnet, windowMs, 200),
        inSeries: series && distinct(series, subject, days(1), 50),
        seriesDecayed: series && rate(series, halfLifeMs),
      };
    },
    reasons: {
      // 2.1 nats, our judgement: a tester at work does it too.
      template: {
        points: points.template,
        text: "Names that differ only in their digits, in one place within hours",
        since: "2026-11",
      },
      // 2.8 nats: from many networks, so nothing but the name ties them together.
      series: {
        points: points.series,
        text: "One name with other digits each time, at one mailbox provider within a day",
        since: "2026-11",
      },
      shape: {
        points: points.shape,
        text: "More names built alike than people have, in one place within hours",
        since: "2026-11",
      },
    },
    evaluate: ({ email, ip }, { counts }) => {
      const { alike, all, fromTemplate, networks, inSeries, seriesDecayed } = counts;
      const { usualShare, weight } = people[nameShape(mailboxName(email)).kind];
      // A firm writes all its people alike, and they sit together; what sits everywhere is no firm.
      const together = !isSharedDomain(email) && ip !== undefined && networks <= usualNetworks;
      const shape =
        Math.min(weight, together ? people.words.weight : 1) *
        growth(Math.max(1, alike - usualShare * all), 2, 32);
      const template = growth(fromTemplate, 1.5, 24);
      const usual = usualSeries + pastPerDay(seriesDecayed, inSeries, halfLifeMs);
      const series = surpriseStrength(inSeries, usual);
      const found = [
        { code: "series", strength: series, detail: { accounts: inSeries } },
        { code: "template", strength: template, detail: { accounts: fromTemplate } },
        { code: "shape", strength: shape, detail: { accounts: alike, of: all } },
      ] as const;
      // One mould, seen three ways: what has the most points says it, the first of equals.
      const [most] = [...found].sort((a, b) => weighed(b) - weighed(a));
      return most === undefined || most.strength === 0 ? [] : [most];
    },
  });
}

const points = { series: 40, template: 30, shape: 30 } as const;
const weighed = ({ code, strength }: { readonly code: keyof typeof points; readonly strength: number }) =>
  points[code] * strength;

/** A firm has an office or two, and somebody at home. */
const usualNetworks = 3;
/** Accounts a day that one name with other digits brings at a provider where it was never seen: namesakes. */
const usualSeries = 0.3;
const halfLifeMs = days(14);
// Short names have too many namesakes: `anna91` and `anna02` are strangers.
const shortestSeries = 7;

/** Under which key a name and its digits are followed at a mailbox provider, wherever they come from. */
function seriesOf(email: SignupEmail, template: string | undefined): string[] | undefined {
  if (template === undefined || !isSharedDomain(email)) return undefined;
  if (email.relay || email.known.relay || email.known.education) return undefined;
  const letters = template.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  return letters < shortestSeries ? undefined : ["series", email.domain, template];
}

/** Where names are compared; undefined where that would be unfair or where nothing is known of the place. */
function placeOf({ email, ip }: Pick<Signup, "ip"> & { email: SignupEmail }): string[] | undefined {
  if (!isSharedDomain(email)) return [email.site];
  if (email.relay || email.known.relay || email.known.education) return undefined;
  return isClientAddress(ip) ? [email.domain, ip.subnet] : undefined;
}
