import { TrialgateError } from "trialgate/core";
import { type Parsed, parseNetwork } from "trialgate/identifiers";
import { behindCloudflare } from "./cloudflare.js";
import type { RequestLike } from "./headers.js";
import type { ForwardingHeader } from "./hops.js";
import type { ClientIp, ClientIpProblem, ClientIpReader } from "./outcome.js";
import { platforms } from "./platforms.js";
import { headerReader, hopsReader, rangesReader, readSocket } from "./readers.js";
import { type ClientIpStrategy, strategyProblems } from "./strategy.js";

/**
 * The address of the client, found by one strategy, or why there is none that can be trusted. No address is
 * *unavailable*, never a sign of low risk. Checks the strategy on each call: see `createClientIpReader` for many.
 *
 * @throws TrialgateError `invalid_config` for a strategy that makes no sense.
 * @example
 * const ip = clientIp(request, { kind: "trusted-hops", hops: 1 });
 * if (ip.ok) console.log(ip.value.address, ip.value.key);
 */
export function clientIp(
  request: RequestLike,
  strategy: ClientIpStrategy,
): Parsed<ClientIp, ClientIpProblem> {
  return createClientIpReader(strategy)(request);
}

/**
 * Checks a strategy once, and answers the function that reads requests by it, which never throws.
 *
 * @throws TrialgateError `invalid_config` for a strategy that makes no sense.
 */
export function createClientIpReader(strategy: ClientIpStrategy): ClientIpReader {
  const problems = strategyProblems(strategy);
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  switch (strategy.kind) {
    case "socket":
      return readSocket;
    case "trusted-hops":
      return hopsReader(strategy.hops, lowerCased(strategy.header));
    case "trusted-ranges": {
      const proxies = strategy.ranges.flatMap((range) => parseNetwork(range) ?? []);
      return rangesReader(proxies, lowerCased(strategy.header));
    }
    case "header":
      return headerReader(strategy.name.toLowerCase());
    case "platform": {
      const reader = platforms[strategy.name]();
      return strategy.behind === "cloudflare" ? behindCloudflare(reader) : reader;
    }
  }
}

/** Names of headers are the same in any case (RFC 9110 §5.1), so JavaScript may pass `X-Forwarded-For`. */
function lowerCased(header: ForwardingHeader | undefined): ForwardingHeader | undefined {
  return header?.toLowerCase() as ForwardingHeader | undefined;
}
