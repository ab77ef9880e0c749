import { builtinPlaces, type Places } from "../measures/places/places.js";
import { ramp } from "../measures/strength.js";
import { checkOptions } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";
import type { Signup } from "../signup.js";

/** Options of {@link geoMismatch}. */
export interface GeoMismatchOptions {
  /** What is known of time zones and countries. Default: the built-in tables. */
  readonly places?: Places | undefined;
}

/**
 * Sees a browser, phone or card that belongs elsewhere than the address: proxies are rented by country, and the rest
 * of the disguise is often forgotten. All of it is weak, because people travel, migrate and work abroad.
 *
 * Spared: zones that keep the same time as the country, and in part those an hour or two away; UTC, which privacy
 * browsers report; English anywhere, and any language that is official in the country or tagged with it (`es-US`);
 * cards of one European country used in another, as European banks issue across borders. Where the network is known
 * to hide the place (VPN, Tor, privacy relay, datacentre), nothing is compared: `ip-reputation` has said so, and the
 * country is the exit's.
 *
 * Counts nothing. Without a country of the address it is skipped.
 */
export function geoMismatch(options: GeoMismatchOptions = {}): SignupSignal {
  const { places: own } = options;
  const complete = typeof own?.hoursApart === "function" && typeof own.languages === "function";
  checkOptions(
    complete || own === undefined
      ? undefined
      : { path: "places", message: "must have the functions hoursApart and languages" },
  );
  return defineSignal({
    id: "geo-mismatch",
    group: "network",
    needs: ["country"],
    uses: ["network", "timezone", "acceptLanguage", "phone", "cardCountry"],
    reasons: {
      timezone: {
        points: 9, // 0.6 nats
        text: "The time zone of the browser is hours away from the country of the address",
        since: "2026-11",
      },
      language: {
        points: 3, // 0.2 nats: migrants and travellers
        text: "None of the browser's languages is English or official in the country of the address",
        since: "2026-11",
      },
      "phone-country": {
        points: 4, // 0.3 nats: people keep their number when they move
        text: "The phone number is of another country than the address",
        since: "2026-11",
      },
      "card-country": {
        points: 8, // 0.55 nats
        text: "The card was issued in another country than the address",
        since: "2026-11",
      },
    },
    evaluate: (signup) => {
      const { country, network, phone, cardCountry } = signup;
      const places = own ?? builtinPlaces();
      const { kind } = network ?? {};
      const hidden = kind === "vpn" || kind === "tor" || kind === "relay" || kind === "hosting";
      // Also Cloudflare's T1 (Tor): not a country that the tables know.
      if (hidden || places.languages(country) === undefined) return [];
      const zone = zoneStrength(signup, places);
      const bothEuropean = europe.has(country) && cardCountry !== undefined && europe.has(cardCountry);
      return [
        ...(zone > 0 ? [{ code: "timezone" as const, strength: zone }] : []),
        ...(isForeignTongue(signup, places) ? [{ code: "language" as const }] : []),
        ...(phone?.country !== undefined && phone.country !== country
          ? [{ code: "phone-country" as const }]
          : []),
        ...(cardCountry !== undefined && cardCountry !== country && !bothEuropean
          ? [{ code: "card-country" as const }]
          : []),
      ];
    },
  });
}

/** One card market: the European Economic Area (EU and EFTA states, efta.int), Switzerland and the United Kingdom. */
const europe: ReadonlySet<string> = new Set(
  "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(
    " ",
  ),
);

/** Nothing where the clocks agree, a little an hour away (a border, a night train), in full from four hours. */
function zoneStrength({ timezone, country }: Pick<Signup, "timezone" | "country">, places: Places): number {
  if (timezone === undefined || country === undefined) return 0;
  return ramp(places.hoursApart(timezone, country) ?? 0, 0.5, 4);
}

function isForeignTongue(
  { acceptLanguage = [], country }: Pick<Signup, "acceptLanguage" | "country">,
  places: Places,
): boolean {
  if (acceptLanguage.length === 0 || country === undefined) return false;
  const official = places.languages(country);
  return acceptLanguage.every((tag) => {
    const [language = "", ...rest] = tag.split("-");
    const spoken = language.toLowerCase();
    const here = rest.some((part) => part.toUpperCase() === country);
    return /^[a-z]{2}$/.test(spoken) && spoken !== "en" && official?.has(spoken) === false && !here;
  });
}
