import { days, TrialgateError } from "trialgate/core";
import type { Secret } from "trialgate/identifiers";
import { cookieProblems } from "./device-cookie-options.js";
import { headerLines, type RequestLike } from "./headers.js";
import { createSignature, hexOf } from "./signature.js";

/** How a device cookie is made. */
export interface DeviceCookieOptions {
  /**
   * The first signs, all of them are read: put a new one in front, and drop the old one when its last cookie has run
   * out. Each key holds at least 16 random bytes.
   */
  readonly secrets: readonly Secret[];
  /** Default `__Host-device`. The prefix is required: with it a browser takes the cookie from your own host alone, over HTTPS. */
  readonly name?: string | undefined;
  /** How long a browser keeps it, in milliseconds; default and most 400 days, as browsers cut it there. */
  readonly maxAgeMs?: number | undefined;
  /** Fills an array with random bytes; default: the runtime's own, which is fit for secrets. */
  readonly random?: ((bytes: Uint8Array<ArrayBuffer>) => unknown) | undefined;
}

/** A browser that is known by its cookie. */
export interface Device {
  /** 128 random bits in hexadecimal: opaque, and not a secret. */
  readonly id: string;
  /** The `Set-Cookie` header to answer with: for a new device, and for one whose cookie an old secret signed. */
  readonly setCookie?: string | undefined;
}

/** Gives each browser an id that it cannot make up. */
export interface DeviceCookie {
  /** The device of a request. A cookie that is absent, cut or forged is no device. Never throws. */
  read(request: RequestLike): Promise<Device | undefined>;
  /** A new device. Give it out with a page, before the form is sent: see `signupFromRequest`. */
  issue(): Promise<Device & { readonly setCookie: string }>;
}

const COOKIE = /^([\da-f]{32})\.([\da-f]{64})$/;
const ID_BYTES = 16;

/**
 * A first-party cookie with a random id and its HMAC: HttpOnly, Secure, SameSite=Lax, for your own host alone. It
 * holds nothing of the person. Signing keeps one from writing a stranger's id, or a fresh one for each account; it
 * does not keep anybody from clearing cookies, which shows as a signup without a device.
 *
 * @throws TrialgateError `invalid_config` for options that make no sense.
 * @example
 * const devices = createDeviceCookie({ secrets: [{ id: "2026", key }] });
 * const device = (await devices.read(request)) ?? (await devices.issue());
 * if (device.setCookie) response.headers.append("set-cookie", device.setCookie);
 */
export function createDeviceCookie(options: DeviceCookieOptions): DeviceCookie {
  const { secrets, name = "__Host-device", maxAgeMs = days(400), random = randomBytes } = options;
  const problems = cookieProblems({ secrets, name, maxAgeMs, random });
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);

  const signatures = secrets.map(({ key }) => createSignature(key));
  // Names what is signed, so that a signature of something else under the same secret is worth nothing here.
  const signed = (id: string): string => `device cookie ${name} ${id}`;
  const setCookie = async (id: string): Promise<string> => {
    const signature = await signatures[0]?.sign(signed(id));
    const lifetime = `Max-Age=${Math.floor(maxAgeMs / 1000)}`;
    return `${name}=${id}.${signature}; Path=/; ${lifetime}; HttpOnly; Secure; SameSite=Lax`;
  };
  return {
    async read(request) {
      const [, id, signature] = COOKIE.exec(cookieOf(request, name) ?? "") ?? [];
      if (id === undefined || signature === undefined) return undefined;
      for (const [age, { verify }] of signatures.entries()) {
        if (await verify(signed(id), signature))
          return age === 0 ? { id } : { id, setCookie: await setCookie(id) };
      }
      return undefined;
    },
    async issue() {
      const bytes = new Uint8Array(ID_BYTES);
      random(bytes);
      const id = hexOf(bytes);
      return { id, setCookie: await setCookie(id) };
    },
  };
}

/** The value of a cookie; the first one, where there are several. */
function cookieOf(request: RequestLike, name: string): string | undefined {
  for (const line of headerLines(request, "cookie")) {
    const pairs = typeof line === "string" ? line.split(";") : [];
    const found = pairs.find((pair) => pair.slice(0, pair.indexOf("=")).trim() === name);
    if (found !== undefined) return found.slice(found.indexOf("=") + 1).trim();
  }
  return undefined;
}

function randomBytes(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes);
}
