import { createRandom, type Random } from "../random.js";
import { homeOperators, mobileOperators } from "./access-operators.js";
import { addressIn, prefixIn } from "./address-in.js";
import type { CountryCode } from "./countries.js";
import {
  gatewayOperators,
  hostingOperators,
  relayOperators,
  torOperators,
  vpnOperators,
  workbenchOperators,
} from "./machine-operators.js";
import type { Operator } from "./operator.js";
import { universities } from "./universities.js";

/** Where a signup comes from, with what an edge or a database says of it. */
export interface Address {
  /** IPv4 or IPv6 text. */
  readonly ip: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Autonomous system number. */
  readonly asn: number;
}

// Assumed, near what Google counts among its users (about half, less where operators give none).
const v6Share = 0.45;

function addressOf(random: Random, { country, asn, v4, v6 }: Operator, sixth = v6Share): Address {
  const range = v6 !== undefined && random.chance(sixth) ? v6 : random.pick(v4);
  return { ip: addressIn(random, range), country, asn };
}

function inCountry(operators: readonly Operator[], country: CountryCode): readonly Operator[] {
  return operators.filter((operator) => operator.country === country);
}

/** A line into a home: one address that a household has to itself. */
export function homeAddress(random: Random, country: CountryCode): Address {
  return addressOf(random, random.pick(inCountry(homeOperators, country)));
}

/** Another device on the same line: the same IPv4 address, or another interface of the same /64. */
export function addressBeside(random: Random, { ip, ...rest }: Address): Address {
  if (!ip.includes(":")) return { ip, ...rest };
  return { ip: addressIn(random, `${ip.split(":").slice(0, 4).join(":")}::/64`), ...rest };
}

/** How a carrier shares its addresses. */
export interface CarrierOptions {
  /** Addresses that the customers of one carrier share, as far as they come here. Default 16; assumed. */
  readonly pool?: number | undefined;
}

/**
 * A phone on mobile data. Behind IPv4 it shares a carrier's few addresses with everybody else there (carrier-grade
 * NAT, RFC 6598): the same ones for all who ask with the same `pool`, people and farms alike. Behind IPv6 it has a /64.
 */
export function carrierAddress(
  random: Random,
  country: CountryCode,
  { pool = 16 }: CarrierOptions = {},
): Address {
  const operator = random.pick(inCountry(mobileOperators, country));
  if (operator.v6 !== undefined && random.chance(v6Share)) return addressOf(random, operator, 1);
  return shared(random, operator, pool);
}

/** One of the addresses behind which an operator puts many. */
function shared(random: Random, operator: Operator, pool: number): Address {
  const place = random.int(1, pool);
  return addressOf(createRandom(`${operator.name}/${operator.asn}/${place}`), operator, 0);
}

/** A virtual server or a cloud function. */
export function hostingAddress(random: Random): Address {
  return addressOf(random, random.pick(hostingOperators), 0.15);
}

/** A range that one customer has to itself, with what is said of every address in it. */
export interface Prefix extends Omit<Address, "ip"> {
  /** IPv6 in CIDR notation; `addressIn` makes addresses of it. */
  readonly range: string;
}

/** An IPv6 range that comes with a rented server. */
export function hostingPrefix(random: Random, bits: number): Prefix {
  return prefixOf(random, hostingOperators, bits);
}

/** An IPv6 range of a home line that is delegated to its customer: /48 to /64. */
export function homePrefix(random: Random, bits: number): Prefix {
  return prefixOf(random, homeOperators, bits);
}

function prefixOf(random: Random, operators: readonly Operator[], bits: number): Prefix {
  const withV6 = operators.flatMap(({ v6, asn, country }) =>
    v6 === undefined ? [] : [{ v6, asn, country }],
  );
  const { v6, ...owner } = random.pick(withV6);
  return { range: prefixIn(random, v6, bits), ...owner };
}

/** A developer's machine in a cloud: a remote desktop or an editor in the browser. */
export function workbenchAddress(random: Random): Address {
  return addressOf(random, random.pick(workbenchOperators), 0.1);
}

// Exits that one service runs, and everybody who uses it shares: assumed, a few hundred servers each.
const exits = 300;

/** An exit of a commercial VPN. */
export function vpnAddress(random: Random): Address {
  return shared(random, random.pick(vpnOperators), exits);
}

/** A Tor exit. */
export function torAddress(random: Random): Address {
  return shared(random, random.pick(torOperators), 60);
}

/** A second hop of Apple's Private Relay; `country` is the person's, which the relay keeps. */
export function relayAddress(random: Random, country: CountryCode): Address {
  return { ...addressOf(random, random.pick(relayOperators), 0.4), country };
}

// Where residential proxies have most of their exits. Assumed, roughly after what sellers show in their catalogues.
// biome-ignore format: a list
const proxyCountries: readonly (readonly [CountryCode, number])[] = [
  ["US", 22], ["BR", 12], ["IN", 12], ["ID", 8], ["VN", 7], ["PH", 6], ["MX", 5], ["GB", 5], ["TR", 4], ["DE", 3],
  ["PK", 3], ["RU", 3], ["UA", 3], ["EG", 2], ["ZA", 2], ["FR", 2], ["CA", 1],
];

/** A residential proxy: somebody's home line or phone, rented by the gigabyte; by default anywhere. */
export function residentialProxyAddress(random: Random, country?: CountryCode): Address {
  const place = country ?? random.weighted(proxyCountries);
  return random.chance(0.8) ? homeAddress(random, place) : carrierAddress(random, place);
}

/** A university as the simulated world has it. */
export interface University {
  /** Of its mailboxes. */
  readonly domain: string;
  readonly country: CountryCode;
  readonly network: Operator;
}

/** Any university. */
export function anyUniversity(random: Random): University {
  const network = random.pick(universities);
  return { domain: network.name, country: network.country as CountryCode, network };
}

/** One of the few addresses behind which a campus has its wireless network. */
export function universityAddress(random: Random, university: University, pool = 4): Address {
  return shared(random, university.network, pool);
}

/** How a company reaches the net: one fixed address for all, or now and then a gateway that many companies share. */
export function officeAddress(random: Random, country: CountryCode): Address {
  // Gateways let people out near where they are, and databases of places know that.
  if (random.chance(0.2)) return { ...shared(random, random.pick(gatewayOperators), 200), country };
  return addressOf(random, random.pick(inCountry(homeOperators, country)), 0);
}
