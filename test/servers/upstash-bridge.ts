import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { Redis } from "ioredis";

/** The REST interface of Upstash before a Redis of one's own. */
export interface UpstashBridge {
  readonly url: string;
  /** What `@upstash/redis` has to be given as its token. */
  readonly token: string;
  stop(): Promise<void>;
}

type Reply = string | number | null | readonly Reply[];

/**
 * Answers as the service does (Upstash, "REST API"): one command as a JSON list to `/`, several to `/pipeline`;
 * `{ result }` or `{ error }`; texts in Base64 where the client asks for it. Only what the client of `@upstash/redis` uses.
 */
export async function startUpstashBridge(redisPort: number): Promise<UpstashBridge> {
  const token = "of-this-bridge";
  const redis = new Redis(redisPort, "127.0.0.1");
  const answer = async (command: readonly (string | number)[], isEncoded: boolean): Promise<object> => {
    try {
      const [name, ...args] = command.map(String);
      const reply = (await redis.call(name ?? "", ...args)) as Reply;
      return { result: isEncoded ? encoded(reply) : reply };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  const server = createServer(async (request, response) => {
    const reply = (status: number, body: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${token}`) return reply(401, { error: "Unauthorized" });
    const isEncoded = request.headers["upstash-encoding"] === "base64";
    const asked = JSON.parse(await text(request));
    if (request.url === "/pipeline") {
      const commands = asked as readonly (string | number)[][];
      return reply(200, await Promise.all(commands.map((command) => answer(command, isEncoded))));
    }
    const answered = await answer(asked, isEncoded);
    reply("error" in answered ? 400 : 200, answered);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    token,
    async stop() {
      redis.disconnect();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function encoded(reply: Reply): Reply {
  if (typeof reply === "string") return reply === "OK" ? reply : Buffer.from(reply).toString("base64");
  return typeof reply === "object" && reply !== null ? reply.map(encoded) : reply;
}

async function text(request: IncomingMessage): Promise<string> {
  let all = "";
  for await (const chunk of request) all += chunk;
  return all;
}
