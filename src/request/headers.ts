/**
 * Headers as frameworks hand them over: `Headers`, what Next.js answers to `headers()`, or a plain object with names
 * in any case. Several lines of one name are a list, as in Node's `headersDistinct`, or one text with commas.
 */
export type HeadersLike =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * A request as far as it is read: Fetch's `Request`, the request of Node, Express or Fastify, or headers alone. Where
 * the runtime says elsewhere who connected, put the two together: `{ headers, socket: { remoteAddress } }`.
 */
export type RequestLike = HeadersLike | WholeRequest;

/** A request that is more than its headers. */
export interface WholeRequest {
  readonly headers: HeadersLike | null | undefined;
  readonly socket?: Socket | null | undefined;
  /** What Cloudflare tells a Worker beside the headers. */
  readonly cf?: unknown;
}

/** The connection of a request on Node. */
export interface Socket {
  readonly remoteAddress?: string | undefined;
  readonly destroyed?: boolean | undefined;
}

/** The lines of one header in their order; `name` is in lower case. What is no text was put there by JavaScript: it is kept, to be refused. */
export function headerLines(request: RequestLike, name: string): readonly unknown[] {
  const headers: unknown = isWhole(request) ? request.headers : request;
  if (typeof headers !== "object" || headers === null) return [];
  if (hasGet(headers)) return [headers.get(name) ?? []].flat();
  return Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name ? (value ?? []) : []));
}

/** All lines of a header as one text. */
export function headerText(request: RequestLike, name: string): string | undefined {
  const lines = headerLines(request, name).filter((line) => typeof line === "string");
  return lines.length === 0 ? undefined : lines.join(", ");
}

/** What an edge writes for a country: two characters, of which the scorer knows those that are none. Anything longer is dropped. */
export function headerCountry(request: RequestLike, name: string): string | undefined {
  const text = headerText(request, name)?.trim();
  return text?.length === 2 ? text : undefined;
}

/** Whether there is more than headers. A plain object of headers may hold one that is called `headers`: a text or a list. */
export function isWhole(request: RequestLike): request is WholeRequest {
  if (typeof request !== "object" || request === null || !("headers" in request)) return false;
  return typeof request.headers !== "string" && !Array.isArray(request.headers);
}

function hasGet(headers: object): headers is { get(name: string): string | null } {
  return typeof Reflect.get(headers, "get") === "function";
}
