import { operators } from "./operator.js";

// Source of every line in this file: the number and the ranges as they are announced (RouteViews) and registered
// (ARIN, RIPE NCC, APNIC, LACNIC, AFRINIC), some of each operator, read in summer 2026; what they are for, from what
// the operators say of themselves.

/** Clouds, virtual servers and other machines for rent, from the largest to the ones that ask no questions. */
export const hostingOperators = operators(`
  Amazon | US | 16509 | 3.128.0.0/10 3.96.0.0/11 18.184.0.0/15 52.56.0.0/15
  Amazon Virginia | US | 14618 | 44.192.0.0/11 3.80.0.0/12 3.208.0.0/12
  Google Cloud | US | 396982 | 34.64.0.0/11 34.128.0.0/11 35.192.0.0/13
  Microsoft Azure | US | 8075 | 20.64.0.0/10 20.192.0.0/10
  DigitalOcean | US | 14061 | 45.55.0.0/16 46.101.0.0/16 68.183.0.0/16 104.131.0.0/16 | 2400:6180:100::/40
  Hetzner | DE | 24940 | 49.12.0.0/15 65.108.0.0/15 46.224.0.0/15 | 2a01:4f8::/32
  OVH | FR | 16276 | 54.36.0.0/14 51.254.0.0/15 141.94.0.0/15 | 2001:41d0::/32
  Linode | US | 63949 | 139.144.0.0/16 139.162.0.0/16 172.236.0.0/14 | 2600:3c00::/28
  Vultr | US | 20473 | 45.76.0.0/15 45.32.0.0/16 64.176.0.0/17
  Contabo | DE | 51167 | 5.189.128.0/18 62.171.128.0/18 38.242.192.0/18 | 2a02:c204::/30
  Oracle Cloud | US | 31898 | 129.146.0.0/16 193.122.0.0/15
  Scaleway | FR | 12876 | 51.158.0.0/15 51.15.0.0/16 | 2001:bc8::/32
  Alibaba Cloud | CN | 45102 | 47.240.0.0/14 47.80.0.0/14
  Tencent Cloud | CN | 132203 | 43.128.0.0/15 43.156.0.0/15
  Hostinger | US | 47583 | 31.97.0.0/16 72.60.0.0/15 | 2a02:4780::/40
  netcup | DE | 197540 | 89.58.0.0/18 152.53.128.0/19 | 2a03:4000::/31
  HostPapa | US | 36352 | 107.172.64.0/18 107.174.192.0/18
  FranTech | US | 53667 | 209.141.32.0/19 198.98.48.0/20 205.185.112.0/20 | 2605:6400::/32
  IP Volume | NL | 202425 | 89.248.160.0/20 94.102.48.0/20
`);

/** Where developers' machines in the cloud reach the net: remote desktops, browser editors, build machines. */
export const workbenchOperators = operators(`
  Microsoft Azure | US | 8075 | 20.64.0.0/10 20.192.0.0/10 48.192.0.0/10
  Amazon WorkSpaces and Cloud9 | US | 16509 | 3.128.0.0/10 3.96.0.0/11
  Google Cloud Workstations | US | 396982 | 34.64.0.0/11 34.128.0.0/11
  Hetzner | DE | 24940 | 65.108.0.0/15 49.12.0.0/15 | 2a01:4f8::/32
`);

/** Exits of commercial VPN services: their own networks and the ones they rent. */
export const vpnOperators = operators(`
  M247 | GB | 9009 | 58.68.128.0/18 106.49.0.0/18
  Datacamp | GB | 60068 | 89.187.160.0/19 79.127.192.0/18
  Datacamp Global | US | 212238 | 149.102.224.0/19 85.122.192.0/19
  Mullvad | SE | 39351 | 45.83.220.0/22 141.98.252.0/22 185.65.132.0/22
  Proton VPN | CH | 62371 | 109.224.244.0/22 79.135.106.0/23
  PacketHub | DE | 136787 | 188.172.176.0/20 31.209.64.0/20
  Avast SecureLine | CZ | 198605 | 5.62.40.0/21 77.234.40.0/21
`);

/** Tor exits that organisations run. */
export const torOperators = operators(`
  Stiftung Erneuerbare Freiheit | DE | 60729 | 185.220.101.0/24 185.220.102.0/24
  The Calyx Institute | US | 4224 | 162.247.72.0/24 185.220.103.0/24
  Emerald Onion | US | 396507 | 23.129.64.0/24
  Föreningen för digitala fri- och rättigheter | SE | 198093 | 171.25.193.0/24
`);

/** Second hops of Apple's Private Relay (its list of egress addresses names them). */
export const relayOperators = operators(`
  Akamai | US | 36183 | 172.225.224.0/19 172.225.64.0/20 172.225.208.0/20 | 2a02:26f7:b020::/46
  Cloudflare | US | 13335 | 104.28.0.0/16
  Fastly | US | 54113 | 146.75.128.0/17 140.248.128.0/17
`);

/** Gateways in the cloud through which whole companies browse. */
export const gatewayOperators = operators(`
  Zscaler | CH | 62044 | 136.226.160.0/20 147.161.144.0/20
  Zscaler | US | 53813 | 167.103.16.0/20 167.103.32.0/20
  Cato Networks | IL | 13150 | 45.62.176.0/20 85.255.16.0/20
`);
