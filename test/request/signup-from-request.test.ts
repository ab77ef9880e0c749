import { createScorer, isTrialgateError, memoryStore } from "trialgate";
import {
  type ClientIpStrategy,
  createClientIpReader,
  createDeviceCookie,
  type RequestLike,
  signupFromRequest,
} from "trialgate/request";
import { signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";

const deviceCookie = createDeviceCookie({ secrets: [{ id: "1", key: "a key of more than sixteen bytes" }] });
const cloudflare: ClientIpStrategy = { kind: "platform", name: "cloudflare" };
const { userAgent = "", acceptLanguage = "", email } = signupInput();
const headers = {
  "cf-connecting-ip": "81.2.69.142",
  "cf-ipcountry": "GB",
  "user-agent": userAgent,
  "accept-language": acceptLanguage,
};

describe("signupFromRequest", () => {
  it("answers what the request can say, whatever kind of request it is", async () => {
    const { id, setCookie } = await deviceCookie.issue();
    const all = { ...headers, cookie: setCookie.slice(0, setCookie.indexOf(";")) };
    const requests: readonly RequestLike[] = [
      all,
      new Headers(all),
      new Request("https://example.com", { headers: all }),
      { headers: all, socket: { remoteAddress: "173.245.48.1" } },
    ];
    for (const request of requests) {
      expect(await signupFromRequest(request, { clientIp: cloudflare, deviceCookie })).toEqual({
        ip: "81.2.69.142",
        country: "GB",
        userAgent,
        acceptLanguage,
        deviceId: id,
        deviceKind: "cookie",
      });
    }
  });

  it("says nothing of what is not there, and does not make up a device", async () => {
    expect(await signupFromRequest({}, { clientIp: cloudflare, deviceCookie })).toStrictEqual({});
  });

  it("believes nothing that its strategy does not name", async () => {
    const request = {
      headers: { ...headers, "x-vercel-ip-country": "FR" },
      socket: { remoteAddress: "9.9.9.9" },
    };
    for (const clientIp of [cloudflare, { kind: "socket" } as const]) {
      const facts = await signupFromRequest(request, { clientIp });
      expect(facts).toStrictEqual({ ip: "9.9.9.9", userAgent, acceptLanguage });
    }
  });

  it("takes a strategy that was checked before", async () => {
    const clientIp = createClientIpReader(cloudflare);
    expect(await signupFromRequest(headers, { clientIp })).toMatchObject({
      ip: "81.2.69.142",
      country: "GB",
    });
  });

  it("rejects a strategy that makes no sense", async () => {
    const clientIp = { kind: "trusted-hops", hops: 0 } as const;
    const error: unknown = await signupFromRequest(headers, { clientIp }).catch((error: unknown) => error);
    expect(isTrialgateError(error) && error.code).toBe("invalid_config");
  });

  it("is the greater part of a signup", async () => {
    const { setCookie } = await deviceCookie.issue();
    const request = { ...headers, cookie: setCookie.slice(0, setCookie.indexOf(";")) };
    const score = createScorer({ store: memoryStore(), clock: () => 1_780_000_000_000 });
    const { tier, coverage } = await score({
      ...(await signupFromRequest(request, { clientIp: cloudflare, deviceCookie })),
      email,
      formMs: 9_000,
      channel: "web",
    });
    expect(tier).toBe("starter");
    expect(coverage).toBeGreaterThan((await score({ email: "other@example.com", formMs: 9_000 })).coverage);
  });

  it("drops a country that no edge writes", async () => {
    const facts = await signupFromRequest(
      { ...headers, "cf-ipcountry": "G".repeat(1_000) },
      { clientIp: cloudflare },
    );
    expect(facts.country).toBeUndefined();
  });

  it("hands on an edge that does not know the country, which the scorer takes for absent", async () => {
    const facts = await signupFromRequest({ ...headers, "cf-ipcountry": "XX" }, { clientIp: cloudflare });
    const { results } = await createScorer({ store: memoryStore() })({ ...facts, email });
    expect(results.find(({ signal }) => signal === "geo-mismatch")).toMatchObject({ because: "malformed" });
  });
});
