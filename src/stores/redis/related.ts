import type { Link, RelatedQuestion, Relative } from "../../core/store.js";
import type { RunScript } from "./client.js";
import { readList, readName, readNumber } from "./conversation.js";
import { eachShard, type Layout } from "./layout.js";
import { scripts } from "./scripts.js";

/** A counter of members that holds a subject. */
interface Held {
  readonly key: string;
  /** The member that the subject brought; `undefined` for the subject itself. */
  readonly member: string | undefined;
  readonly windowMs: number;
  readonly attribute: string;
}

/** What a shard keeps of a subject. `revision` is 0 where it keeps nothing. */
interface Kept {
  readonly revision: number;
  readonly held: readonly Held[];
}

async function kept(run: RunScript, layout: Layout, shard: number, subject: string): Promise<Kept> {
  const [revision, ...lines] = readList(await run(scripts.held, [layout.subjectKey(shard, subject)], {}));
  const held: Held[] = [];
  for (let place = 0; place < lines.length; place += 4) {
    held.push({
      key: readName(lines[place]) ?? "",
      member: readName(lines[place + 1]) || undefined,
      windowMs: readNumber(lines[place + 2]),
      attribute: readName(lines[place + 3]) ?? "",
    });
  }
  return { revision: readNumber(revision), held };
}

/** Who else stands under the counters that hold a subject. Three round trips: its counters, their members, these members' labels. */
export async function related(
  run: RunScript,
  layout: Layout,
  subject: string,
  asked: RelatedQuestion,
): Promise<readonly Link[]> {
  return (await eachShard(layout, (shard) => relatedIn(run, layout, shard, subject, asked))).flat();
}

async function relatedIn(
  run: RunScript,
  layout: Layout,
  shard: number,
  subject: string,
  { at, limit }: RelatedQuestion,
): Promise<readonly Link[]> {
  const { held } = await kept(run, layout, shard, subject);
  const own = held.filter(({ member }) => member === undefined);
  if (own.length === 0) return [];
  const keys = own.flatMap(({ key }) => layout.counterKeys(shard, key));
  const answered = readList(await run(scripts.relatives, keys, { at, limit, subject, held: own }));
  const links = own.flatMap(({ key, attribute }, place) => {
    const [members, ...lines] = readList(answered[place]);
    if (members === undefined) return [];
    const others: Omit<Relative, "label">[] = [];
    for (let line = 0; line < lines.length; line += 2) {
      others.push({ subject: readName(lines[line]) ?? "", at: readNumber(lines[line + 1]) });
    }
    return { attribute, key, members: readNumber(members), others };
  });

  // Whoever is counted in a shard has a record there, too.
  const everybody = [...new Set(links.flatMap(({ others }) => others.map((other) => other.subject)))];
  const labels = new Map<string, string | undefined>();
  if (everybody.length > 0) {
    const records = everybody.map((other) => layout.subjectKey(shard, other));
    const lines = readList(await run(scripts.labels, records, {}));
    for (const [place, other] of everybody.entries()) labels.set(other, readName(lines[place]));
  }
  return links.map((link) => ({
    ...link,
    others: link.others.map(({ subject: other, at: seenAt }) => ({
      subject: other,
      label: labels.get(other),
      at: seenAt,
    })),
  }));
}

// Somebody who is asked about again in every one of these moments is asked about too often to be forgotten now.
const mostAttempts = 10;

/** Takes a subject out of every counter. Whether there was something. */
export async function forget(run: RunScript, layout: Layout, subject: string): Promise<boolean> {
  const were = await eachShard(layout, (shard) => forgetIn(run, layout, shard, subject));
  return were.includes(true);
}

async function forgetIn(run: RunScript, layout: Layout, shard: number, subject: string): Promise<boolean> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const { revision, held } = await kept(run, layout, shard, subject);
    const keys = [
      layout.subjectKey(shard, subject),
      layout.takenKey(shard, subject),
      ...held.flatMap(({ key }) => layout.counterKeys(shard, key)),
    ];
    const members = held.map(({ key, member = subject }) => ({ key, member }));
    const answer = await run(scripts.forget, keys, { revision, held: members });
    if (answer !== "changed") return answer === "forgotten";
  }
  throw new Error("the subject was observed again and again while it was to be forgotten: try again");
}
