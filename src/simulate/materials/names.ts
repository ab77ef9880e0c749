import type { Random } from "../random.js";
import { type Culture, type Name, namesOf } from "./cultures.js";

/** What somebody is called. */
export interface PersonName {
  readonly culture: Culture;
  readonly given: Name;
  /** A further given name, which some write. */
  readonly middle: Name;
  readonly family: Name;
  /** As the person writes it into a form: in its own script and order. */
  readonly written: string;
  /** In Latin letters, given name first. */
  readonly latin: string;
}

// Where the family name stands first, without a space where the script needs none.
const familyFirst: Readonly<Partial<Record<Culture, string>>> = {
  chinese: "",
  japanese: " ",
  korean: "",
  vietnamese: " ",
};

/** Somebody's name; `family` where it is settled already. */
export function personName(
  random: Random,
  culture: Culture,
  family = familyName(random, culture),
): PersonName {
  const { given: givens } = namesOf(culture);
  const given = random.pick(givens);
  const middle = random.pick(givens);
  const gap = familyFirst[culture];
  const written =
    gap === undefined ? `${given.written} ${family.written}` : `${family.written}${gap}${given.written}`;
  return {
    culture,
    given,
    middle,
    family,
    written,
    latin: `${capital(given.latin)} ${capital(family.latin)}`,
  };
}

function familyName(random: Random, culture: Culture): Name {
  return random.pick(namesOf(culture).family);
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
