import { type Ip, type IpProblem, type Parsed, parseIp } from "trialgate/identifiers";
import { parseHost } from "./host.js";

/**
 * One `name=value` with the semicolon or the end after it, or nothing between two semicolons. No two neighbouring
 * parts can match the same space, or a header of spaces would take a time that grows with its square.
 */
const PAIR =
  /[ \t]*(?:([\w!#$%&'*+.^`|~-]+)[ \t]*=[ \t]*(?:("(?:[^"\\]|\\.)*"|[^ \t;"]+)[ \t]*)?)?(?:;|$)/gsy;

/**
 * The address in one element of `Forwarded` (RFC 7239 §4), such as `for="[2001:db8::1]:443";proto=https`. Missing when
 * the element says no `for`; malformed when it says two, or a name instead of an address (`unknown`, `_hidden`).
 * More lenient than the RFC in two things: spaces may stand around `=` and `;`, and IPv6 needs no quotes or brackets.
 */
export function parseForwarded(element: string): Parsed<Ip, IpProblem> {
  const nodes: string[] = [];
  let end = 0;
  for (const { index, 0: pair, 1: name, 2: value = "" } of element.matchAll(PAIR)) {
    end = index + pair.length;
    if (name?.toLowerCase() === "for") nodes.push(unquoted(value));
  }
  const [node, ...others] = nodes;
  if (end < element.length || others.length > 0 || node === "") return parseIp("unknown");
  return node === undefined ? parseIp(undefined) : parseHost(node);
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/gs, "$1") : value;
}
