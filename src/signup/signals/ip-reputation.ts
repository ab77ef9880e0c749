import type { Evidence } from "../../core/signal.js";
import type { NetworkKnowledge } from "../../lists/lists.js";
import type { Lookup } from "../measures/lookup.js";
import { checkOptions, eitherProblem, functionProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** Options of {@link ipReputation}. */
export interface IpReputationOptions {
  /**
   * Your own source: an MMDB reader, a vendor's API. Asked for public addresses only. A `kind` it gives wins over the
   * lists; what it does not know is left to them. Where it throws or rejects, the lists speak alone and
   * `lookup-failed` says so. Give a slow source a limit of its own below the scorer's `timeoutMs`: past that, the
   * whole signal has failed. Default: none.
   */
  readonly lookup?: Lookup<NetworkKnowledge | undefined> | undefined;
  /** What the signal's own failure does, as when the lookup hangs: `degrade` caps everybody's tier. Default `skip` with a lookup, else `degrade`. */
  readonly onFailure?: "degrade" | "skip" | undefined;
}

/**
 * Sees what kind of network the signup came from: a Tor exit (also by Cloudflare's country `T1`), a datacentre, a VPN.
 * All of it is weak evidence: developers sit on cloud desktops, and privacy is no abuse. The privacy relays of
 * operating systems weigh nothing, and neither does a private or reserved address, which a misplaced proxy causes and
 * no person can help; both are named for the operator. Mobile carriers and schools are not named at all.
 *
 * Counts nothing. Knows what the lists know of the address and of your `asn`; `lookup` adds your own source. Without
 * an address it is skipped.
 */
export function ipReputation(options: IpReputationOptions = {}): SignupSignal {
  const { lookup, onFailure = lookup ? "skip" : "degrade" } = options;
  checkOptions(
    functionProblem("lookup", lookup, "from an address to what is known of its network"),
    eitherProblem("onFailure", onFailure, "skip", "degrade"),
  );
  return defineSignal({
    id: "ip-reputation",
    group: "network",
    needs: ["ip"],
    uses: ["network", "country"],
    onFailure,
    reasons: {
      tor: { points: 22, text: "The address is a Tor exit", since: "2026-11" }, // 1.5 nats
      hosting: { points: 16, text: "The address is in a datacentre", since: "2026-11" }, // 1.1 nats
      vpn: { points: 7, text: "The address belongs to a VPN operator", since: "2026-11" }, // 0.5 nats
      relay: { points: 0, text: "The address is a privacy relay, which is no evidence", since: "2026-11" },
      bogon: {
        points: 0,
        text: "The address is not a public one: check which proxy header it is read from",
        since: "2026-11",
      },
      "lookup-failed": {
        points: 0,
        text: "Your own lookup failed; only the lists were asked",
        since: "2026-11",
      },
    },
    evaluate: ({ ip, network = {}, country }, context) => {
      if (ip.scope !== "public" && ip.scope !== "nat64") {
        return [{ code: "bogon", detail: { scope: ip.scope } }, ...judge(network, country)];
      }
      if (lookup === undefined) return judge(network, country);
      return asked(lookup, ip.address, context.abortSignal).then((answer) =>
        answer === "failed"
          ? [{ code: "lookup-failed" }, ...judge(network, country)]
          : judge({ ...network, ...answer }, country),
      );
    },
  });
}

type Code = "tor" | "hosting" | "vpn" | "relay";

function judge({ kind, operator }: NetworkKnowledge, country: string | undefined): readonly Evidence<Code>[] {
  const code = country === "T1" ? "tor" : kind;
  if (code !== "tor" && code !== "hosting" && code !== "vpn" && code !== "relay") return [];
  return [{ code, ...(operator !== undefined && { detail: { operator } }) }];
}

/** What of a lookup's answer can be used: it is somebody else's code, and an unknown kind must not hide a known one. */
async function asked(
  lookup: Lookup<NetworkKnowledge | undefined>,
  ip: string,
  abortSignal: AbortSignal,
): Promise<NetworkKnowledge | "failed"> {
  try {
    const { kind, operator } = (await lookup(ip, { abortSignal })) ?? {};
    return {
      ...(typeof kind === "string" && { kind }),
      ...(typeof operator === "string" && { operator: operator.slice(0, 100) }),
    };
  } catch {
    return "failed";
  }
}
