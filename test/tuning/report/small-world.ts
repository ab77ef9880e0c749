import { createScorer, memoryStore, minutes, type SignupInput } from "trialgate";
import { createRandom, type Random } from "trialgate/simulate";
import type { HistoryRecord, Label } from "trialgate/tuning";

/** Somebody of a small world, before they sign up. */
type Kind = (random: Random, place: number) => SignupInput;

const agent = (version: number): string =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;

const names = "ada grace alan edsger barbara donald radia ken margaret dennis lynn john".split(" ");
const home = (random: Random): string =>
  `84.${random.int(1, 250)}.${random.int(0, 255)}.${random.int(1, 254)}`;

const ordinary: Kind = (random, place) => ({
  email: `${random.pick(names)}.${random.pick(names)}${place}@${random.pick(["gmail.com", "outlook.com", "proton.me"])}`,
  ip: home(random),
  userAgent: agent(random.int(135, 141)),
  deviceId: `device-${place}`,
  acceptLanguage: "de-DE,de;q=0.9",
  timezone: "Europe/Berlin",
  country: "DE",
  formMs: Math.round(random.lognormal(20_000, 0.6)),
  channel: "web",
  ...(random.chance(0.08) && { verified: ["challenge"] as const }),
});

const kinds: Readonly<Record<string, readonly [label: Label, share: number, kind: Kind]>> = {
  home: ["legitimate", 0.6, ordinary],
  school: [
    "legitimate",
    0.12,
    (random, place) => ({ ...ordinary(random, place), ip: "141.84.69.20", deviceId: `school-${place % 9}` }),
  ],
  terse: [
    "legitimate",
    0.1,
    (random, place) => ({ email: ordinary(random, place).email ?? "", ip: home(random), channel: "web" }),
  ],
  disposable: [
    "abuse",
    0.07,
    (random, place) => ({
      ...ordinary(random, place),
      email: `x${place}@mailinator.com`,
      formMs: random.int(300, 1500),
    }),
  ],
  farm: [
    "abuse",
    0.06,
    (random, place) => ({ ...ordinary(random, place), deviceId: `farm-${place % 3}`, ip: "3.5.140.2" }),
  ],
  patient: ["abuse", 0.05, ordinary],
};

/** A small, made-up history, scored as a service would have; the same for the same seed. */
export async function smallWorld(seed: string, signups: number): Promise<readonly HistoryRecord[]> {
  const random = createRandom(seed);
  const score = createScorer({
    store: memoryStore(),
    secrets: [{ id: "1", key: "a key of more than sixteen bytes" }],
  });
  const shares = Object.entries(kinds).map(([name, [, share]]) => [name, share] as const);
  const history: HistoryRecord[] = [];
  for (let place = 0; place < signups; place++) {
    const group = random.weighted(shares);
    const [label, , kind] = kinds[group] ?? kinds.home ?? [];
    if (label === undefined || kind === undefined) continue;
    const at = Date.UTC(2026, 5, 1) + place * minutes(97);
    const assessment = await score({ ...kind(random.fork(place), place), id: `signup-${place}`, at });
    const isKnown = random.chance(0.95);
    history.push({ assessment, group, ...(isKnown && { label }) });
  }
  return history;
}
