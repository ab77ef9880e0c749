import { cloudflareReader } from "./cloudflare.js";
import { headerCountry } from "./headers.js";
import type { ClientIpReader } from "./outcome.js";
import { headerReader, hopsReader } from "./readers.js";

/** Hosts and load balancers whose way to pass on the client's address is known. Each rests on one sentence of its documentation. */
export type PlatformName =
  | "cloudflare"
  | "vercel"
  | "netlify"
  | "fly"
  | "render"
  | "railway"
  | "heroku"
  | "aws-alb"
  | "gcp-lb"
  | "azure-front-door";

/** How each platform passes on the address, and where it says so. */
export const platforms: Readonly<Record<PlatformName, () => ClientIpReader>> = {
  // developers.cloudflare.com/fundamentals/reference/http-headers: CF-Connecting-IP is the client that connected.
  cloudflare: cloudflareReader,
  // vercel.com/docs/headers/request-headers: X-Forwarded-For is overwritten, x-real-ip is identical to it.
  vercel: () => withCountry(headerReader("x-real-ip"), "x-vercel-ip-country"),
  // answers.netlify.com/t/52665: x-nf-client-connection-ip "is the right one for inspecting the connecting IP address".
  netlify: () => headerReader("x-nf-client-connection-ip"),
  // fly.io/docs/networking/request-headers: the client "from the perspective of Fly Proxy"; X-Forwarded-For ends in the app's own address.
  fly: () => headerReader("fly-client-ip"),
  // community.render.com/t/35981: Cloudflare stands before every service, and sets True-Client-IP.
  render: () => headerReader("true-client-ip"),
  // docs.railway.com/networking/public-networking/specs-and-limits: X-Real-IP "for identifying client's remote IP".
  railway: () => headerReader("x-real-ip"),
  // devcenter.heroku.com/articles/http-routing: the router appends the address that connected to X-Forwarded-For.
  heroku: () => hopsReader(1),
  // docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html: appended, unless set to preserve or remove.
  "aws-alb": () => hopsReader(1),
  // cloud.google.com/load-balancing/docs/https: X-Forwarded-For is "<supplied>,<client>,<load balancer>".
  "gcp-lb": () => hopsReader(2),
  // learn.microsoft.com/azure/frontdoor/front-door-http-headers-protocol: X-Azure-ClientIP can be the client's word, X-Azure-SocketIP cannot.
  "azure-front-door": () => headerReader("x-azure-socketip"),
};

/** The country that the platform writes beside the address. */
function withCountry(reader: ClientIpReader, header: string): ClientIpReader {
  return (request) => {
    const outcome = reader(request);
    if (!outcome.ok) return outcome;
    return { ok: true, value: { ...outcome.value, country: headerCountry(request, header) } };
  };
}
