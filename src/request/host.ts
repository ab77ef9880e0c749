import { type Ip, type IpProblem, type Parsed, parseIp } from "trialgate/identifiers";

// Ports of RFC 7239 §6.3 may be obfuscated: an underscore and a word.
const PORT = ":(?:\\d{1,5}|_[\\w.-]+)";
const BRACKETED = new RegExp(`^\\[([^[\\]]*:[^[\\]]*)\\](?:${PORT})?$`);
const V4_AND_PORT = new RegExp(`^([\\d.]+)${PORT}$`);

/** Room for an address, a zone and a port; more is not looked at. */
const MAX_LENGTH = 128;

/**
 * Reads an address as proxies write it: with or without a port, IPv6 with or without brackets, spaces and tabs
 * around it. The port is dropped; the address itself is read as strictly as `parseIp` does.
 */
export function parseHost(text: unknown): Parsed<Ip, IpProblem> {
  if (typeof text !== "string" || text.length > MAX_LENGTH) return parseIp(text);
  const host = text.replace(/^[ \t]+|[ \t]+$/g, "");
  const address = BRACKETED.exec(host)?.[1] ?? V4_AND_PORT.exec(host)?.[1];
  return parseIp(address ?? host);
}
