import type { SignupInput } from "trialgate";
import { createClientIpReader } from "./client-ip.js";
import type { DeviceCookie } from "./device-cookie.js";
import { headerText, type RequestLike } from "./headers.js";
import type { ClientIpReader } from "./outcome.js";
import type { ClientIpStrategy } from "./strategy.js";

/** How to read what a request can say of a signup. */
export interface SignupFromRequestOptions {
  /** Where the client's address stands: a strategy, or one that `createClientIpReader` has checked already. */
  readonly clientIp: ClientIpStrategy | ClientIpReader;
  /** Your cookie that tells devices apart; without it there is no `deviceId`. */
  readonly deviceCookie?: Pick<DeviceCookie, "read"> | undefined;
}

/** The fields of a signup that a request can know. What it does not say is absent. */
export type RequestFacts = Pick<
  SignupInput,
  "ip" | "country" | "asn" | "userAgent" | "acceptLanguage" | "deviceId" | "deviceKind"
>;

/**
 * What a request says of a signup, to be spread into a `SignupInput`. `country` and `asn` come from the platform that
 * wrote the address, and from nobody else. A device that was not seen before has no `deviceId`: one made up here
 * would make a script that throws cookies away look like a new browser each time.
 *
 * @throws TrialgateError `invalid_config` (as a rejection) for a strategy that makes no sense.
 */
export async function signupFromRequest(
  request: RequestLike,
  { clientIp, deviceCookie }: SignupFromRequestOptions,
): Promise<RequestFacts> {
  const read = typeof clientIp === "function" ? clientIp : createClientIpReader(clientIp);
  const found = read(request);
  const { address, country, asn } = found.ok ? found.value : {};
  const device = await deviceCookie?.read(request);
  const facts: RequestFacts = {
    ip: address,
    country,
    asn,
    userAgent: headerText(request, "user-agent"),
    acceptLanguage: headerText(request, "accept-language"),
    ...(device === undefined ? {} : { deviceId: device.id, deviceKind: "cookie" }),
  };
  // Absent and not undefined, so that what is spread below something else never takes it away.
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as RequestFacts;
}
