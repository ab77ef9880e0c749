import { lazy } from "../../../core/lazy.js";
import { languageLines, zoneLines } from "./places-data.js";

/** What is known of time zones and countries, from the tz database and ISO lists of two npm packages (see `places-data.ts`). */
export interface Places {
  /**
   * Hours between a time zone and the nearest zone of a country, 0 when it is used there or keeps the same time at
   * some time of the year. Undefined for zones and countries that are not known, UTC and `Etc/…` among them.
   * @param zone IANA name, old aliases included.
   * @param country ISO 3166-1 alpha-2, upper case.
   */
  hoursApart(zone: string, country: string): number | undefined;
  /**
   * The official languages of a country as ISO 639-1 codes; undefined when the country is not known.
   * What its people speak besides is not in here.
   */
  languages(country: string): ReadonlySet<string> | undefined;
}

type Offsets = readonly [standard: number, summer: number];

/** The tables that come with the library, unpacked when first asked for: 400 zone groups. */
export const builtinPlaces: () => Places = lazy(createPlaces);

function createPlaces(): Places {
  const zones = new Map<string, Offsets>();
  const offsets = new Map<string, Offsets[]>();
  for (const [times, countries, names] of rows(zoneLines)) {
    const [standard = 0, summer = 0] = times.map(Number);
    for (const name of names) zones.set(name, [standard, summer]);
    for (const country of countries) {
      const known = offsets.get(country);
      if (known === undefined) offsets.set(country, [[standard, summer]]);
      else known.push([standard, summer]);
    }
  }
  const languages = new Map<string, ReadonlySet<string>>();
  for (const [spoken, countries] of rows(languageLines)) {
    for (const country of countries) languages.set(country, new Set(spoken));
  }
  return {
    hoursApart(zone, country) {
      const here = zones.get(zone);
      const there = offsets.get(country);
      return here && there && Math.min(...there.map((other) => minutesApart(here, other))) / 60;
    },
    languages: (country) => languages.get(country),
  };
}

/** Lines of words of comma-separated values. */
function rows(lines: string): [string[], string[], string[]][] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [first = [], second = [], third = []] = line.split(" ").map((word) => word.split(","));
      return [first, second, third];
    });
}

/** The least difference, in whatever season each of the two is: the season is not asked, and changes of law are many. */
function minutesApart(a: Offsets, b: Offsets): number {
  return Math.min(...a.flatMap((mine) => b.map((theirs) => Math.abs(mine - theirs))));
}
