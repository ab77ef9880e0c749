// A signup route for anything that speaks `Request` and `Response`: a Next.js route handler, Hono, Workers, Deno, Bun.
import { createScorer, isTrialgateError, memoryStore } from "trialgate";

const score = createScorer({ store: memoryStore() });

export async function POST(request: Request): Promise<Response> {
  const form = (await request.json()) as {
    email: string;
    deviceId?: string;
    formMs?: number;
    website?: string;
  };
  const { headers } = request;
  try {
    const { id, tier, decision, grant } = await score({
      email: form.email,
      deviceId: form.deviceId,
      formMs: form.formMs,
      honeypot: form.website, // an input that your style sheet hides
      ip: headers.get("x-real-ip") ?? undefined, // set by your own proxy, over whatever the client sent
      userAgent: headers.get("user-agent") ?? undefined,
      acceptLanguage: headers.get("accept-language") ?? undefined,
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
