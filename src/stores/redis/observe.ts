import { lifetimeMs, type SealedCounter } from "../../core/counter.js";
import { type Observation, type Observed, type Once, repeatMs } from "../../core/store.js";
import type { RunScript } from "./client.js";
import { readList, readNumber } from "./conversation.js";
import { eachShard, type Layout } from "./layout.js";
import { scripts } from "./scripts.js";

/** A question under the names of one secret. */
interface Question {
  readonly subject: string;
  readonly fingerprint: string;
  readonly identity: readonly string[];
  readonly counters: readonly SealedCounter[];
}

/** What stands under former names, as far as counting under the new ones has to know. */
interface Before {
  readonly revision: number;
  /** By the place of the counter. */
  readonly counts: readonly FormerCount[];
}

interface FormerCount {
  readonly count: number;
  /** Whether the subject is in it already. */
  readonly isHeld: boolean;
  /** When the member was last seen under its former name, if it moves. */
  readonly movedAt: number | undefined;
}

/** What one shard answered, for the counters at these places. */
interface ShardAnswer {
  readonly places: readonly number[];
  readonly status: string;
  readonly at: number;
  readonly revision: number;
  readonly lines: readonly unknown[];
}

type Step = "count" | "depart" | "arrive";

/**
 * Counts a subject in every shard at once. Each keeps a record of the subject, so it sees by itself what is new,
 * repeated or a conflict. Status, time and revision are those of one shard, the subject's own: so one of two twins alone is
 * new, and both are told the same.
 *
 * A counter and its former self are rarely in the same shard. With several of them, former names take two steps: every shard
 * lets go of what stands there under former names, and then all count.
 */
export async function observe(run: RunScript, layout: Layout, observation: Observation): Promise<Observed> {
  const { once, counters } = observation;
  const current = questionOf(once, counters);
  const counted = counters.filter(({ readOnly }) => readOnly !== true);
  const keepMs = Math.max(repeatMs, ...counted.map(lifetimeMs));
  const former = (observation.former ?? []).map((names) => {
    const named = counters.map(
      (counter, place) => ({ ...counter, ...names.counters[place] }) as SealedCounter,
    );
    return questionOf(names, named);
  });
  const ask = (
    step: Step,
    questions: readonly Question[],
    before?: Before,
  ): Promise<readonly ShardAnswer[]> =>
    eachShard(layout, (shard) =>
      askShard(run, layout, { shard, step, observation, keepMs, questions, before }),
    );

  if (former.length === 0 || layout.shards === 1) {
    return observed(await ask("count", [current, ...former]), layout, current);
  }
  // No counters and no fingerprint: what was answered under the new names is looked up on arrival.
  const newName: Question = { ...current, fingerprint: "", counters: [] };
  const departures = await Promise.all(former.map((names) => ask("depart", [newName, names])));
  const settled = departures.find((answers) => answers.every(({ status }) => status !== "departed"));
  return observed(settled ?? (await ask("arrive", [current], before(departures, counters))), layout, current);
}

function questionOf(
  { key: subject, fingerprint, identity }: Omit<Once, "label">,
  counters: readonly SealedCounter[],
): Question {
  return { subject, fingerprint, identity, counters };
}

interface ShardQuestion {
  readonly shard: number;
  readonly step: Step;
  readonly observation: Observation;
  /** See {@link Asked}. */
  readonly keepMs: number;
  /** Under the name in force, then under former ones. */
  readonly questions: readonly Question[];
  readonly before: Before | undefined;
}

/** What the script is asked, beside its keys. */
interface Asked {
  readonly at: number;
  readonly repeatMs: number;
  readonly label: string;
  /** How long to keep what is known of the subject: as long as any shard can count it. */
  readonly keepMs: number;
  readonly step: Step;
  /** What the subject's revision is elsewhere, at least. */
  readonly revision: number;
  readonly questions: readonly Question[];
  /** For each counter of the first question. */
  readonly former?: readonly FormerCount[] | undefined;
}

async function askShard(
  run: RunScript,
  layout: Layout,
  { shard, step, observation, keepMs, questions, before }: ShardQuestion,
): Promise<ShardAnswer> {
  const keys: string[] = [];
  let places: readonly number[] = [];
  const here = questions.map((question) => {
    places = placesIn(layout, shard, question.counters);
    const counters = places.map((place) => question.counters[place] as SealedCounter);
    keys.push(layout.subjectKey(shard, question.subject));
    for (const { key } of counters) keys.push(...layout.counterKeys(shard, key));
    return { ...question, counters };
  });
  const { at, once } = observation;
  const asked: Asked = {
    at,
    repeatMs,
    keepMs,
    label: once.label,
    step,
    revision: before?.revision ?? 0,
    questions: here,
    former: before && places.map((place) => before.counts[place] as FormerCount),
  };
  const [status, answeredAt, revision, ...lines] = readList(await run(scripts.observe, keys, asked));
  return {
    places,
    status: String(status),
    at: readNumber(answeredAt),
    revision: readNumber(revision),
    lines,
  };
}

function placesIn(layout: Layout, shard: number, counters: readonly SealedCounter[]): readonly number[] {
  if (layout.shards === 1) return [...counters.keys()];
  return [...counters.keys()].filter((place) => layout.shardOf(counters[place]?.key ?? "") === shard);
}

/** What all shards answered together. */
function observed(
  answers: readonly ShardAnswer[],
  layout: Layout,
  { subject, counters }: Question,
): Observed {
  if (answers.some(({ status }) => status === "conflict")) return { status: "conflict" };
  const own = answers[layout.shardOf(subject)];
  if (own === undefined) throw new Error("a shard did not answer");
  const counts: number[] = counters.map(() => Number.NaN);
  for (const { places, lines } of answers) {
    for (const [line, place] of places.entries()) counts[place] = readNumber(lines[line]);
  }
  return { status: own.status as "new" | "revised" | "repeated", at: own.at, revision: own.revision, counts };
}

/** What was let go of under all former names together. */
function before(departures: readonly (readonly ShardAnswer[])[], counters: readonly SealedCounter[]): Before {
  const answers = departures.flat().filter(({ status }) => status === "departed");
  const counts: FormerCount[] = counters.map(() => ({ count: 0, isHeld: false, movedAt: undefined }));
  for (const { places, lines } of answers) {
    for (const [line, place] of places.entries()) {
      const known = counts[place] as FormerCount;
      const [count, isHeld, moved] = lines.slice(3 * line, 3 * line + 3);
      // Empty where nothing moved.
      const movedAt = moved === "" ? undefined : readNumber(moved);
      counts[place] = {
        count: known.count + readNumber(count),
        isHeld: known.isHeld || readNumber(isHeld) === 1,
        movedAt: movedAt === undefined ? known.movedAt : Math.max(movedAt, known.movedAt ?? movedAt),
      };
    }
  }
  return { revision: Math.max(0, ...answers.map(({ revision }) => revision)), counts };
}
