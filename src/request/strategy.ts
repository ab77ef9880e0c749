import { type Problem, problemUnless, suggestion } from "trialgate/core";
import { parseNetwork } from "trialgate/identifiers";
import type { ForwardingHeader } from "./hops.js";
import { type PlatformName, platforms } from "./platforms.js";
import { mostHops } from "./readers.js";

/**
 * Where the client's address stands. Exactly one, because only who runs the server knows which of the many headers
 * its proxies write; every other one is free for the client to write.
 *
 * - `socket`: whoever connected is the client; no proxy.
 * - `trusted-hops`: a fixed number of proxies, each of which appends to `header` (default `x-forwarded-for`).
 * - `trusted-ranges`: proxies with known addresses, as CIDR ranges, which append to `header`.
 * - `header`: one header with one address, which a proxy of yours sets over whatever the client sent.
 * - `platform`: a host or load balancer that is known here; `behind: "cloudflare"` when your domain is proxied by
 *   Cloudflare before requests reach it.
 */
export type ClientIpStrategy =
  | { readonly kind: "socket" }
  | {
      readonly kind: "trusted-hops";
      readonly hops: number;
      readonly header?: ForwardingHeader | undefined;
    }
  | {
      readonly kind: "trusted-ranges";
      readonly ranges: readonly string[];
      readonly header?: ForwardingHeader | undefined;
    }
  | { readonly kind: "header"; readonly name: string }
  | {
      readonly kind: "platform";
      readonly name: PlatformName;
      readonly behind?: "cloudflare" | undefined;
    };

/** Which fields each kind has, besides `kind`. */
const fields: Readonly<Record<ClientIpStrategy["kind"], readonly string[]>> = {
  socket: [],
  "trusted-hops": ["hops", "header"],
  "trusted-ranges": ["ranges", "header"],
  header: ["name"],
  platform: ["name", "behind"],
};

const lists: readonly string[] = ["x-forwarded-for", "forwarded"] satisfies ForwardingHeader[];

/** What is wrong with a strategy; empty when it can be used. */
export function strategyProblems(strategy: unknown): readonly Problem[] {
  if (typeof strategy !== "object" || strategy === null) {
    return [{ path: "", message: 'must be one strategy, like { kind: "socket" }' }];
  }
  const given: Given = { ...strategy };
  const kind = oneOf("kind", given.kind, Object.keys(fields));
  if (kind.length > 0) return kind;
  const known = fields[given.kind as ClientIpStrategy["kind"]];
  return [
    ...Object.keys(given).flatMap((name) => unknownField(name, ["kind", ...known])),
    ...checks[given.kind as ClientIpStrategy["kind"]](given),
  ];
}

type Given = Readonly<Record<string, unknown>>;

const checks: Readonly<Record<ClientIpStrategy["kind"], (given: Given) => readonly Problem[]>> = {
  socket: () => [],
  "trusted-hops": ({ hops, header }) => [
    ...problemUnless(
      typeof hops === "number" && Number.isInteger(hops) && hops >= 1 && hops <= mostHops,
      "hops",
      `must be the number of proxies that append to the header: a whole number from 1 to ${mostHops}`,
    ),
    ...listHeader(header),
  ],
  "trusted-ranges": ({ ranges, header }) => [
    ...problemUnless(
      Array.isArray(ranges) && ranges.length > 0,
      "ranges",
      'must be a list of the addresses of your proxies, like ["10.0.0.0/8"]',
    ),
    ...(Array.isArray(ranges) ? ranges : []).flatMap((range, place) =>
      problemUnless(
        parseNetwork(range) !== undefined,
        `ranges.${place}`,
        'must be an IP address, or a range from its first address on, like "10.0.0.0/8"',
      ),
    ),
    ...listHeader(header),
  ],
  header: ({ name }) => [
    ...problemUnless(
      typeof name === "string" && /^[\w!#$%&'*+.^`|~-]+$/.test(name),
      "name",
      'must be the name of a header, like "x-real-ip"',
    ),
    ...problemUnless(
      typeof name !== "string" || !lists.includes(name.toLowerCase()),
      "name",
      'is a list that clients can begin: use { kind: "trusted-hops" } or { kind: "trusted-ranges" }',
    ),
  ],
  platform: ({ name, behind }) => [
    ...oneOf("name", name, Object.keys(platforms)),
    ...(behind === undefined ? [] : oneOf("behind", behind, ["cloudflare"])),
    ...problemUnless(
      name !== "cloudflare" || behind === undefined,
      "behind",
      "is for another platform that Cloudflare stands before",
    ),
  ],
};

function listHeader(header: unknown): readonly Problem[] {
  const name = typeof header === "string" ? header.toLowerCase() : header;
  return header === undefined ? [] : oneOf("header", name, lists);
}

function oneOf(path: string, value: unknown, known: readonly string[]): readonly Problem[] {
  const word = typeof value === "string" ? value : "";
  return problemUnless(
    known.includes(word),
    path,
    `must be one of the known ones; ${suggestion(word, known)}`,
  );
}

function unknownField(name: string, known: readonly string[]): readonly Problem[] {
  return problemUnless(known.includes(name), name, `is no field of this kind; ${suggestion(name, known)}`);
}
