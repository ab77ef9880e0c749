import { Resolver } from "node:dns/promises";
import { signupInput } from "trialgate/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { scorerWithDns } from "../../examples/mail-host.js";
import { type DnsReply, type DnsServer, startDnsServer } from "../signup/dns-server.js";

const zone: Readonly<Record<string, DnsReply>> = {
  "MX throw-me.com": [{ type: "MX", priority: 10, exchange: "in.mail.tm" }],
  "MX mail-alone.com": [{ type: "MX", priority: 10, exchange: "mx.example.net" }],
  "MX with-site.com": [{ type: "MX", priority: 10, exchange: "mx.example.net" }],
  "A with-site.com": [{ type: "A", address: "192.0.2.1" }],
  "MX unsure.com": [{ type: "MX", priority: 10, exchange: "mx.example.net" }],
  "A unsure.com": [],
  "AAAA unsure.com": "SERVFAIL",
};

let server: DnsServer;
beforeAll(async () => {
  server = await startDnsServer((question) => zone[question] ?? "NXDOMAIN");
});
afterAll(() => server.close());

it.each([
  ["throw-me.com", ["mail-host.throwaway-host"]],
  ["mail-alone.com", ["mail-host.no-site"]],
  ["with-site.com", []],
  ["unsure.com", []],
  ["not-there.com", ["mail-host.no-mx"]],
])("examples/mail-host.ts looks up %s", async (domain, expected) => {
  const resolver = new Resolver({ timeout: 5000, tries: 1 });
  resolver.setServers([server.address]);
  const { reasons } = await scorerWithDns(resolver)(signupInput({ email: `ada@${domain}` }));
  expect(reasons.map(({ code }) => code).filter((code) => code.startsWith("mail-host."))).toEqual(expected);
});
