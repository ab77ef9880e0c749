export { clientIp, createClientIpReader } from "./client-ip.js";
export { cloudflareRanges } from "./cloudflare.js";
export {
  createDeviceCookie,
  type Device,
  type DeviceCookie,
  type DeviceCookieOptions,
} from "./device-cookie.js";
export type { HeadersLike, RequestLike } from "./headers.js";
export type { ForwardingHeader } from "./hops.js";
export type { ClientIp, ClientIpProblem, ClientIpReader, ClientIpWarning } from "./outcome.js";
export type { PlatformName } from "./platforms.js";
export {
  type RequestFacts,
  type SignupFromRequestOptions,
  signupFromRequest,
} from "./signup-from-request.js";
export type { ClientIpStrategy } from "./strategy.js";
