/**
 * One fresh process with the lists that come with the package, from the file that `run.mjs` made. Prints one line of
 * JSON. Ready means: every table has answered a first question.
 */
import { addresses, domainQuestions, listedDomains, nanoseconds, residentMegabytes } from "./questions.mjs";

const [, , bundle] = process.argv;

const before = residentMegabytes();
const started = performance.now();
const { builtinLists } = await import(bundle);
const lists = builtinLists();
// The first question to each table makes it ready.
const site = "mailinator.com";
lists.domain({ domain: site, registrableDomain: site, publicSuffix: "com", privateSuffix: false, site });
lists.network({ words: [0x08080808] });
lists.network({ words: [0x20010db8, 0, 0, 0] });
lists.network(undefined, 64500);
const readyMs = performance.now() - started;
const memoryMb = residentMegabytes() - before;

const disposableNs = nanoseconds(
  domainQuestions(listedDomains()),
  ({ parsed }) => lists.domain(parsed).disposable !== undefined,
);
const networkNs = nanoseconds(
  addresses.map((text) => () => ({
    words: [text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0)],
  })),
  (ip) => lists.network(ip).kind === "hosting",
);
console.log(JSON.stringify({ readyMs, memoryMb, disposableNs, networkNs }));
