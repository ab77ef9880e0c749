import type { AddressInfo } from "node:net";
import { memoryStore } from "trialgate";
import { fixedClock, signupInput, storeContract } from "trialgate/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policy } from "../../examples/custom-policy.js";
import { score as scoreWithReferrers } from "../../examples/custom-signal.js";
import { tableStore } from "../../examples/custom-store.js";
import { GET, POST } from "../../examples/fetch-handler.js";
import { server } from "../../examples/node-http.js";
import { shadowScorer } from "../../examples/shadow.js";
import { signUp } from "../../examples/step-up.js";

// The example of a tested policy is itself a test.
import "../../examples/policy-test.js";

const browser = { "user-agent": signupInput().userAgent ?? "", "accept-language": "en-GB" };

describe("examples/fetch-handler.ts", () => {
  const url = "https://example.com/signup";
  const post = (form: object, cookie = ""): Promise<Response> =>
    POST(
      new Request(url, {
        method: "POST",
        headers: { ...browser, cookie, "x-real-ip": "81.2.69.142" },
        body: JSON.stringify(form),
      }),
    );

  it("gives an ordinary person credit", async () => {
    const page = await GET(new Request(url));
    const [cookie = ""] = (page.headers.get("set-cookie") ?? "").split(";");
    const response = await post({ email: "ada@example.com", formMs: 9000, website: "" }, cookie);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ tier: "starter", credits: 1 });
  });

  it("gives a browser one device, and keeps to it", async () => {
    const first = (await GET(new Request(url))).headers.get("set-cookie") ?? "";
    const [cookie = ""] = first.split(";");
    expect(cookie).toMatch(/^__Host-device=/);
    expect((await GET(new Request(url, { headers: { cookie } }))).headers.get("set-cookie")).toBeNull();
  });

  it("is more careful with what is no browser", async () => {
    const headers = { "user-agent": browser["user-agent"], "x-real-ip": "81.2.69.142" };
    const body = JSON.stringify({ email: "grace@example.com", formMs: 9000 });
    const response = await POST(new Request(url, { method: "POST", headers, body }));
    expect(await response.json()).toMatchObject({ tier: "trickle" });
  });

  it("refuses a filled hidden field", async () => {
    expect((await post({ email: "bot@example.com", website: "http://x" })).status).toBe(403);
  });

  it("says what is wrong with an address", async () => {
    const response = await post({ email: "not an address" });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problems: [{ path: "email" }] });
  });
});

describe("examples/node-http.ts", () => {
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const post = (body: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      method: "POST",
      headers: browser,
      body,
    });

  it("opens an account", async () => {
    const response = await post(JSON.stringify({ email: "ada@example.com", deviceId: "d" }));
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ credits: expect.any(Number) });
  });

  it("answers 400 to a bad address and survives a body that is no JSON", async () => {
    expect((await post('{"email":"@"}')).status).toBe(400);
    expect((await post("{")).status).toBe(500);
  });
});

describe("examples/custom-signal.ts", () => {
  it("sees the burst that it was written for", async () => {
    let last: Awaited<ReturnType<typeof scoreWithReferrers>> | undefined;
    for (let n = 0; n < 12; n++) {
      const network = { ip: `81.2.${n}.7`, deviceId: `d-${n}`, email: `p${n}q@example.com` };
      last = await scoreWithReferrers(signupInput({ ...network, referrer: "https://forum.example/free" }));
    }
    expect(last?.reasons).toContainEqual(
      expect.objectContaining({ code: "referrer-burst.many", points: 12, detail: { accounts: 12 } }),
    );
  });
});

describe("examples/custom-policy.ts", () => {
  it("resolves with tiers of its own", () => {
    expect(Object.keys(policy.grants)).toEqual(["studio", "student", "sandbox"]);
    expect(policy.resolved.reasons["ip-reputation.hosting"]?.points).toBe(4);
  });
});

describe("examples/custom-store.ts", () => {
  it.each(storeContract)("$name", ({ run }) => run(tableStore));
});

/** Enough against it for a challenge, and no more. */
const trickling = signupInput({ email: "someone@mailinator.com", deviceId: "another" });

describe("examples/step-up.ts", () => {
  it("leads from trickle to starter when the challenge is passed", async () => {
    const seen: string[] = [];
    const options = { store: memoryStore(), clock: fixedClock() };
    const { tier, revision } = await signUp(trickling, options, async (first) => {
      seen.push(`${first.tier} ${first.decision}`);
      return true;
    });
    expect(seen).toEqual(["trickle challenge"]);
    expect({ tier, revision }).toEqual({ tier: "starter", revision: 2 });
  });

  it("leaves those who fail it where they are", async () => {
    const options = { store: memoryStore(), clock: fixedClock() };
    expect(await signUp(trickling, options, async () => false)).toMatchObject({
      tier: "trickle",
      revision: 1,
    });
  });
});

describe("examples/shadow.ts", () => {
  it("grants what is granted today and tells the difference", async () => {
    const lines: string[] = [];
    const score = shadowScorer((line) => lines.push(line), { clock: fixedClock() });
    await expect(score(signupInput())).resolves.toMatchObject({ tier: "starter", decision: "allow" });
    await expect(score(trickling)).resolves.toMatchObject({
      tier: "starter",
      decision: "allow",
      mode: "shadow",
    });
    await expect(score({ email: "not an address" })).resolves.toMatchObject({
      tier: "starter",
      decision: "allow",
    });
    expect(lines[0]).toMatch(/^starter today, trickle by policy: \d+, disposable-email\.listed$/);
  });
});
