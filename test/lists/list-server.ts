import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server does with one path: a text to send, or a handler for everything that is not that simple. */
export type Route = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A server of lists on loopback. Change `routes` while it runs. */
export interface ListServer {
  readonly url: string;
  readonly routes: Map<string, Route>;
  /** The paths that were asked for, with the validators that came along. */
  readonly asked: { readonly path: string; readonly etag: string | undefined }[];
  close(): Promise<void>;
}

/** Starts one on a free port. A path without a route answers 404. */
export async function listServer(routes: Readonly<Record<string, Route>> = {}): Promise<ListServer> {
  const table = new Map(Object.entries(routes));
  const asked: ListServer["asked"] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").slice(1);
    asked.push({ path, etag: request.headers["if-none-match"] });
    const route = table.get(path);
    if (route === undefined) response.writeHead(404).end("no such list");
    else if (typeof route === "string") response.writeHead(200, { "content-type": "text/plain" }).end(route);
    else route(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    routes: table,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

/** Sends a text with an entity tag, and 304 to whoever has it. */
export const tagged =
  (text: string, etag: string): Route =>
  (request, response) => {
    if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.writeHead(200, { etag }).end(text);
  };

/** Names under one ending, one a line. */
export const domains = (count: number, ending = "example-burner.com", from = 0): string =>
  Array.from({ length: count }, (_, index) => `box${from + index}.${ending}`).join("\n");
