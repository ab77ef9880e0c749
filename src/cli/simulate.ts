import { type Cohort, simulate, standardCohorts, type WorldOptions } from "trialgate/simulate";
import { hint } from "./args.js";
import { begin } from "./begin.js";
import { driveEndpoint } from "./drive-endpoint.js";
import { createEndpoint, readUrl } from "./endpoint.js";
import { createGotThrough, outcomeTable } from "./got-through.js";
import { createProgress } from "./progress.js";
import type { ExitCode, Fail, Terminal } from "./terminal.js";
import { plural, wrap } from "./words.js";

const help = `Usage: trialgate simulate  [options]
       trialgate simulate --to URL  [options]

Writes the signups of a simulated world, people and attackers, each with the truth about it, in the
order of time: {"input", "label", "labelledAt", "group"} per line. The same options, the same bytes.
Everybody in it is invented; a label never influences what a signup looks like to a scorer.

With --to, each signup is sent instead, as JSON by POST, to an endpoint of yours that answers with an
assessment or with {"tier", "decision"}; then it tells what got through, group by group. Attackers
who adapt learn from whole assessments. Point it at a staging system alone, where nothing is mailed
or texted: the addresses and numbers are invented, and may be somebody's. The endpoint must take
"id", "ip" and "at" from the body, which no endpoint for the public may.

The world:
  --seed TEXT          decides all that is left to chance (default 1)
  --signups N          about how many sign up (default 10000)
  --days N             within how many days (default 120)
  --abuse-share X      share of abuse among them, 0 to 1 (default 0.1667)
  --only GROUP,…       these groups alone; --groups tells their names
  --groups             the groups there are, and who they are

Sending:
  --to URL             https://, or http:// on this machine
  --speed N            time goes by N times faster than in the world (3600: an hour in a second);
                       without it, as fast as the answers come
  --concurrency N      how many signups may be under way, 1 to 64 (default 8); with 1, attackers know
                       every answer before their next attempt
  --header "NAME: VALUE"  for every request, such as what a staging system asks for; may be repeated
  --timeout-ms N       most time for an answer (default 10000)
  --insecure           http:// to another machine as well
  --json               what got through as JSON: { "groups", "unanswered", "stopped"? }

  --progress           show progress also where nobody seems to look
  -h, --help           this text

Examples:
  trialgate simulate --signups 2000 --seed spring > world.jsonl
  trialgate simulate --signups 2000 | trialgate score - --with-labels > history.jsonl
  trialgate simulate --to http://localhost:3000/signup --signups 500 --concurrency 1

Exit codes: 0 done, 1 some signups got no answer, 2 the command is wrong or the endpoint does not
answer as it should.
`;

const flags = {
  seed: { type: "string" },
  signups: { type: "string" },
  days: { type: "string" },
  "abuse-share": { type: "string" },
  only: { type: "string" },
  groups: { type: "boolean" },
  to: { type: "string" },
  speed: { type: "string" },
  concurrency: { type: "string" },
  header: { type: "string", multiple: true },
  "timeout-ms": { type: "string" },
  insecure: { type: "boolean" },
  json: { type: "boolean" },
  progress: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** What each number may be. */
const numbers = {
  signups: { least: 1, most: 10_000_000, whole: true },
  days: { least: 1, most: 3650, whole: false },
  "abuse-share": { least: 0, most: 1, whole: false },
  speed: { least: 1, most: 1e9, whole: false },
  concurrency: { least: 1, most: 64, whole: true },
  "timeout-ms": { least: 1, most: 600_000, whole: true },
} as const;

/** Flags that mean something only where signups are sent. */
const sending = ["speed", "concurrency", "header", "timeout-ms", "insecure", "json"] as const;

/**
 * `trialgate simulate`
 * @param cohorts Who may live in the world.
 */
export async function simulateVerb(
  args: readonly string[],
  terminal: Terminal,
  cohorts: readonly Cohort[] = standardCohorts(),
): Promise<ExitCode> {
  const { out, watched } = terminal;
  const begun = await begin(args, { name: "simulate", help, flags }, terminal);
  if (!begun.ok) return begun.exit;
  const { values, positionals, fail } = begun;
  if (positionals.length > 0) return fail(2, "takes no file; it makes one: trialgate simulate > world.jsonl");
  if (values.groups) {
    await out.write(groupTable(cohorts));
    return 0;
  }
  const read = readNumbers(values);
  if (!read.ok) return fail(2, read.message);
  const { signups, days, speed, concurrency = 8, "timeout-ms": timeoutMs = 10_000 } = read.values;
  const chosen = choose(cohorts, values.only);
  if (!chosen.ok) return fail(2, chosen.message);
  const world: WorldOptions = {
    seed: values.seed ?? "1",
    signups,
    days,
    abuseShare: read.values["abuse-share"],
    cohorts: chosen.cohorts,
  };
  const showProgress = values.progress ?? watched;

  if (values.to === undefined) {
    const useless = sending.find((name) => values[name] !== undefined);
    if (useless !== undefined) return fail(2, `--${useless}: only has a meaning with --to URL`);
    await writeWorld(world, showProgress, terminal);
    return 0;
  }
  const target = readUrl(values.to, values.insecure ?? false);
  if (!target.ok) return fail(2, `--to: ${target.message}`);
  const headers = readHeaders(values.header);
  if (headers === undefined) return fail(2, '--header: must be like "name: value"');
  const send = createEndpoint({ url: target.url, headers, timeoutMs });

  const gotThrough = createGotThrough();
  const driving = { speed, concurrency, showProgress, onAnswer: gotThrough.add };
  const stopped = await driveEndpoint(simulate(world), send, driving, terminal);
  const outcomes = gotThrough.outcomes();
  const complaints = gotThrough.complaints();
  await out.write(
    values.json
      ? `${JSON.stringify({
          groups: outcomes,
          unanswered: Object.fromEntries(complaints),
          ...(stopped !== undefined && { stopped }),
        })}\n`
      : outcomeTable(outcomes),
  );
  return tellComplaints(fail, complaints, stopped);
}

async function tellComplaints(
  fail: Fail,
  complaints: readonly (readonly [message: string, times: number])[],
  stopped: string | undefined,
): Promise<ExitCode> {
  const told = complaints.map(([message, times]) => `the endpoint ${message} (${plural(times, "time")})`);
  if (stopped !== undefined) return fail(2, ...told, "stopped: it gave no answer to so many in a row");
  return told.length === 0 ? 0 : fail(1, ...told);
}

async function writeWorld(options: WorldOptions, showProgress: boolean, terminal: Terminal): Promise<void> {
  const progress = createProgress(terminal, showProgress);
  let written = 0;
  for (const { input, label, labelledAt, group } of simulate(options)) {
    await terminal.out.write(`${JSON.stringify({ input, label, labelledAt, group })}\n`);
    written += 1;
    await progress.tick(written);
  }
  await progress.clear();
}

type Numbers = { readonly [Name in keyof typeof numbers]?: number };

function readNumbers(
  values: Readonly<Record<string, unknown>>,
): { readonly ok: true; readonly values: Numbers } | { readonly ok: false; readonly message: string } {
  const read: { -readonly [Name in keyof Numbers]: Numbers[Name] } = {};
  for (const [name, { least, most, whole }] of Object.entries(numbers)) {
    const text = values[name];
    if (typeof text !== "string") continue;
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (!(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
      const what = whole ? "a whole number" : "a number";
      return { ok: false, message: `--${name}: must be ${what} from ${least} to ${most}` };
    }
    read[name as keyof Numbers] = value;
  }
  return { ok: true, values: read };
}

function choose(
  cohorts: readonly Cohort[],
  only: string | undefined,
):
  | { readonly ok: true; readonly cohorts: readonly Cohort[] }
  | { readonly ok: false; readonly message: string } {
  if (only === undefined) return { ok: true, cohorts };
  const wanted = only.split(",").map((name) => name.trim());
  const known = cohorts.map(({ name }) => name);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const meant = hint(unknown, known, { elsewhere: "--groups tells which there are" });
    return { ok: false, message: `--only: no such group; ${meant}` };
  }
  return { ok: true, cohorts: cohorts.filter(({ name }) => wanted.includes(name)) };
}

function readHeaders(given: readonly string[] = []): Headers | undefined {
  const headers = new Headers({ "content-type": "application/json", accept: "application/json" });
  for (const header of given) {
    const [, name = "", value = ""] = /^([^:\s]+):\s*(.*)$/s.exec(header) ?? [];
    try {
      headers.set(name, value);
    } catch {
      return undefined;
    }
  }
  return headers;
}

function groupTable(cohorts: readonly Cohort[]): string {
  const width = Math.max(0, ...cohorts.map(({ name }) => name.length));
  return cohorts
    .flatMap(({ name, label, text }) =>
      wrap(text, 98 - width - 12).map((part, place) =>
        place === 0
          ? `${name.padEnd(width)}  ${label.padEnd(10)}  ${part}\n`
          : `${" ".repeat(width + 14)}${part}\n`,
      ),
    )
    .join("");
}
