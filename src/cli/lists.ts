import { isTrialgateError } from "trialgate";
import {
  builtinLists,
  type ListStatus,
  listStatus,
  type RefreshResult,
  refreshLists,
  type SourceReport,
} from "trialgate/lists";
import { hint } from "./args.js";
import { begin } from "./begin.js";
import { type GoodStanding, readGoodStanding } from "./good-standing.js";
import { defaultListFolder, readSnapshot, rollBack, writeSnapshot } from "./list-folder.js";
import { listSources } from "./list-sources.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { count, plural, printable, problemLine } from "./words.js";

const help = `Usage: trialgate lists status | update | rollback  [options]

  status     how old each list is, and which version is in force
  update     download fresh lists (the only verb that uses the network)
  rollback   go back to the lists before the last update; once more takes that back

A list that cannot be fetched, or that is not believed, keeps its old data and says why. It is not
believed when it is garbage, names a domain or network that everybody knows to be real, or has
suddenly shrunk by more than half or grown by more than a fifth.

Options:
  --lists DIR            where the lists are kept (default ${defaultListFolder})
  --mirror URL           fetch every list from URL/<name> instead of the internet
  --source NAME=URL      fetch one list from somewhere else; NAME:CLASS=URL adds one of your own,
                         CLASS being curated, broad, historic, relay, tor, vpn or hosting. Again for more
  --accept NAME          believe this list although its size has jumped. Again for more
  --protect FILE         your accounts in good standing, one domain a line, with a number or without:
                         no list may newly flag a domain that has three
  --json                 the answer as JSON
  -h, --help             this text

Examples:
  trialgate lists update
  trialgate lists update --mirror http://127.0.0.1:8080 --protect accounts.txt
  trialgate lists update --source burners:curated=https://lists.example.com/burners.txt

Exit codes: 0 done, 1 a list was refused or could not be fetched (the others are kept), or there is
nothing to go back to, 2 the command is wrong or a file cannot be read.
`;

const flags = {
  lists: { type: "string", default: defaultListFolder },
  mirror: { type: "string" },
  source: { type: "string", multiple: true, default: [] as string[] },
  accept: { type: "string", multiple: true, default: [] as string[] },
  protect: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;
const actions = ["status", "update", "rollback"];

/** What came of a verb: text or JSON for standard output, or what to say on standard error. */
type Outcome =
  | { readonly exit: ExitCode; readonly shown: string; readonly data: object }
  | { readonly exit: 1 | 2; readonly message: string };

interface Given {
  readonly lists: string;
  readonly mirror?: string | undefined;
  readonly source: readonly string[];
  readonly accept: readonly string[];
  readonly protect?: string | undefined;
}

/** `trialgate lists` */
export async function listsVerb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { out } = terminal;
  const begun = await begin(args, { name: "lists", help, flags }, terminal);
  if (!begun.ok) return begun.exit;
  const { values, positionals, fail } = begun;
  const [action = "", ...more] = positionals;
  if (!actions.includes(action) || more.length > 0) {
    return fail(2, `say what to do; ${hint(action, actions)}`);
  }
  const run = action === "status" ? status : action === "update" ? update : rollback;
  const outcome = await run(values, terminal);
  if ("message" in outcome) return fail(outcome.exit, printable(outcome.message));
  await out.write(values.json ? `${JSON.stringify(outcome.data)}\n` : outcome.shown);
  return outcome.exit;
}

async function status({ lists }: Given, { now }: Terminal): Promise<Outcome> {
  const read = await readSnapshot(lists);
  if (!read.ok) return { exit: 2, message: read.message };
  const known = listStatus(read.snapshot ?? builtinLists(), now());
  return { exit: 0, shown: statusText(known), data: known };
}

async function rollback({ lists }: Given, { now }: Terminal): Promise<Outcome> {
  const read = await rollBack(lists);
  if (!read.ok) return { exit: 2, message: read.message };
  if (read.snapshot === undefined) return { exit: 1, message: "there are no lists to go back to" };
  const known = listStatus(read.snapshot, now());
  return { exit: 0, shown: statusText(known), data: known };
}

async function update(given: Given, { now, err }: Terminal): Promise<Outcome> {
  const wanted = listSources(given.source, given.mirror);
  if (!wanted.ok) return { exit: 2, message: wanted.message };
  const read = await readSnapshot(given.lists);
  if (!read.ok) return { exit: 2, message: read.message };
  const standing: GoodStanding | undefined =
    given.protect === undefined ? undefined : await readGoodStanding(given.protect);
  if (standing?.ok === false) return { exit: 2, message: `--protect: ${standing.message}` };

  await err.write(`fetching ${plural(wanted.sources.length, "list")} …\n`);
  let result: RefreshResult;
  try {
    result = await refreshLists({
      at: now(),
      previous: read.snapshot,
      sources: wanted.sources,
      accept: given.accept,
      goodStanding: standing?.count,
    });
  } catch (error) {
    if (!isTrialgateError(error)) throw error;
    return { exit: 2, message: error.problems.map(problemLine).join("; ") };
  }
  const { snapshot, reports } = result;
  const isGood = ({ status: how }: SourceReport): boolean => how === "updated" || how === "unchanged";
  if (reports.some(isGood)) await writeSnapshot(given.lists, snapshot);
  const { version } = snapshot;
  return { exit: reports.every(isGood) ? 0 : 1, shown: updateText(result), data: { version, reports } };
}

function statusText({ version, stale, sources }: ListStatus): string {
  const width = Math.max(...sources.map(({ name }) => name.length));
  const rows = sources.map(({ name, origin, ageDays, stale: isOld }) => {
    const age = `${plural(ageDays, "day")} old`;
    return `  ${printable(name).padEnd(width)}  ${origin.padEnd(9)}  ${age.padStart(15)}${isOld ? "  stale" : ""}`;
  });
  const advice = stale ? "\nstale: run `trialgate lists update`, best every day\n" : "";
  return `lists ${version}\n\n${rows.join("\n")}\n${advice}`;
}

function updateText({ snapshot, reports }: RefreshResult): string {
  const width = Math.max(...reports.map(({ name }) => name.length));
  const rows = reports.flatMap(({ name, status: how, added, removed, kept, reason, quarantined }) => {
    const change = how === "updated" ? `  +${count(added)} −${count(removed)}` : "";
    const why =
      reason === undefined
        ? ""
        : `  ${reason}${jumped(reason) ? `; if that is right: --accept ${name}` : ""}`;
    const held = quarantined.slice(0, 20).map((domain) => `    left out, you have accounts there: ${domain}`);
    return [
      `  ${name.padEnd(width)}  ${how.padEnd(9)}  ${count(kept + added).padStart(9)} entries${change}${why}`,
      ...held,
    ];
  });
  return `lists ${snapshot.version}\n\n${rows.map(printable).join("\n")}\n`;
}

const jumped = (reason: string): boolean => /^(?:shrank|grew|covers)/.test(reason);
