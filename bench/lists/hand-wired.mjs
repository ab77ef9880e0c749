/** One fresh process with what most would write by hand. Prints one line of JSON. */
import { createRequire } from "node:module";
import {
  addresses,
  cidrs,
  domainQuestions,
  listedDomains,
  nanoseconds,
  residentMegabytes,
} from "./questions.mjs";

const require = createRequire(import.meta.url);
const before = residentMegabytes();
const started = performance.now();
const disposable = new Set(require("disposable-email-domains"));
const { default: ipaddr } = await import("ipaddr.js");
const ranges = cidrs.map((cidr) => ipaddr.parseCIDR(cidr));
const readyMs = performance.now() - started;
const memoryMb = residentMegabytes() - before;

const disposableNs = nanoseconds(domainQuestions(listedDomains()), ({ email }) =>
  disposable.has(email.slice(email.lastIndexOf("@") + 1).toLowerCase()),
);
const networkNs = nanoseconds(
  addresses.slice(0, 256).map((text) => () => ipaddr.process(text)),
  (address) => ranges.some((range) => address.match(range)),
);
console.log(JSON.stringify({ readyMs, memoryMb, disposableNs, networkNs }));
