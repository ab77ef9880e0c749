// What looking twice is worth, in a simulated world: people and three farms, and looks after an hour, after a day and
// before the unlock of a week. Every name, address and number of it is invented. In a checkout:
// npx tsx --conditions=trialgate-source examples/second-look.ts

import { fileURLToPath } from "node:url";
import {
  type Assessment,
  createScorer,
  days,
  hours,
  memoryStore,
  minutes,
  reassess,
  type SignupInput,
  standardPolicy,
} from "trialgate";

/** A simulated signup, and who is behind it. */
interface Simulated {
  readonly who: "person" | "farm";
  readonly at: number;
  readonly input: SignupInput;
}

/** What came of one way to look, in the simulated world. */
export interface LookResult {
  readonly looks: string;
  /** Accounts of a farm on a tier below `starter`, or on none. */
  readonly caught: number;
  /** People there. */
  readonly lowered: number;
  /** US dollars of credit that the farms got. */
  readonly lostUsd: number;
}

/** When to look again, each with those before it. */
const moments = [
  { looks: "at the door alone", afterMs: 0 },
  { looks: "and after an hour", afterMs: hours(1) },
  { looks: "and after a day", afterMs: days(1) },
  { looks: "and before the unlock", afterMs: days(7) },
] as const;

const { full, starter } = standardPolicy.grants;
const isLow = ({ grant }: Assessment): boolean => grant.credits < starter.credits;

/** Scores the world once and looks again at each moment; every row adds the looks of one moment to those above. */
export async function measureSecondLooks(seed: number): Promise<readonly LookResult[]> {
  const world = simulate(seed);
  const clock = { now: 0 };
  const options = { store: memoryStore(), clock: () => clock.now };
  const score = createScorer(options);

  const todo = world.flatMap((signup) =>
    moments.map(({ afterMs }) => ({ signup, afterMs, due: signup.at + afterMs })),
  );
  const seen = new Map<Simulated, Assessment[]>();
  for (const { signup, due } of todo.sort((a, b) => a.due - b.due)) {
    clock.now = due;
    const earlier = seen.get(signup) ?? [];
    const last = earlier.at(-1);
    const next = last === undefined ? await score(signup.input) : await reassess(options, signup.input, last);
    seen.set(signup, [...earlier, next]);
  }

  return moments.map(({ looks }, place) => {
    const upTo = [...seen].map(([signup, all]) => ({ signup, all: all.slice(0, place + 1) }));
    const farm = upTo.filter(({ signup }) => signup.who === "farm");
    const people = upTo.filter(({ signup }) => signup.who === "person");
    const low = (group: typeof upTo): number => group.filter(({ all }) => all.some(isLow)).length;
    const lostUsd = farm.reduce((sum, { all }) => sum + takenUsd(all), 0);
    return { looks, caught: low(farm), lowered: low(people), lostUsd };
  });
}

/** What an account took: the credit of the door, spent evenly in a day unless a look lowers it, and a week later `full`. */
function takenUsd(all: readonly Assessment[]): number {
  let left = all[0]?.grant.credits ?? 0;
  let taken = 0;
  for (const [place, { grant }] of all.entries()) {
    left = Math.max(0, Math.min(left, grant.credits - taken));
    const until = all[place + 1] === undefined ? days(1) : (moments[place + 1]?.afterMs ?? 0);
    const spent = Math.min(left, left * (until / days(1)));
    taken += spent;
    left -= spent;
  }
  return all.some(isLow) ? taken : taken + full.credits - starter.credits;
}

/** People, some of them families and colleagues, and three farms: each varies all but one thing. */
export function simulate(seed: number): readonly Simulated[] {
  const random = randomFrom(seed);
  const start = Date.UTC(2026, 10, 2);
  let place = 0;
  const one = (who: Simulated["who"], atMs: number, given: SignupInput = {}): Simulated => {
    place += 1;
    const at = Math.round(start + atMs);
    return { who, at, input: { ...browser(place, random), at, id: `simulated-${place}`, ...given } };
  };
  const people = Array.from({ length: 200 }, () => one("person", random() * days(1)));
  const families = people.slice(0, 10).map(({ at, input }) => {
    const { ip, deviceId, timezone } = input;
    return one("person", at - start + hours(2) * random(), { ip, deviceId, timezone });
  });
  const colleagues = Array.from({ length: 8 }, (_, n) =>
    one("person", hours(9) + random() * hours(2), {
      email: `${pick(firstNames, random)}.${pick(lastNames, random)}@harbour-street-bakery.example`,
      ip: `81.2.70.${10 + n}`,
    }),
  );
  // Within an hour, at a domain that was bought this morning.
  const hasty = Array.from({ length: 40 }, (_, n) =>
    one("farm", hours(14) + n * minutes(1.5), {
      email: `${pick(firstNames, random)}${pick(lastNames, random)}@quiet-meadow.example`,
    }),
  );
  // Within a day, on six devices.
  const patient = Array.from({ length: 60 }, (_, n) =>
    one("farm", n * minutes(24) + random() * minutes(10), { deviceId: `farm-${n % 6}` }),
  );
  // Within six days, on two devices.
  const slow = Array.from({ length: 12 }, (_, n) =>
    one("farm", n * hours(12) + random() * hours(1), { deviceId: `slow-farm-${n % 2}` }),
  );
  return [...people, ...families, ...colleagues, ...hasty, ...patient, ...slow].sort((a, b) => a.at - b.at);
}

const firstNames = "ada ben cleo dora emil fay gus hana ivo june kit lena max nora otto pia".split(" ");
const lastNames = "archer bell cole dale east frost gray hill irwin jones keller lane moss north".split(" ");
const providers = ["gmail.com", "outlook.com", "icloud.com", "yahoo.com", "proton.me"];

/** An ordinary browser at home. */
function browser(place: number, random: () => number): SignupInput {
  const name = `${pick(firstNames, random)}.${pick(lastNames, random)}`;
  const version = 138 + Math.floor(random() * 5);
  return {
    email: `${name}${Math.floor(random() * 9000) + 100}@${pick(providers, random)}`,
    // No two in one /24: what an address says is another example's subject.
    ip: `81.${100 + Math.floor(place / 250)}.${place % 250}.${1 + Math.floor(random() * 250)}`,
    userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
    acceptLanguage: "en-GB,en;q=0.9",
    deviceId: `device-${place}`,
    formMs: Math.round(8000 + random() * 30_000),
    channel: "web",
  };
}

function pick<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}

/** Numbers from 0 to 1 that look random and are the same for the same seed: mulberry32, public domain. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the measurement of one simulated world looks like in print. */
export function table(seed: number, rows: readonly LookResult[]): string {
  const world = simulate(seed);
  const people = world.filter(({ who }) => who === "person").length;
  const farm = world.length - people;
  const line = (...cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(24) : cell.padStart(16))).join("");
  return [
    `simulated world, seed ${seed}: ${people} people, ${farm} accounts of three farms`,
    line("looked", "farm caught", "people lowered", "lost to farms"),
    ...rows.map(({ looks, caught, lowered, lostUsd }) =>
      line(looks, `${caught} of ${farm}`, `${lowered} of ${people}`, `$${lostUsd.toFixed(2)}`),
    ),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const seed = 1;
  console.log(table(seed, await measureSecondLooks(seed)));
}
