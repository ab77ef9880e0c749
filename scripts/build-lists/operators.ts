import type { NetworkKind } from "../../src/lists/lists.js";
import { readLines } from "./sources.js";

/** How one operator, or many of one kind, is recognised by the name its AS is registered under. */
export interface OperatorRule {
  readonly kind: NetworkKind | "none";
  /** Given where the operator is large enough to be named in an explanation. */
  readonly operator?: string;
  readonly names: RegExp;
  /** Where a name misleads: the AS numbers this rule is held to. */
  readonly only?: readonly number[];
  /** Why an entry that looks odd is right. */
  readonly why?: string;
}

const beginsWith = (names: readonly string[]): RegExp =>
  new RegExp(`^"?(?:${names.map((name) => name.replace(/[.+]/g, "\\$&")).join("|")})`, "i");

/**
 * The first rule that fits decides. Names are those of DB-IP and the regional registries; what an operator sells
 * is read from its own site. Words stand after the names they would mislead.
 */
export const operatorRules: readonly OperatorRule[] = [
  // Names that look like hosts and are not.
  { kind: "none", names: /^cogent/i, why: "transit for offices and access providers" },
  { kind: "none", names: /colombia|^columbus/i, why: "an access provider; COLO stands for Colombia" },
  { kind: "none", names: /^google fiber/i, why: "homes" },
  { kind: "none", names: /netcologne|colocolo|colorado/i, why: "access providers of a city or state" },
  {
    kind: "none",
    names: /^level 3|^zayo|^gtt |^lumen|^arelion|^hurricane/i,
    why: "transit, not the host itself",
  },
  { kind: "none", names: /vpn infraestrutura|vpn de mexico/i, why: "access providers of that name" },
  {
    kind: "none",
    names: /tc tor llc|^ionion|onion net zone|hostonion|onionring/i,
    why: "have nothing to do with Tor",
  },
  {
    kind: "none",
    names: /aruba.*\(setar\)|telecomunicacion di aruba/i,
    why: "the island's telephone company",
  },
  {
    kind: "none",
    names: /1&1 versatel|visual online|luxembourg online|cityonline|kingston online/i,
    why: "access",
  },
  { kind: "none", names: /^zscaler|^netskope|^iboss/i, why: "the gateway that a company's people share" },
  { kind: "none", names: /^the cloud networks/i, why: "public Wi-Fi of cafes and stations" },
  { kind: "none", names: /exxon mobil|jab wireless|cable & wireless|observer|conserv|preserv|reserv/i },

  // Privacy relays and anonymity networks.
  {
    kind: "relay",
    operator: "iCloud Private Relay",
    names: /^akamai/i,
    only: [36183],
    why: "Akamai's egress of it",
  },
  {
    kind: "tor",
    names:
      /emerald onion|foundation for applied privacy|erneuerbare freiheit|zwiebelfreunde|torservers|nos oignons|f3 netze|quintex alliance|artikel ?10|unredacted/i,
    why: "run Tor exits and hardly anything else",
  },
  { kind: "vpn", operator: "NordVPN", names: /^packethub|^tefincom/i, why: "PacketHub numbers Nord's exits" },
  {
    kind: "vpn",
    operator: "Mullvad",
    names: /^mullvad|^31173 services/i,
    why: "31173 is Mullvad's own network",
  },
  { kind: "vpn", operator: "Proton", names: /^proton (ag|internet)/i, why: "mail and VPN exits" },
  {
    kind: "vpn",
    operator: "Datacamp (CDN77)",
    names: /^datacamp limited/i,
    why: "most VPN brands rent exits here",
  },
  { kind: "vpn", operator: "M247", names: /^m247/i, why: "most VPN brands rent exits here" },
  { kind: "vpn", operator: "MEGA", names: /^mega privacy/i },
  { kind: "vpn", operator: "Surfshark", names: /^cyberzone s\.a|surfshark/i },
  {
    kind: "vpn",
    names: /^powerhouse management|^strong technology|^avast software/i,
    why: "VyprVPN, StrongVPN, HMA",
  },
  {
    kind: "vpn",
    names:
      /\bvpn\b|vpnwholesaler|iplockvpn|^vpnet|windscribe|^ivpn|surfshark|anonymizer|perfect privacy|azire|njalla/i,
  },
  { kind: "vpn", names: /\bproxy\b|proxies/i, why: "sell exits by name; HAProxy is one word and not meant" },

  // Hosts that do not say so in their name, or large enough to be named.
  {
    kind: "hosting",
    operator: "Amazon",
    names: /^amazon(\.com,| data|\.com serv| technologies|\.com tech|\.com$)/i,
  },
  { kind: "hosting", operator: "Google", names: /^google(,? (llc|cloud|ireland|inc|asia|singapore)|$)/i },
  { kind: "hosting", operator: "Microsoft", names: /^microsoft/i, why: "Azure; its staff shares the ranges" },
  { kind: "hosting", operator: "Oracle", names: /^oracle /i },
  { kind: "hosting", operator: "IBM Cloud", names: /^ibm cloud|^softlayer/i },
  { kind: "hosting", operator: "Alibaba", names: /alibaba|^aliyun|^alicloud/i },
  { kind: "hosting", operator: "Tencent", names: /tencent|^aceville/i },
  { kind: "hosting", operator: "Huawei", names: /^huawei (cloud|international)|huawei cloud/i },
  { kind: "hosting", operator: "ByteDance", names: /volcano engine|^byteplus|^bytedance/i },
  { kind: "hosting", operator: "Baidu", names: /baidu/i },
  {
    kind: "hosting",
    operator: "Cloudflare",
    names: /^cloudflare/i,
    why: "Workers and WARP; relays are cut out by range",
  },
  { kind: "hosting", operator: "Akamai", names: /^akamai|^linode/i, why: "includes Linode" },
  { kind: "hosting", operator: "Fastly", names: /^fastly/i },
  { kind: "hosting", operator: "DigitalOcean", names: /^digitalocean/i },
  { kind: "hosting", operator: "Vultr", names: /^the constant company|^vultr|^choopa/i },
  { kind: "hosting", operator: "Hetzner", names: /^hetzner/i },
  { kind: "hosting", operator: "OVH", names: /^ovh/i },
  { kind: "hosting", operator: "Scaleway", names: /^scaleway|^online s\.?a\.?s/i },
  { kind: "hosting", operator: "Leaseweb", names: /^leaseweb/i },
  { kind: "hosting", operator: "IONOS", names: /^ionos|^strato ag|^fasthosts/i },
  { kind: "hosting", operator: "Contabo", names: /^contabo/i },
  { kind: "hosting", operator: "netcup", names: /^netcup/i },
  { kind: "hosting", operator: "Hostinger", names: /^hostinger/i },
  { kind: "hosting", operator: "GoDaddy", names: /^godaddy|^host europe/i },
  { kind: "hosting", operator: "Newfold", names: /^unified layer|^newfold|^endurance|^bluehost|^hostgator/i },
  { kind: "hosting", operator: "Rackspace", names: /^rackspace/i },
  { kind: "hosting", operator: "UpCloud", names: /^upcloud/i },
  { kind: "hosting", operator: "Yandex Cloud", names: /^yandex\.?(cloud)? llc/i, only: [200350, 13238] },
  { kind: "hosting", operator: "Selectel", names: /selectel/i },
  { kind: "hosting", operator: "Fly.io", names: /^fly\.io/i },
  { kind: "hosting", names: beginsWith(readLines("hosts.txt")) },

  // Schools and the networks that connect them.
  {
    kind: "education",
    names:
      /universi[dtz]|\buniv\b|college|\bschools?\b|hochschule|polytech|politec|institut[eo]? of technology|academic|academy of sci|education|research (?:and|&) education|rechenzentrum|\bcampus\b|escuela|[eé]cole|lyc[eé]e|student|educa[cç]|enseignement|forschungsnetz|\bnren\b|school district/i,
  },
  {
    kind: "education",
    names:
      /^(?:jisc|surf b|renater|consortium garr|switch$|entidad publica empresarial red\.es|cenic|internet2|heanet|sikt|csc - |cesnet|grnet|belnet|aconet|nordunet|sunet|rede nacional de ensino|tenet|ernet|national knowledge network|research organization of information|wide project|massachusetts institute|merit network|mcnc|aarnet|reannz|karen|cern\b|kreonet|korea institute of science|iucc|arnes|carnet|litnet|roedunet|niif|kifu|pionier|psnc|geant|reuna|cudi|risq|canarie|bcnet|cybera|orion|utah education|onenet|ukerna)/i,
  },

  // Mobile carriers: one address carries thousands of people.
  {
    kind: "mobile",
    names:
      /\bmobile?s?\b|t-mobile|mobinil|\bwireless\b(?!.*(isp|internet provider))|cellular|cellco|\bcelular\b|telefonia movil|\bmovil\b|docomo|softbank|\bkddi\b|turkcell|vodacom|safaricom|airtel|reliance jio|\bmtn\b|telekomunikasi selular|smartfren|\bxl axiata|sk telecom|lg uplus|mobitel|mobifone|vimpelcom|megafon|\bmts\b|kyivstar|lifecell|beeline|p4 sp|orange polska.*mobile|\bumts\b|\blte\b|\bgsm\b|bouygues telecom|free mobile|hutchison|digicel|ooredoo|zain|etisalat misr|cell c/i,
  },
  {
    kind: "mobile",
    names: /^(?:verizon business|at&t enterprises|at&t corp)/i,
    only: [6167, 22394, 20057],
    why: "Verizon Wireless and AT&T Mobility",
  },

  // Words that hosts use of themselves.
  {
    kind: "hosting",
    names:
      /hosting|\bhosts?\b|hoster|web ?host|servers?\b|server[a-z]* (?:llc|ltd|b\.v)|\bserv\b|\bvps|cloud(?!ian)|data ?cent(?:er|re|rum)|\bcolo\b|colocation|colocat|dedicated|vserver|\bkvm\b|\bidc\b|\bcompute\b|rackspace|bare ?metal|\bcdn\b/i,
  },
];
