import { within } from "../../core/deadline.js";
import { version } from "../../core/version.js";

/** What is needed of an HTTP answer; every `Response` fits. */
export interface FetchedResponse {
  readonly status: number;
  /** Where redirects led to. */
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly body: {
    getReader(): {
      read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
      cancel(): Promise<void>;
    };
  } | null;
}

/** The part of `fetch` that a refresh uses: the one of every runtime fits, and so does a few lines around a proxy. */
export type FetchLike = (
  url: string,
  init: {
    readonly headers: Record<string, string>;
    readonly redirect: "follow";
    readonly signal: AbortSignal;
  },
) => Promise<FetchedResponse>;

/** How to ask for one list. */
export interface DownloadOptions {
  /** Default: the runtime's own. */
  readonly fetch?: FetchLike | undefined;
  /** Most time for one whole download. */
  readonly timeoutMs: number;
  /** Most bytes of one list, after decompression; reading stops there. */
  readonly maxBytes: number;
  readonly userAgent?: string | undefined;
}

/** What the server said last time, to ask whether anything changed. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** How a download ended. `unchanged` only when validators were sent. */
export type Downloaded =
  | ({ readonly how: "text"; readonly text: string; readonly bytes: number } & Validators)
  | { readonly how: "unchanged" }
  | { readonly how: "refused" | "failed"; readonly reason: string };

const failed = (reason: string): Downloaded => ({ how: "failed", reason });
const refused = (reason: string): Downloaded => ({ how: "refused", reason });

/** Downloads a text. Never rejects: whatever goes wrong outside is a reason in words. */
export async function download(
  url: string,
  known: Validators,
  options: DownloadOptions,
): Promise<Downloaded> {
  const controller = new AbortController();
  const settled = await within(ask(url, known, options, controller.signal), options.timeoutMs);
  if (settled.how === "done") return settled.value;
  controller.abort();
  if (settled.how === "threw") return failed(`could not be fetched (${causeOf(settled.error)})`);
  return failed(`took longer than ${options.timeoutMs} ms`);
}

async function ask(
  url: string,
  known: Validators,
  options: DownloadOptions,
  signal: AbortSignal,
): Promise<Downloaded> {
  // In a variable of its own: some runtimes refuse a `fetch` that is called as a method of something else.
  const get: FetchLike = options.fetch ?? fetch;
  const headers: Record<string, string> = {
    accept: "text/plain, text/csv, application/json",
    "user-agent": options.userAgent ?? `trialgate/${version}`,
  };
  if (known.etag !== undefined) headers["if-none-match"] = known.etag;
  if (known.lastModified !== undefined) headers["if-modified-since"] = known.lastModified;
  const response = await get(url, { headers, redirect: "follow", signal });
  if (response.status === 304 && Object.values(known).some((value) => value !== undefined)) {
    return { how: "unchanged" };
  }
  if (response.status !== 200) return failed(`the server answered ${response.status}`);
  if (url.startsWith("https:") && response.url.startsWith("http:")) {
    return refused("was redirected from https to http");
  }
  return readBody(response, options.maxBytes);
}

async function readBody({ body, headers }: FetchedResponse, maxBytes: number): Promise<Downloaded> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (chunk?.value === undefined) break;
    bytes += chunk.value.length;
    if (bytes > maxBytes) {
      // Not waited for: a server that does not listen must not hold us up.
      reader?.cancel().catch(() => undefined);
      return refused(`is larger than ${maxBytes} bytes`);
    }
    parts.push(decoder.decode(chunk.value, { stream: true }));
  }
  const announced = Number(headers.get("content-length") ?? Number.NaN);
  const isWhole = headers.get("content-encoding") !== null || !(bytes < announced);
  if (!isWhole) return failed(`ended after ${bytes} of ${announced} bytes`);
  parts.push(decoder.decode());
  const etag = headers.get("etag") ?? undefined;
  const lastModified = headers.get("last-modified") ?? undefined;
  return { how: "text", text: parts.join(""), bytes, etag, lastModified };
}

/** `ECONNREFUSED`, `UND_ERR_SOCKET`, `TypeError`: the most telling short word that an error carries. */
function causeOf(error: unknown): string {
  const words = [error, Reflect.get(Object(error), "cause")].flatMap((thing) =>
    ["code", "name"].map((key): unknown => Reflect.get(Object(thing), key)),
  );
  const [, , causeCode] = words;
  const word = [causeCode, ...words].find((found) => typeof found === "string" && /^\w{3,40}$/.test(found));
  return typeof word === "string" ? word : "an unknown error";
}
