// A signup route on Node's own server; an Express handler gets the same `request` and `response`.
import { createServer, type IncomingMessage, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { createScorer, isTrialgateError, memoryStore } from "trialgate";
import { signupFromRequest } from "trialgate/request";

const score = createScorer({ store: memoryStore() });

async function signUp(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const { email, deviceId } = (await json(request)) as { email?: string; deviceId?: string };
  try {
    const { tier, decision, grant } = await score({
      // What you know yourself: never from the body, where anybody can write `ip` and `verified`.
      ...(await signupFromRequest(request, { clientIp: { kind: "socket" } })),
      email,
      deviceId,
    });
    return decision === "block"
      ? { status: 403, body: {} }
      : { status: 201, body: { tier, credits: grant.credits } };
  } catch (error) {
    if (!isTrialgateError(error) || error.code !== "invalid_input") throw error;
    return { status: 400, body: { problems: error.problems } };
  }
}

export const server: Server = createServer((request, response) => {
  signUp(request)
    .catch(() => ({ status: 500, body: {} }))
    .then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
});
