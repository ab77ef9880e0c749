import { type Ip, type IpProblem, type Parsed, parseIp } from "trialgate/identifiers";
import { parseForwarded } from "./forwarded.js";
import { parseHost } from "./host.js";

/** The two headers to which each proxy appends the address that it was called from: the common one, and RFC 7239. */
export type ForwardingHeader = "x-forwarded-for" | "forwarded";

/**
 * The addresses in the lines of a list header, the one that was appended last first. Lazy: a header of ten thousand
 * hops costs as many as are asked for. An empty entry counts as a hop, because leaving it out would move the place
 * that a trusted proxy wrote to one that the client wrote.
 */
export function* hopsFromRight(
  lines: readonly unknown[],
  header: ForwardingHeader,
): Generator<Parsed<Ip, IpProblem>> {
  const parse = header === "forwarded" ? parseForwarded : parseHost;
  for (const line of lines.toReversed()) {
    if (typeof line !== "string") yield parseIp(line);
    else for (const element of elementsFromRight(line)) yield parse(element);
  }
}

/**
 * The elements between the commas that stand outside quotes. Read from the right, where proxies append: a quote that
 * a client opens and never closes then swallows what the client wrote, and nothing of what stands after it.
 */
function* elementsFromRight(line: string): Generator<string> {
  let end = line.length;
  let quoted = false;
  for (let at = line.length - 1; at >= 0; at--) {
    const character = line[at];
    if (character === '"' && !isEscaped(line, at)) quoted = !quoted;
    if (character !== "," || quoted) continue;
    yield line.slice(at + 1, end);
    end = at;
  }
  yield line.slice(0, end);
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(line: string, at: number): boolean {
  let first = at;
  while (line[first - 1] === "\\") first--;
  return (at - first) % 2 === 1;
}
