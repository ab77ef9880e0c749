import type { Ip, IpProblem, Parsed } from "trialgate/identifiers";
import type { RequestLike } from "./headers.js";

/** The address of a client, and what the strategy can say of it. */
export interface ClientIp extends Ip {
  /** Where it was read: `socket`, or the name of a header in lower case. */
  readonly source: string;
  /** The country of the address, in the words of the edge that wrote the address: `DE`. */
  readonly country?: string | undefined;
  /** Its autonomous system, by the same edge. */
  readonly asn?: number | undefined;
  /** Empty when all is well. */
  readonly warnings: readonly ClientIpWarning[];
}

/**
 * Why there is no address to trust: where the strategy looks there is nothing (`missing`), no address (`malformed`)
 * or 0.0.0.0 (`unspecified`), or every hop is one of your own proxies (`all-trusted`).
 */
export type ClientIpProblem = IpProblem | "all-trusted";

/**
 * What is odd about an address that was found all the same: nothing said who connected, so that only your network
 * vouches for the header (`unverified-peer`), or a header that stands once came twice (`duplicate-header`).
 */
export type ClientIpWarning = "unverified-peer" | "duplicate-header";

/** What every way to find the client's address answers. */
export type Outcome = Parsed<ClientIp, ClientIpProblem>;

/** A strategy, ready to read requests. Never throws. */
export type ClientIpReader = (request: RequestLike) => Outcome;

/** An address with the place it was read from; a problem says the place in its message. */
export function outcomeOf(
  source: string,
  parsed: Parsed<Ip, IpProblem>,
  warnings: readonly ClientIpWarning[] = [],
): Outcome {
  return parsed.ok
    ? { ok: true, value: { ...parsed.value, source, warnings } }
    : problem(source, parsed.code, parsed.message);
}

/** No address; the message is for people, and never repeats a header. */
export function problem(source: string, code: ClientIpProblem, message: string): Outcome {
  return { ok: false, code, message: `${source}: ${message}` };
}

/** The same address with one more warning; a problem stays what it is. */
export function warned(outcome: Outcome, warning: ClientIpWarning): Outcome {
  if (!outcome.ok) return outcome;
  return { ok: true, value: { ...outcome.value, warnings: [...outcome.value.warnings, warning] } };
}
