/** One fresh process with the lists that come with the package. Prints one line of JSON. */
import { addresses, domains, nanoseconds, residentMegabytes } from "./questions.mjs";

// The parsers of domains and addresses, which a signup needs with or without lists.
await import("tldts");
await import("ipaddr.js");

const before = residentMegabytes();
const started = performance.now();
const { builtinLists } = await import("trialgate/lists");
const lists = builtinLists();
const question = (domain) => {
  const site = domain.split(".").slice(-2).join(".");
  return { domain, registrableDomain: site, publicSuffix: "com", privateSuffix: false, site };
};
lists.domain(question("mailinator.com"));
lists.network({ words: [0x08080808] });
lists.network({ words: [0x20010db8, 0, 0, 0] });
lists.network(undefined, 64500);
const readyMs = performance.now() - started;
const memoryMb = residentMegabytes() - before;

// A signup's domain and address are parsed once for all signals, on both sides, so parsing is not counted.
const parsedDomains = domains.map(question);
const parsedAddresses = addresses.map((text) => ({
  words: [text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0)],
}));
const disposableNs = nanoseconds(parsedDomains, (domain) => lists.domain(domain).disposable !== undefined);
const networkNs = nanoseconds(parsedAddresses, (ip) => lists.network(ip).kind === "hosting");
console.log(JSON.stringify({ readyMs, memoryMb, disposableNs, networkNs }));
