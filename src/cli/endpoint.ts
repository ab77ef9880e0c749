import type { Assessment, Decision, SignupInput } from "trialgate";
import { decisions } from "trialgate/core";

/** What an endpoint made of a signup, or why nobody knows. Never holds what it was sent. */
export type Answer =
  | {
      readonly ok: true;
      readonly decision: Decision;
      readonly tier?: string;
      /** US dollars, where the answer told. */
      readonly credits?: number;
      /** Where the answer was a whole assessment. */
      readonly assessment?: Assessment<string>;
    }
  | { readonly ok: false; readonly message: string };

/** Sends one signup and waits for the answer. Never rejects. */
export type Send = (input: SignupInput) => Promise<Answer>;

/** Where to send signups, and how. */
export interface EndpointOptions {
  readonly url: URL;
  readonly headers: Headers;
  /** Most time for an answer, in milliseconds. */
  readonly timeoutMs: number;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An address to send to, or what is wrong with it: it is encrypted, or on this machine, unless `insecure`. */
export function readUrl(
  text: string,
  insecure: boolean,
): { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly message: string } {
  const refuse = (message: string) => ({ ok: false, message }) as const;
  if (!URL.canParse(text)) return refuse("must be an address like https://staging.example.com/signup");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return refuse("must begin with https://, or with http:// on this machine");
  // A browser's fetch refuses these, too; in a report or a process list they would be read by others.
  if (url.username !== "" || url.password !== "") {
    return refuse('must not hold a password; give --header "authorization: …"');
  }
  if (url.protocol === "http:" && !loopback.test(url.hostname) && !insecure) {
    return refuse("must begin with https:// for another machine; --insecure if that is really meant");
  }
  return { ok: true, url };
}

/** An endpoint that takes a signup as JSON by POST, and answers with an assessment or with its tier and decision. */
export function createEndpoint({ url, headers, timeoutMs }: EndpointOptions): Send {
  return async (input) => {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers,
        body: JSON.stringify(input),
        // Whoever answers there was not named by the user.
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      return await readAnswer(response);
    } catch (error) {
      return { ok: false, message: unreached(error, timeoutMs) };
    }
  };
}

// An assessment is a few kilobytes.
const mostBytes = 1_000_000;

async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const kind = headers.get("content-type")?.split(";", 1)[0]?.toLowerCase() ?? "";
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    return { ok: false, message: `answers ${status}, a redirect: give the address that it leads to` };
  }
  const text = await textOf(response);
  if (text === undefined) return { ok: false, message: `answers more than ${mostBytes / 1e6} MB` };
  const value = parsed(text);
  if (value === undefined) {
    const what = /^[\w.+-]+\/[\w.+-]+$/.test(kind) ? ` but ${kind}` : "";
    return { ok: false, message: `answers ${status} with no JSON${what}; ${wanted}` };
  }
  const verdict = verdictIn(value) ?? verdictIn(Object(value).assessment);
  return verdict ?? { ok: false, message: `answers ${status} with JSON, but no decision in it; ${wanted}` };
}

const wanted = 'wanted is {"tier": …, "decision": …}, or an assessment, at the top or under "assessment"';

/** The text of a body; undefined when it is too long to be an answer. */
async function textOf({ body }: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function verdictIn(value: unknown): Answer | undefined {
  const { tier, decision, grant, points, reasons, results }: Readonly<Record<string, unknown>> =
    Object(value);
  if (!(decisions as readonly unknown[]).includes(decision)) return undefined;
  const credits: unknown = Object(grant).credits;
  // All that an attacker may look at to learn from it.
  const isWhole =
    typeof tier === "string" &&
    typeof points === "number" &&
    typeof credits === "number" &&
    Array.isArray(reasons) &&
    Array.isArray(results);
  return {
    ok: true,
    decision: decision as Decision,
    ...(typeof tier === "string" && { tier }),
    ...(typeof credits === "number" && Number.isFinite(credits) && { credits }),
    ...(isWhole && { assessment: value as Assessment<string> }),
  };
}

/** Why there is no answer, in words that name no address of a person. */
function unreached(error: unknown, timeoutMs: number): string {
  const { name, cause }: { readonly name?: unknown; readonly cause?: unknown } = Object(error);
  if (name === "TimeoutError") return `gives no answer within ${timeoutMs / 1000} seconds`;
  const code: unknown = Object(cause).code;
  return `cannot be reached${typeof code === "string" ? ` (${code})` : ""}`;
}
