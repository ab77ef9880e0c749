import { isWithin, type Network } from "trialgate/identifiers";
import { headerLines, isWhole, type RequestLike, type Socket } from "./headers.js";
import { type ForwardingHeader, hopsFromRight } from "./hops.js";
import { parseHost } from "./host.js";
import { type ClientIpReader, type Outcome, outcomeOf, problem, warned } from "./outcome.js";

/** Nobody has more proxies than this, so a longer way is not walked. */
export const mostHops = 100;

/** The address that connected. */
export function readSocket(request: RequestLike): Outcome {
  return outcomeOf("socket", parseHost(socketOf(request)?.remoteAddress));
}

/**
 * Whether nothing can say who connected, as with Fetch's `Request`. A socket that is closed is another matter: it did
 * have an address, and somebody who calls a server past its proxy must not win by hanging up.
 */
export function isPeerUnknown(request: RequestLike): boolean {
  const socket = socketOf(request);
  return socket?.remoteAddress === undefined && socket?.destroyed !== true;
}

function socketOf(request: RequestLike): Socket | undefined {
  const socket: unknown = isWhole(request) ? request.socket : undefined;
  return typeof socket === "object" && socket !== null ? socket : undefined;
}

/** One address in one header. Of several lines the last counts, because a proxy adds its own below those of the client. */
export function headerReader(name: string): ClientIpReader {
  return (request) => {
    const lines = headerLines(request, name);
    const outcome = outcomeOf(name, parseHost(lines.at(-1)));
    return lines.length > 1 ? warned(outcome, "duplicate-header") : outcome;
  };
}

/** What the outermost of `hops` proxies appended: that many places from the right. */
export function hopsReader(hops: number, header: ForwardingHeader = "x-forwarded-for"): ClientIpReader {
  return (request) => {
    let place = 0;
    for (const hop of hopsFromRight(headerLines(request, header), header)) {
      place++;
      if (place === hops) return outcomeOf(header, hop);
    }
    return problem(header, "missing", `The request came over fewer than ${hops} proxies.`);
  };
}

/** The first address from the right, the peer included, that is none of the proxies. */
export function rangesReader(
  proxies: readonly Network[],
  header: ForwardingHeader = "x-forwarded-for",
): ClientIpReader {
  const isProxy = (outcome: Outcome): boolean =>
    outcome.ok && proxies.some((network) => isWithin(outcome.value, network));
  return (request) => {
    if (isPeerUnknown(request)) return warned(firstOutside(request), "unverified-peer");
    const peer = readSocket(request);
    return isProxy(peer) ? firstOutside(request) : peer;
  };

  function firstOutside(request: RequestLike): Outcome {
    let walked = 0;
    for (const hop of hopsFromRight(headerLines(request, header), header)) {
      const outcome = outcomeOf(header, hop);
      if (!isProxy(outcome)) return outcome;
      walked++;
      if (walked === mostHops) break;
    }
    return walked === 0
      ? problem(header, "missing", "The proxy sent no header.")
      : problem(header, "all-trusted", "Every hop is one of the proxies.");
  }
}
