import { describeDomain } from "../../src/identifiers/domain.js";
import { parseIp } from "../../src/identifiers/ip.js";
import type { Lists, NetworkKnowledge } from "../../src/lists/lists.js";
import { readLines, readWords } from "./sources.js";

/** What `data/network-sentinels.txt` says of an address or an AS: `8.8.8.8 hosting`, `AS174 none`. */
function networkProblem(lists: Lists, line: string): string[] {
  const [subject = "", wanted = ""] = line.split(/\s+/);
  const ip = parseIp(subject);
  const known: NetworkKnowledge = subject.startsWith("AS")
    ? lists.network(undefined, Number(subject.slice(2)))
    : ip.ok
      ? lists.network(ip.value)
      : {};
  const kind = known.kind ?? "none";
  return kind === wanted ? [] : [`${subject} is ${kind}, not ${wanted}`];
}

/** Every innocent domain that would be flagged and every known network that would be mistaken, in words. */
export function checkSentinels(lists: Lists, schools: readonly string[]): string[] {
  const domains = [
    ...readWords("sentinels.txt"),
    ...readWords("free-mail.txt"),
    ...readWords("relays.txt"),
    ...schools,
  ];
  return [
    ...domains.flatMap((domain) => {
      const { disposable, typoOf } = lists.domain(describeDomain(domain));
      if (disposable) return [`${domain} would be disposable (${disposable.tier}, ${disposable.match})`];
      return typoOf === undefined ? [] : [`${domain} would be a typing error for ${typoOf}`];
    }),
    ...readLines("network-sentinels.txt").flatMap((line) => networkProblem(lists, line)),
  ];
}
