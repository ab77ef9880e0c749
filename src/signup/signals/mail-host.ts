import { days, hours } from "../../core/clock.js";
import type { Evidence } from "../../core/signal.js";
import { type Asker, cachedLookup } from "../measures/cached-lookup.js";
import type { Lookup } from "../measures/lookup.js";
import { isSharedDomain } from "../measures/mail-domain.js";
import { type MailFamily, mailFamilyOf } from "../measures/mail-families.js";
import { ramp } from "../measures/strength.js";
import { checkOptions, eitherProblem, functionProblem, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";
import type { SignupEmail } from "../signup.js";

/** How to ask the world about mail domains. What leaves your process is a domain, never an address. */
export interface MailHostOptions {
  /**
   * The mail servers of a domain, in any order: Node's `resolver.resolveMx`, or names alone. A domain that has none, or
   * does not exist, is an answer: an empty list, or an error whose `code` is `ENODATA` or `ENOTFOUND`. Any other error
   * fails the signal.
   */
  readonly resolveMx: Lookup<readonly (string | { readonly exchange: string })[]>;
  /**
   * The addresses, IPv4 and IPv6, at a domain; an empty list or the errors above when there are none. Any other error
   * counts as unknown. Default: nobody is asked, and a domain without mail servers is only a hint.
   */
  readonly resolveSite?: Lookup<readonly string[]> | undefined;
  /** How many days ago a domain was registered (RDAP, a vendor), undefined when unknown, as after an error. Default: nobody is asked. */
  readonly domainAgeDays?: Lookup<number | undefined> | undefined;
  /** How long an answer is good for, by the time of the signups: a second to 30 days. Default: 1 hour. */
  readonly cacheMs?: number | undefined;
  /** How many answers of each kind are kept. Default: 10,000, about 3 MB a kind. */
  readonly maxCached?: number | undefined;
  /** What the signal's own failure does. Default `skip`: a name server that is down must not cap everybody's tier. */
  readonly onFailure?: "degrade" | "skip" | undefined;
}

/**
 * Sees who takes the mail of a domain of somebody's own, by asking DNS: `throwaway-host` finds the throw-away domains
 * that no list knows yet by the mail server they share with those that are known, half as strong for a service that
 * testers use with domains of their own; `null-mx` and `no-mx` find domains that cannot receive mail; `no-site` and
 * `young` are hints that a domain is there for mail alone or for the day.
 *
 * Not one of the standard signals, as it asks outside. Mailbox providers, relays, schools and what the lists already
 * know to be disposable are never looked up. Mail servers are asked for at the address's own domain; site and age at
 * its registrable domain, and not at all when the mail server has said enough. Counts nothing. Look-ups are shared and
 * remembered. All of one signup's have to end within the scorer's `timeoutMs`, or the whole signal has failed: the
 * default of 100 ms is short for DNS. A look-up that does not heed its `abortSignal` then still answers for the next.
 */
export function mailHost(options: MailHostOptions): SignupSignal {
  const { resolveMx, resolveSite, domainAgeDays } = options;
  const { cacheMs = hours(1), maxCached = 10_000, onFailure = "skip" } = options;
  checkOptions(
    // Not left out: without it there is nothing to ask.
    functionProblem("resolveMx", resolveMx ?? null, "that is asked for a domain"),
    functionProblem("resolveSite", resolveSite, "that is asked for a domain"),
    functionProblem("domainAgeDays", domainAgeDays, "that is asked for a domain"),
    numberProblem("cacheMs", cacheMs, 1000, days(30), "3600000"),
    numberProblem("maxCached", maxCached, 1, 1_000_000, "10000"),
    eitherProblem("onFailure", onFailure, "skip", "degrade"),
  );
  const limits = { cacheMs, maxCached };
  const known: Known = {
    mail: cachedLookup(async (domain, context) => readMail(await listed(resolveMx, domain, context)), limits),
    site:
      resolveSite &&
      cachedLookup(
        async (domain, context) => (await listed(resolveSite, domain, context)).length > 0,
        limits,
      ),
    age: domainAgeDays && cachedLookup(domainAgeDays, limits),
  };

  return defineSignal({
    id: "mail-host",
    group: "email",
    needs: ["email"],
    optional: true,
    onFailure,
    // Judged, not measured: no labelled signups with the DNS answers of their day are to be had.
    reasons: {
      "throwaway-host": {
        points: 30,
        text: "The domain's mail goes to a server for mailboxes to throw away",
        since: "2026-11",
      },
      "null-mx": { points: 15, text: "The domain says that it takes no mail", since: "2026-11" },
      "no-mx": { points: 12, text: "The domain cannot receive mail", since: "2026-11" },
      young: { points: 10, text: "The domain was registered within the last month", since: "2026-11" },
      "no-site": { points: 6, text: "The domain takes mail, but nothing else is there", since: "2026-11" },
    },
    evaluate: ({ email }, { at, abortSignal }) =>
      isSharedDomain(email) || email.known.disposable !== undefined
        ? []
        : judge(email, known, { at, abortSignal }),
  });
}

/** `none`: no mail server is named. `refused`: it is said that there is none. `ordinary`: nothing is known against it. */
type Mail = "none" | "refused" | "ordinary" | MailFamily;

/** What can be known of a domain; a kind that nobody is asked for is undefined. */
interface Known {
  readonly mail: (domain: string, asker: Asker) => Promise<Mail>;
  readonly site: ((domain: string, asker: Asker) => Promise<boolean>) | undefined;
  readonly age: ((domain: string, asker: Asker) => Promise<number | undefined>) | undefined;
}

type Code = "throwaway-host" | "null-mx" | "no-mx" | "no-site" | "young";

const youngDays = 30;

async function judge(
  { domain, registrableDomain }: SignupEmail,
  known: Known,
  asker: Asker,
): Promise<readonly Evidence<Code>[]> {
  const mail = await known.mail(domain, asker);
  if (mail === "refused") return [{ code: "null-mx" }];
  if (typeof mail === "object") {
    const { operator, kind } = mail;
    return [
      { code: "throwaway-host", strength: kind === "disposable" ? 1 : 0.5, detail: { operator, kind } },
    ];
  }

  // RFC 5321 section 5.1: without mail servers, mail goes to the domain's own address.
  const place = mail === "none" ? domain : registrableDomain;
  const unknown = (): undefined => undefined;
  const [hasSite, ageDays] = await Promise.all([
    known.site?.(place, asker).catch(unknown),
    known.age?.(registrableDomain, asker).catch(unknown),
  ]);
  const evidence: Evidence<Code>[] = [];
  if (mail === "none" && hasSite !== true)
    evidence.push({ code: "no-mx", strength: hasSite === false ? 1 : 0.4 });
  if (mail === "ordinary" && hasSite === false) evidence.push({ code: "no-site" });
  if (typeof ageDays === "number" && ageDays >= 0 && ageDays < youngDays) {
    evidence.push({
      code: "young",
      strength: ramp(ageDays, youngDays, 0),
      detail: { days: Math.floor(ageDays) },
    });
  }
  return evidence;
}

/** The list that a lookup answers with, where "there is none" may come as an error, in the words of Node's DNS. */
async function listed(
  lookup: Lookup<readonly unknown[]>,
  domain: string,
  context: { readonly abortSignal: AbortSignal },
): Promise<readonly unknown[]> {
  try {
    const answer: unknown = await lookup(domain, context);
    if (Array.isArray(answer)) return answer;
  } catch (error) {
    const code: unknown =
      typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
    if (code === "ENODATA" || code === "ENOTFOUND") return [];
    throw error;
  }
  throw new TypeError("a DNS lookup must answer with a list");
}

const mostExchanges = 20;
const longestName = 255; // RFC 1035 section 2.3.4

function readMail(answer: readonly unknown[]): Mail {
  if (answer.length === 0) return "none";
  const hosts = answer.slice(0, mostExchanges).map(hostOf);
  // RFC 7505: the root alone, "." in a zone and "" in some resolvers, means that there is no mail.
  if (hosts.every((host) => host === "")) return "refused";
  return (
    hosts.map((host) => host && mailFamilyOf(host)).find((family) => typeof family === "object") ?? "ordinary"
  );
}

/** A mail server's name in lower case, without the trailing dot; undefined for what is no name. */
function hostOf(item: unknown): string | undefined {
  const name: unknown = typeof item === "object" && item !== null ? Reflect.get(item, "exchange") : item;
  if (typeof name !== "string" || name.length > longestName) return undefined;
  const host = name.toLowerCase();
  return host.endsWith(".") ? host.slice(0, -1) : host;
}
