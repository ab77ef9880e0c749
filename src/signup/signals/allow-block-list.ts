import type { Problem } from "../../core/errors.js";
import { parseEmail } from "../../identifiers/email.js";
import { checkOptions } from "../options/check-options.js";
import { domainSet } from "../options/domain-set.js";
import { networkSet } from "../options/network-set.js";
import { readList } from "../options/option-list.js";
import { defineSignal, type SignupSignal } from "../signal.js";
import type { Signup } from "../signup.js";

/** Whom a list names. Everything is optional. */
export interface ListEntries {
  /** Addresses; every spelling of the same mailbox is meant. */
  readonly emails?: readonly string[] | undefined;
  readonly inviteCodes?: readonly string[] | undefined;
  /** Addresses and CIDR ranges, IPv4 and IPv6. */
  readonly ips?: readonly string[] | undefined;
  /** E-mail domains, and the domains below them. */
  readonly domains?: readonly string[] | undefined;
  /** Autonomous systems by number. */
  readonly asns?: readonly number[] | undefined;
  /** ISO 3166-1 alpha-2; also `T1`, which Cloudflare gives to Tor. */
  readonly countries?: readonly string[] | undefined;
}

/** The operator's own word. */
export interface AllowBlockListOptions {
  /** Default: nobody. */
  readonly allow?: ListEntries | undefined;
  /** Default: nobody. */
  readonly block?: ListEntries | undefined;
}

type Matches = (signup: Signup) => boolean;
type ReadEntries = (path: string, entries: readonly unknown[], problems: Problem[]) => Matches;

/** Entries that stand for one value each, to be found in a fact. */
const exactly =
  <Value>(
    expected: string,
    read: (entry: unknown) => Value | undefined,
    factOf: (signup: Signup) => Value | undefined,
  ): ReadEntries =>
  (path, entries, problems) => {
    const values = new Set(readList(path, entries, expected, read, problems));
    return (signup) => {
      const value = factOf(signup);
      return value !== undefined && values.has(value);
    };
  };

/** What each kind of entry is compared with, narrowest first. */
const kinds = {
  emails: {
    fact: "email",
    read: exactly(
      'an e-mail address, like "name@example.com"',
      readMailbox,
      ({ email }) => email?.canonical.strict,
    ),
  },
  inviteCodes: {
    fact: "inviteCode",
    read: exactly("an invitation code, as you give it out", readCode, ({ inviteCode }) => inviteCode),
  },
  ips: {
    fact: "ip",
    read: (path, entries, problems) => {
      const networks = networkSet(path, entries, problems);
      return ({ ip }) => ip !== undefined && networks.has(ip.words);
    },
  },
  domains: {
    fact: "email",
    read: (path, entries, problems) => {
      const domains = domainSet(path, entries, problems);
      return ({ email }) => email !== undefined && domains.has(email.domain);
    },
  },
  asns: {
    fact: "network",
    read: exactly("a whole number from 1 to 4294967295", readAsn, ({ network }) => network?.asn),
  },
  countries: {
    fact: "country",
    read: exactly('a country in two letters, like "DE"', readCountry, ({ country }) => country),
  },
} as const satisfies Readonly<
  Record<keyof ListEntries, { readonly fact: keyof Signup; readonly read: ReadEntries }>
>;

type EntryKind = keyof typeof kinds;
const narrowestFirst = Object.keys(kinds) as readonly EntryKind[];

/**
 * Sees who stands on the operator's own lists: `allowed` or `blocked`, and in `detail.list` by which kind of entry. The
 * standard policy has a rule for each. The narrowest entry decides (address, invitation, network, domain, ASN, country),
 * so one person can be let in from a country that is blocked; where both lists say the same, `block` wins.
 *
 * An allowed address or domain is only as good as the proof that it is theirs: anybody can type it. Verify the address
 * before the credit is spent. Counts nothing; skipped, without lowering `coverage`, when no fact is there to compare.
 */
export function allowBlockList(options: AllowBlockListOptions = {}): SignupSignal {
  const problems: Problem[] = [];
  const lists = [
    { code: "blocked", on: readLists("block", options.block ?? {}, problems) },
    { code: "allowed", on: readLists("allow", options.allow ?? {}, problems) },
  ] as const;
  checkOptions(...problems);
  const inUse = narrowestFirst.filter((kind) => lists.some(({ on }) => on[kind] !== undefined));

  return defineSignal({
    id: "allow-block-list",
    group: "list",
    optional: true,
    uses: [...new Set(inUse.map((kind) => kinds[kind].fact))],
    reasons: {
      // The operator's word: as much as good evidence may earn, and more than any other reason; rules say the rest.
      allowed: { points: -36, text: "On your allow list", since: "2026-11" },
      blocked: { points: 60, text: "On your block list", since: "2026-11" },
    },
    evaluate: (signup) => {
      for (const kind of inUse) {
        const list = lists.find(({ on }) => on[kind]?.(signup));
        if (list !== undefined) return [{ code: list.code, detail: { list: kind } }];
      }
      return [];
    },
  });
}

function readLists(
  path: string,
  entries: ListEntries,
  problems: Problem[],
): Partial<Record<EntryKind, Matches>> {
  const lists: Partial<Record<EntryKind, Matches>> = {};
  for (const [kind, list] of Object.entries(entries)) {
    if (!isKind(kind)) {
      problems.push({
        path: `${path}.${kind}`,
        message: `is unknown; there are ${narrowestFirst.join(", ")}`,
      });
    } else if (list !== undefined) {
      lists[kind] = kinds[kind].read(`${path}.${kind}`, list, problems);
    }
  }
  return lists;
}

const isKind = (name: string): name is EntryKind => Object.hasOwn(kinds, name);

function readMailbox(entry: unknown): string | undefined {
  const email = parseEmail(entry);
  return email.ok ? email.value.canonical.strict : undefined;
}

function readCode(entry: unknown): string | undefined {
  return typeof entry === "string" && entry !== "" ? entry : undefined;
}

function readAsn(entry: unknown): number | undefined {
  return typeof entry === "number" && Number.isInteger(entry) && entry > 0 && entry < 2 ** 32
    ? entry
    : undefined;
}

function readCountry(entry: unknown): string | undefined {
  return typeof entry === "string" && /^[a-z][a-z\d]$/i.test(entry) ? entry.toUpperCase() : undefined;
}
