// Asks DNS who takes the mail of a domain, with Node's own resolver. Off until you add it: the question leaves your process.
import { Resolver } from "node:dns/promises";
import {
  createScorer,
  definePolicy,
  memoryStore,
  type Scorer,
  standardPolicyData,
  standardSignals,
} from "trialgate";
import { mailHost } from "trialgate/signals";

// DNS takes longer than the 100 ms that a scorer gives a signal by default. Give the resolver less than the scorer has.
const timeoutMs = 800;

export function scorerWithDns(resolver: Resolver = new Resolver({ timeout: 250, tries: 2 })): Scorer {
  const dns = mailHost({
    resolveMx: (domain) => resolver.resolveMx(domain),
    resolveSite: (domain) => addresses(resolver, domain),
  });
  const signals = [...standardSignals(), dns];
  const policy = definePolicy({ ...standardPolicyData, id: "with-dns" }, { signals });
  return createScorer({ store: memoryStore(), signals, policy, timeoutMs, deadlineMs: 2 * timeoutMs });
}

/** IPv6 is asked for where there is no IPv4. By the code of an error, mailHost tells "nothing there" from "could not ask". */
function addresses(resolver: Resolver, domain: string): Promise<string[]> {
  return resolver.resolve4(domain).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENODATA") throw error;
    return resolver.resolve6(domain);
  });
}
