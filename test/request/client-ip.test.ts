import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, isIP, Socket } from "node:net";
import fc from "fast-check";
import { isTrialgateError } from "trialgate";
import {
  type ClientIpStrategy,
  clientIp,
  cloudflareRanges,
  createClientIpReader,
  type RequestLike,
} from "trialgate/request";
import { describe, expect, it } from "vitest";

const forwarded = (value: string | readonly string[]): RequestLike => ({ "x-forwarded-for": value });
const hops = (count: number): ClientIpStrategy => ({ kind: "trusted-hops", hops: count });
const rfc7239: ClientIpStrategy = { kind: "trusted-hops", hops: 1, header: "forwarded" };
const inside: ClientIpStrategy = { kind: "trusted-ranges", ranges: ["10.0.0.0/8", "fc00::/7"] };

/** The address, or the code of why there is none. */
function found(request: RequestLike, strategy: ClientIpStrategy): string {
  const outcome = clientIp(request, strategy);
  return outcome.ok ? outcome.value.address : outcome.code;
}

describe("what a request is", () => {
  const name = "x-real-ip";
  const strategy: ClientIpStrategy = { kind: "header", name: "X-Real-IP" };

  it.each<[string, RequestLike]>([
    ["Headers", new Headers({ [name]: "8.8.8.8" })],
    ["a Fetch request", new Request("https://example.com", { headers: { [name]: "8.8.8.8" } })],
    ["plain headers", { [name]: "8.8.8.8" }],
    ["plain headers in any case", { "X-Real-Ip": "8.8.8.8" }],
    ["plain headers, one of them called headers", { headers: "x", [name]: "8.8.8.8" }],
    ["plain headers in lists", { [name]: ["8.8.8.8"] }],
    ["a request with plain headers", { headers: { [name]: "8.8.8.8" } }],
  ])("%s", (_, request) => {
    expect(found(request, strategy)).toBe("8.8.8.8");
  });

  it("the request of Node's own server, with who connected", async () => {
    const seen: string[] = [];
    const server = createServer((request: IncomingMessage, response) => {
      seen.push(found(request, { kind: "socket" }), found(request, strategy));
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await fetch(`http://127.0.0.1:${port}`, { headers: { [name]: "8.8.8.8" } });
    await new Promise((resolve) => server.close(resolve));
    expect(seen).toEqual(["127.0.0.1", "8.8.8.8"]);
  });

  it.each([null, undefined, 7, "x", [], {}, { headers: 7 }, { headers: {}, socket: 7 }])(
    "%j has no address",
    (request) => {
      for (const one of [
        { kind: "socket" },
        hops(1),
        inside,
        strategy,
        { kind: "platform", name: "cloudflare" },
      ]) {
        expect(found(request as RequestLike, one as ClientIpStrategy)).toBe("missing");
      }
    },
  );
});

describe("trusted-hops", () => {
  it("finds nobody when the request came over fewer proxies", () => {
    expect(clientIp(forwarded("8.8.8.8"), hops(2))).toEqual({
      ok: false,
      code: "missing",
      message: "x-forwarded-for: The request came over fewer than 2 proxies.",
    });
  });

  it("counts an empty entry: to skip it would hand the choice to the client", () => {
    expect(found(forwarded("6.6.6.6, "), hops(1))).toBe("missing");
    expect(found(forwarded(["6.6.6.6", ""]), hops(1))).toBe("missing");
    expect(found(forwarded(", 8.8.8.8"), hops(1))).toBe("8.8.8.8");
  });

  it.each([
    "6.6.6.6 8.8.8.8",
    "8.8.8.8:",
    "8.8.8.8:port",
    "[8.8.8.8]",
    "[8.8.8.8]:80",
    "[::1",
    "::1]",
    "[]:80",
    "x:80",
  ])("%s is malformed", (entry) => {
    expect(found(forwarded(entry), hops(1))).toBe("malformed");
  });

  it("never repeats what a client wrote", () => {
    expect(JSON.stringify(clientIp(forwarded("evil-text"), hops(1)))).not.toContain("evil");
  });

  it("reads NAT64 by the address inside, with port and zone", () => {
    const outcome = clientIp(forwarded("[64:ff9b::808:808%eth0]:443"), hops(1));
    expect(outcome).toMatchObject({ value: { address: "64:ff9b::808:808", key: "8.8.8.8", scope: "nat64" } });
  });
});

describe("Forwarded", () => {
  it.each([
    ["proto=https;for=8.8.8.8;by=_proxy", "8.8.8.8"],
    ["for=8.8.8.8 ; proto=https", "8.8.8.8"],
    ["for = 8.8.8.8;;", "8.8.8.8"],
    ['for="8.8.8.8:_port"', "8.8.8.8"],
    ["for=[2001:4860::1]:80", "2001:4860::1"],
    ['for="\\8.8.8.8"', "8.8.8.8"],
    ['host="a,b;for=6.6.6.6";for=8.8.8.8', "8.8.8.8"],
    ['for=8.8.8.8;host="a\\"b,c"', "8.8.8.8"],
    ['for=6.6.6.6, for="[2001:4860::1]", for=8.8.8.8', "8.8.8.8"],
    ['for="6.6.6.6, for=8.8.8.8', "8.8.8.8"],
    ['for=6.6.6.6;x="\\, for="8.8.8.8"', "8.8.8.8"],
    ["for=8.8.8.8;for=8.8.8.8", "malformed"],
    ["For=8.8.8.8;FOR=6.6.6.6", "malformed"],
    ["for=6.6.6.6 8.8.8.8", "malformed"],
    ["for", "malformed"],
    ["=8.8.8.8", "malformed"],
    ['for=""', "malformed"],
    ['for="8.8.8.8"x', "malformed"],
    ["8.8.8.8", "malformed"],
    ["", "missing"],
    [";;", "missing"],
    ["forx=8.8.8.8", "missing"],
  ])("%s", (value, expected) => {
    expect(found({ forwarded: value }, rfc7239)).toBe(expected);
  });

  it("is walked by ranges as well", () => {
    const request = {
      headers: { forwarded: 'for=6.6.6.6, for=8.8.8.8;proto=http, for="[fc00::1]:80"' },
      socket: { remoteAddress: "10.0.0.1" },
    };
    expect(found(request, { ...inside, header: "forwarded" })).toBe("8.8.8.8");
  });
});

describe("trusted-ranges", () => {
  const through = (value: string, remoteAddress = "10.0.0.1"): RequestLike => ({
    headers: { "x-forwarded-for": value },
    socket: { remoteAddress },
  });

  it("reads a range at its edges", () => {
    const narrow: ClientIpStrategy = {
      kind: "trusted-ranges",
      ranges: ["192.0.2.8/29", "2001:db8:8000::/33", "::1"],
    };
    for (const proxy of [
      "192.0.2.8",
      "192.0.2.15",
      "2001:db8:8000::1",
      "2001:db8:ffff::1",
      "::1",
      "::ffff:192.0.2.9",
    ]) {
      expect(found(through("8.8.8.8", proxy), narrow)).toBe("8.8.8.8");
    }
    for (const peer of ["192.0.2.7", "192.0.2.16", "2001:db8:7fff::1", "2001:db9:8000::1", "::2"]) {
      expect(found(through("8.8.8.8", peer), narrow)).toBe(peer);
    }
  });

  it("trusts no IPv6 address for the IPv4 address inside it", () => {
    expect(found(through("8.8.8.8", "2002:a00:1::1"), inside)).toBe("2002:a00:1::1");
    expect(found(through("6.6.6.6, 64:ff9b::a00:1"), inside)).toBe("64:ff9b::a00:1");
  });

  it("finds nobody where the proxy sent nothing", () => {
    expect(found({ headers: {}, socket: { remoteAddress: "10.0.0.1" } }, inside)).toBe("missing");
  });

  it("walks no further than a way can be long", () => {
    expect(found(through(`8.8.8.8${", 10.0.0.2".repeat(100)}`), inside)).toBe("all-trusted");
    expect(found(through(`8.8.8.8${", 10.0.0.2".repeat(99)}`), inside)).toBe("8.8.8.8");
  });

  it("does not take the word of somebody who hung up", async () => {
    const closed = {
      headers: { "x-forwarded-for": "6.6.6.6" },
      socket: { remoteAddress: undefined, destroyed: true },
    };
    expect(found(closed, inside)).toBe("missing");
    const cloudflare = { ...closed, headers: { "cf-connecting-ip": "6.6.6.6" } };
    expect(found(cloudflare, { kind: "platform", name: "cloudflare" })).toBe("missing");
  });

  it("does not either on Node's own server", async () => {
    const outcome = await new Promise<string>((resolve) => {
      const server = createServer((request) => {
        request.socket.once("close", () => resolve(found(request, inside)));
        client.resetAndDestroy();
        server.close();
      });
      const client = new Socket().on("error", () => {});
      server.listen(0, "127.0.0.1", () => {
        client.connect((server.address() as AddressInfo).port, "127.0.0.1", () => {
          client.write("POST / HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 6.6.6.6\r\ncontent-length: 9\r\n\r\n");
        });
      });
    });
    expect(outcome).not.toBe("6.6.6.6");
  });
});

describe("platforms", () => {
  const through = (name: string, headers: Readonly<Record<string, string>>): string =>
    found({ headers, socket: { remoteAddress: "10.0.0.1" } }, { kind: "platform", name } as ClientIpStrategy);
  const forged = { "x-client-ip": "6.6.6.6", "x-azure-clientip": "6.6.6.6", forwarded: "for=6.6.6.6" };

  it.each([
    ["vercel", "x-real-ip", "8.8.8.8"],
    ["netlify", "x-nf-client-connection-ip", "8.8.8.8"],
    ["fly", "fly-client-ip", "8.8.8.8"],
    ["render", "true-client-ip", "8.8.8.8"],
    ["railway", "x-real-ip", "8.8.8.8"],
    ["heroku", "x-forwarded-for", "6.6.6.6, 8.8.8.8"],
    ["aws-alb", "x-forwarded-for", "6.6.6.6,8.8.8.8"],
    ["gcp-lb", "x-forwarded-for", "6.6.6.6,8.8.8.8,34.96.1.2"],
    ["azure-front-door", "x-azure-socketip", "8.8.8.8"],
  ])("%s reads %s and nothing else", (name, header, value) => {
    const others =
      name === "heroku" || name === "aws-alb" || name === "gcp-lb" ? {} : { "x-forwarded-for": "6.6.6.6" };
    expect(through(name, { ...forged, ...others, [header]: value })).toBe("8.8.8.8");
    expect(through(name, { ...forged, ...others })).toBe("missing");
  });

  it("Cloudflare: an IPv4 address that was invented for IPv6 is not the client's", () => {
    const through = (headers: Readonly<Record<string, string>>): string =>
      found({ headers, socket: { remoteAddress: "173.245.48.1" } }, { kind: "platform", name: "cloudflare" });
    const invented = { "cf-connecting-ip": "246.16.1.2" };
    expect(through({ ...invented, "cf-connecting-ipv6": "2a00:1450::1" })).toBe("2a00:1450::1");
    expect(through(invented)).toBe("missing");
    expect(through({ "cf-connecting-ip": "8.8.8.8", "cf-connecting-ipv6": "2a00:1450::1" })).toBe("8.8.8.8");
  });

  it("Cloudflare before your own proxy is a matter of ranges", () => {
    const ranges = [...cloudflareRanges, "10.0.0.0/8"];
    const request = {
      headers: { "x-forwarded-for": "6.6.6.6, 8.8.8.8, 172.70.1.1" },
      socket: { remoteAddress: "10.0.0.1" },
    };
    expect(found(request, { kind: "trusted-ranges", ranges })).toBe("8.8.8.8");
  });

  it("says the country and the network of who wrote the address, and of nobody else", () => {
    const headers = {
      "cf-connecting-ip": "8.8.8.8",
      "cf-ipcountry": "DE",
      "x-real-ip": "8.8.4.4",
      "x-vercel-ip-country": "FR",
    };
    const facts = (request: RequestLike, strategy: ClientIpStrategy): unknown => {
      const outcome = clientIp(request, strategy);
      return outcome.ok ? [outcome.value.source, outcome.value.country, outcome.value.asn] : outcome.code;
    };
    const cloudflare: ClientIpStrategy = { kind: "platform", name: "cloudflare" };
    const vercel: ClientIpStrategy = { kind: "platform", name: "vercel" };
    const from = (remoteAddress: string): RequestLike => ({ headers, socket: { remoteAddress } });
    expect(facts(from("173.245.48.1"), cloudflare)).toEqual(["cf-connecting-ip", "DE", undefined]);
    expect(facts(from("9.9.9.9"), cloudflare)).toEqual(["socket", undefined, undefined]);
    expect(facts(headers, vercel)).toEqual(["x-real-ip", "FR", undefined]);
    expect(facts(headers, { ...vercel, behind: "cloudflare" })).toEqual(["x-real-ip", "FR", undefined]);
    expect(facts({ ...headers, "x-real-ip": "172.70.1.1" }, { ...vercel, behind: "cloudflare" })).toEqual([
      "cf-connecting-ip",
      "DE",
      undefined,
    ]);
    expect(facts(headers, { kind: "header", name: "x-real-ip" })).toEqual([
      "x-real-ip",
      undefined,
      undefined,
    ]);
    const worker = { headers, cf: { country: "SE", asn: 1257 } };
    expect(facts(worker, cloudflare)).toEqual(["cf-connecting-ip", "SE", 1257]);
    expect(facts({ headers, cf: { country: 7, asn: "x" } }, cloudflare)).toEqual([
      "cf-connecting-ip",
      "DE",
      undefined,
    ]);
  });
});

describe("a mistake in a strategy fails when it is made", () => {
  it.each<[unknown, string]>([
    [undefined, ": must be one strategy"],
    [null, ": must be one strategy"],
    [{}, "kind: must be one of the known ones; known are socket, trusted-hops"],
    [{ kind: "trusted-hop" }, 'kind: must be one of the known ones; did you mean "trusted-hops"?'],
    [{ kind: "socket", header: "x-real-ip" }, "header: is no field of this kind; known are kind"],
    [{ kind: "trusted-hops" }, "hops: must be the number of proxies"],
    [{ kind: "trusted-hops", hops: 0 }, "hops: must be"],
    [{ kind: "trusted-hops", hops: 1.5 }, "hops: must be"],
    [{ kind: "trusted-hops", hops: "1" }, "hops: must be"],
    [{ kind: "trusted-hops", hops: 101 }, "hops: must be"],
    [
      { kind: "trusted-hops", hops: 1, header: "x-fowarded-for" },
      'header: must be one of the known ones; did you mean "x-forwarded-for"?',
    ],
    [{ kind: "trusted-hops", hops: 1, header: "x-real-ip" }, "header: must be one of the known ones"],
    [
      { kind: "trusted-hops", hops: 1, heder: "forwarded" },
      'heder: is no field of this kind; did you mean "header"?',
    ],
    [{ kind: "trusted-ranges" }, "ranges: must be a list"],
    [{ kind: "trusted-ranges", ranges: [] }, "ranges: must be a list"],
    [{ kind: "trusted-ranges", ranges: "10.0.0.0/8" }, "ranges: must be a list"],
    [
      { kind: "trusted-ranges", ranges: ["10.0.0.0/8", "10.0.0.1/8"] },
      "ranges.1: must be an IP address, or a range",
    ],
    [{ kind: "trusted-ranges", ranges: ["0.0.0.0/0"] }, "ranges.0: must be"],
    [{ kind: "trusted-ranges", ranges: ["::/0"] }, "ranges.0: must be"],
    [{ kind: "trusted-ranges", ranges: ["10.0.0.0/"] }, "ranges.0: must be"],
    [{ kind: "trusted-ranges", ranges: ["10.0.0.0/8/8"] }, "ranges.0: must be"],
    [{ kind: "trusted-ranges", ranges: ["fe80::1%eth0"] }, "ranges.0: must be"],
    [{ kind: "trusted-ranges", ranges: ["::ffff:10.0.0.0/104"] }, "ranges.0: must be"],
    [{ kind: "trusted-ranges", ranges: ["2002:a00::/24"] }, "ranges.0: must be"],
    [{ kind: "trusted-ranges", ranges: ["localhost"] }, "ranges.0: must be"],
    [{ kind: "trusted-ranges", ranges: [7] }, "ranges.0: must be"],
    [{ kind: "header" }, "name: must be the name of a header"],
    [{ kind: "header", name: "" }, "name: must be the name of a header"],
    [{ kind: "header", name: "x real ip" }, "name: must be the name of a header"],
    [{ kind: "header", name: "X-Forwarded-For" }, "name: is a list that clients can begin"],
    [{ kind: "header", header: "x-real-ip" }, "header: is no field of this kind"],
    [{ kind: "platform", name: "vercell" }, 'name: must be one of the known ones; did you mean "vercel"?'],
    [{ kind: "platform", name: "constructor" }, "name: must be one of the known ones"],
    [{ kind: "platform", name: "vercel", behind: "akamai" }, "behind: must be one of the known ones"],
    [{ kind: "platform", name: "cloudflare", behind: "cloudflare" }, "behind: is for another platform"],
  ])("%j", (strategy, message) => {
    const make = (): unknown => createClientIpReader(strategy as ClientIpStrategy);
    expect(make).toThrow(message.replace(/^: /, ""));
    expect(make).toThrow(expect.objectContaining({ code: "invalid_config" }));
  });

  it("is said all at once", () => {
    try {
      createClientIpReader({ kind: "trusted-hops", hops: 0, header: "via" } as unknown as ClientIpStrategy);
    } catch (error) {
      expect(isTrialgateError(error) && error.problems.map(({ path }) => path)).toEqual(["hops", "header"]);
    }
    expect.assertions(1);
  });
});

describe("whatever a client writes", () => {
  const piece = fc.constantFrom(
    ",",
    '"',
    "\\",
    ";",
    "=",
    "for",
    " ",
    "6.6.6.6",
    "[::1]",
    "10.0.0.2",
    ":80",
    "%",
  );
  const written = fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }).map((pieces) => pieces.join(""));
  const settings = { seed: 7, numRuns: 2_000 };

  it("does not move what the proxies appended", () => {
    const inForwarded = 'for="[2001:4860::1]:443";host="a,b"';
    fc.assert(
      fc.property(written, (client) => {
        expect(found(forwarded(`${client}, 8.8.8.8`), hops(1))).toBe("8.8.8.8");
        expect(found(forwarded([client, "8.8.8.8,10.0.0.2"]), inside)).toBe("8.8.8.8");
        expect(found({ forwarded: `${client}, ${inForwarded}` }, rfc7239)).toBe("2001:4860::1");
        expect(
          found({ forwarded: `${client}, ${inForwarded}, for=10.0.0.2` }, { ...inside, header: "forwarded" }),
        ).toBe("2001:4860::1");
      }),
      settings,
    );
  });

  it("is one address, or none, and never an error", () => {
    fc.assert(
      fc.property(written, (client) => {
        const request = { "x-forwarded-for": client, forwarded: client, "x-real-ip": client };
        for (const strategy of [
          hops(1),
          hops(2),
          rfc7239,
          inside,
          { kind: "header", name: "x-real-ip" } as const,
        ]) {
          const outcome = clientIp(request, strategy);
          expect(outcome.ok ? isIP(outcome.value.address) : outcome.message.length).toBeGreaterThan(0);
        }
      }),
      settings,
    );
  });
});

// Bounds with a hundredfold room: a quadratic scan of 100 KB takes seconds.
describe("hostile headers cost little", () => {
  const long = 100_000;
  const hostile: readonly [string, string][] = [
    ["hops", "10.0.0.2,".repeat(10_000)],
    ["commas", ",".repeat(long)],
    ["spaces", `${" ".repeat(long)}x`],
    ["one address", "1.".repeat(long / 2)],
    ["colons", `[${":".repeat(long)}]:1`],
    ["quotes", '"'.repeat(long)],
    ["backslashes", `${"\\".repeat(long)}"`],
    ["escaped quotes", '\\"'.repeat(long / 2)],
    ["an open quote", `for="${"a".repeat(long)}`],
    ["pairs", "for=1;".repeat(long / 6)],
    ["names", "f".repeat(long)],
    ["semicolons", ";".repeat(long)],
    ["equals", "=".repeat(long)],
    ["spaces between", `for${" ".repeat(long)}=${" ".repeat(long)}x y`],
  ];
  const readers = [hops(1), hops(100), rfc7239, inside, { ...inside, header: "forwarded" as const }].map(
    createClientIpReader,
  );

  it.each(hostile)("%s", (_, text) => {
    const request = {
      headers: { "x-forwarded-for": [text, text], forwarded: [text, text] },
      socket: { remoteAddress: "10.0.0.1" },
    };
    const start = performance.now();
    const outcomes = readers.map((read) => read(request).ok);
    expect(performance.now() - start).toBeLessThan(500);
    expect(outcomes).toHaveLength(5);
  });

  it("ten thousand hops are answered from the right end, in less than 5 ms", () => {
    const read = createClientIpReader(hops(1));
    const request = forwarded(`${"1.1.1.1,".repeat(10_000)}8.8.4.4`);
    read(request);
    const start = performance.now();
    expect(read(request)).toMatchObject({ value: { address: "8.8.4.4" } });
    expect(performance.now() - start).toBeLessThan(5);
  });
});
