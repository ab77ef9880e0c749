import { isWithin, type Network, parseNetwork } from "trialgate/identifiers";
import { headerCountry, isWhole, type RequestLike } from "./headers.js";
import { type ClientIpReader, type Outcome, warned } from "./outcome.js";
import { headerReader, isPeerUnknown, readSocket } from "./readers.js";

/**
 * Where Cloudflare calls from: cloudflare.com/ips-v4 and /ips-v6, which change about once a year, as of June 2026.
 * For `trusted-ranges` when a proxy of your own stands behind Cloudflare: `[...cloudflareRanges, "10.0.0.0/8"]`.
 */
export const cloudflareRanges: readonly string[] = [
  "173.245.48.0/20",
  "103.21.244.0/22",
  "103.22.200.0/22",
  "103.31.4.0/22",
  "141.101.64.0/18",
  "108.162.192.0/18",
  "190.93.240.0/20",
  "188.114.96.0/20",
  "197.234.240.0/22",
  "198.41.128.0/17",
  "162.158.0.0/15",
  "104.16.0.0/13",
  "104.24.0.0/14",
  "172.64.0.0/13",
  "131.0.72.0/22",
  "2400:cb00::/32",
  "2606:4700::/32",
  "2803:f800::/32",
  "2405:b500::/32",
  "2405:8100::/32",
  "2a06:98c0::/29",
  "2c0f:f248::/32",
];

/** Class E, which nobody routes: from here Cloudflare invents an IPv4 address for an IPv6 client (Pseudo IPv4). */
const pseudoV4: Network = { name: "240.0.0.0/4", words: [0xf000_0000], prefixLength: 4 };

const connectingIp = headerReader("cf-connecting-ip");
const connectingIpv6 = headerReader("cf-connecting-ipv6");

/** Cloudflare's headers where Cloudflare connected, and whoever else did where it did not. In a Worker nobody says who connected. */
export function cloudflareReader(): ClientIpReader {
  const checked = behindCloudflare(readSocket);
  return (request) =>
    isPeerUnknown(request) ? warned(readCloudflare(request), "unverified-peer") : checked(request);
}

/** Cloudflare's headers where the address that `edge` reads is Cloudflare's, and that address where it is not. */
export function behindCloudflare(edge: ClientIpReader): ClientIpReader {
  const networks = cloudflareRanges.flatMap((range) => parseNetwork(range) ?? []);
  return (request) => {
    const peer = edge(request);
    const isCloudflare = peer.ok && networks.some((network) => isWithin(peer.value, network));
    return isCloudflare ? readCloudflare(request) : peer;
  };
}

/**
 * CF-Connecting-IPv6 is believed only beside an invented address: without Pseudo IPv4 it is the client's own word
 * (developers.cloudflare.com/network/pseudo-ipv4).
 */
function readCloudflare(request: RequestLike): Outcome {
  const shown = connectingIp(request);
  const outcome = shown.ok && isWithin(shown.value, pseudoV4) ? connectingIpv6(request) : shown;
  if (!outcome.ok) return outcome;
  const { country, asn } = workerFacts(isWhole(request) ? request.cf : undefined);
  return {
    ok: true,
    value: { ...outcome.value, country: country ?? headerCountry(request, "cf-ipcountry"), asn },
  };
}

/** Beside the headers, a Worker is told more: developers.cloudflare.com/workers/runtime-apis/request (IncomingRequestCfProperties). */
function workerFacts(cf: unknown): { country?: string; asn?: number } {
  const { country, asn }: { country?: unknown; asn?: unknown } = cf ?? {};
  return {
    ...(typeof country === "string" ? { country } : {}),
    ...(typeof asn === "number" ? { asn } : {}),
  };
}
