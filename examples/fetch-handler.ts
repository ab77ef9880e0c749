// A signup route for anything that speaks `Request` and `Response`: a Next.js route handler, Hono, Workers, Deno, Bun.
import { createScorer, isTrialgateError, memoryStore } from "trialgate";
import { createClientIpReader, createDeviceCookie, signupFromRequest } from "trialgate/request";

const score = createScorer({ store: memoryStore() });
// Your own proxy sets it, over whatever the client sent. Behind a platform: { kind: "platform", name: "vercel" }.
const clientIp = createClientIpReader({ kind: "header", name: "x-real-ip" });
// Take the key from where your secrets are: with a new one at each start, every browser is a new device.
const key = crypto.getRandomValues(new Uint8Array(32));
const deviceCookie = createDeviceCookie({ secrets: [{ id: "2026", key }] });

/** The page with the form. Who comes for the first time is given a device id here, before there is anything to gain. */
export async function GET(request: Request): Promise<Response> {
  const { setCookie } = (await deviceCookie.read(request)) ?? (await deviceCookie.issue());
  return new Response("<form method=post> … </form>", {
    headers: {
      "content-type": "text/html",
      "cache-control": "private", // a shared cache would give one device to everybody
      ...(setCookie === undefined ? {} : { "set-cookie": setCookie }),
    },
  });
}

export async function POST(request: Request): Promise<Response> {
  const form = (await request.json()) as { email: string; formMs?: number; website?: string };
  try {
    const { id, tier, decision, grant } = await score({
      ...(await signupFromRequest(request, { clientIp, deviceCookie })),
      email: form.email,
      formMs: form.formMs,
      honeypot: form.website, // an input that your style sheet hides
      channel: "web",
    });
    if (decision === "block")
      return Response.json({ error: "We cannot open this account." }, { status: 403 });
    // Create the account here, with `grant` beside it. Keep `id`: the same person may come back with proof.
    return Response.json({ id, tier, credits: grant.credits, next: grant.unlock?.text });
  } catch (error) {
    if (!isTrialgateError(error) || error.code !== "invalid_input") throw error;
    return Response.json({ problems: error.problems }, { status: 400 });
  }
}
