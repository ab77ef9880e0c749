import type { Ip } from "../../identifiers/ip.js";

/**
 * Whether an address can be that of a client on the internet: public, or behind a NAT64 gateway, whose key is then the
 * IPv4 address inside. Anything else comes from a misplaced proxy and is shared by everybody.
 */
export function isClientAddress(ip: Ip | undefined): ip is Ip {
  return ip?.scope === "public" || ip?.scope === "nat64";
}
