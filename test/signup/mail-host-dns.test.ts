import { Resolver } from "node:dns/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SignalResult } from "../../src/core/signal.js";
import { definePolicy } from "../../src/signup/policy/define-policy.js";
import { standardPolicyData } from "../../src/signup/policy/standard-policy-data.js";
import { createScorer } from "../../src/signup/score-signup.js";
import { mailHost } from "../../src/signup/signals/mail-host.js";
import { standardSignals } from "../../src/signup/standard-signals.js";
import { memoryStore } from "../../src/stores/memory.js";
import { type DnsReply, type DnsServer, startDnsServer } from "./dns-server.js";
import { start } from "./signals/harness.js";

const mx = (exchange: string, priority = 10): DnsReply => [{ type: "MX", priority, exchange }];
const site: DnsReply = [{ type: "A", address: "192.0.2.1" }];

const zone: Readonly<Record<string, DnsReply>> = {
  "MX acme-widgets.com": mx("aspmx.l.google.com"),
  "MX team.acme-widgets.com": mx("mx.acme-widgets.com"),
  "A acme-widgets.com": site,
  "MX throw-me.com": mx("IN.Mail.TM"),
  "MX among-others.com": [
    { type: "MX", priority: 1, exchange: "mx.example.net" },
    { type: "MX", priority: 20, exchange: "prd-smtp.10minutemail.com" },
  ],
  "MX refuses.com": mx(".", 0),
  "MX mail-alone.com": mx("mx.mail-alone.com"),
  "A address-alone.com": site,
  "MX alias.com": [
    { type: "CNAME", target: "real.example.net" },
    { type: "MX", name: "real.example.net", priority: 5, exchange: "mail.wallywatts.com" },
  ],
  "MX broken.com": "SERVFAIL",
  "MX slow.com": "silence",
  "MX garbage.com": new Uint8Array([0x81, 0x80, 0, 1, 0, 9, 0, 0, 0, 0, 255, 255, 255]),
  "MX half-broken.com": mx("mx.half-broken.com"),
  "A half-broken.com": "SERVFAIL",
  "MX nobody-home.com": [],
  "A nobody-home.com": [],
};

let server: DnsServer;
let resolver: Resolver;

beforeAll(async () => {
  server = await startDnsServer((question) => zone[question] ?? "NXDOMAIN");
});
afterEach(() => resolver.cancel());
afterAll(() => server.close());

/** What the signal says at the end of a whole scoring, asked through Node's own resolver. */
async function ask(domain: string, dnsTimeoutMs = 5000, timeoutMs = 10_000) {
  resolver = new Resolver({ timeout: dnsTimeoutMs, tries: 1 });
  resolver.setServers([server.address]);
  const dns = mailHost({
    resolveMx: (name) => resolver.resolveMx(name),
    resolveSite: (name) => resolver.resolve4(name),
  });
  const signals = [...standardSignals(), dns];
  const policy = definePolicy({ ...standardPolicyData, id: "with-dns" }, { signals });
  const score = createScorer({ store: memoryStore(), signals, policy, timeoutMs, deadlineMs: 2 * timeoutMs });
  const assessment = await score({ email: `kim@${domain}`, at: start });
  const result = assessment.results.find(({ signal }) => signal === "mail-host");
  return { assessment, result, said: saidBy(result) };
}

function saidBy(result: SignalResult | undefined): readonly string[] {
  return result?.status === "ok"
    ? result.evidence.map(({ code, strength }) => `${code} ${strength}`)
    : ["no answer"];
}

describe("Node's resolver against a real name server", () => {
  it.each([
    ["an ordinary firm", "acme-widgets.com", []],
    ["a mail server of a throw-away provider, in any case", "throw-me.com", ["mail-host.throwaway-host 1"]],
    ["one such server among others", "among-others.com", ["mail-host.throwaway-host 1"]],
    ["a null MX", "refuses.com", ["mail-host.null-mx 1"]],
    ["mail and no site", "mail-alone.com", ["mail-host.no-site 1"]],
    ["no MX but an address, which gets mail", "address-alone.com", []],
    ["NXDOMAIN", "not-there.com", ["mail-host.no-mx 1"]],
    ["NODATA", "nobody-home.com", ["mail-host.no-mx 1"]],
    ["an alias", "alias.com", ["mail-host.throwaway-host 1"]],
    ["a site that cannot be asked for", "half-broken.com", []],
  ])("reads %s", async (_, domain, expected) => {
    expect((await ask(domain)).said).toEqual(expected);
  });

  it.each([
    ["SERVFAIL", "broken.com"],
    ["silence", "slow.com"],
    ["garbage", "garbage.com"],
  ])("takes %s for a failure that costs nobody anything", async (_, domain) => {
    const { result, assessment } = await ask(domain, 100);
    expect(result).toEqual({ signal: "mail-host", status: "failed", because: "threw", degrades: false });
    expect(assessment.degraded).toEqual([]);
  });

  it("is cut off by the scorer's own limit", async () => {
    const { result, assessment } = await ask("slow.com", 60_000, 50);
    expect(result).toEqual({ signal: "mail-host", status: "failed", because: "timeout", degrades: false });
    expect(assessment.degraded).toEqual([]);
  });

  it("gives the points to the group of e-mail evidence", async () => {
    const { assessment } = await ask("throw-me.com");
    expect(assessment.reasons).toContainEqual(
      expect.objectContaining({
        code: "mail-host.throwaway-host",
        points: 30,
        detail: { operator: "mail.tm", kind: "disposable" },
      }),
    );
  });

  it("asks A-labels, at the registrable domain for a site, and no more than it needs", async () => {
    const before = server.questions.length;
    await ask("bücher.de");
    await ask("team.acme-widgets.com");
    await ask("throw-me.com");
    await ask("gmail.com");
    expect(server.questions.slice(before)).toEqual([
      "MX xn--bcher-kva.de",
      "A xn--bcher-kva.de",
      "MX team.acme-widgets.com",
      "A acme-widgets.com",
      "MX throw-me.com",
    ]);
  });
});
