import { createScorer, isTrialgateError, type ScorerOptions, standardSignals } from "trialgate";
import { parseEmail } from "trialgate/identifiers";
import { beginWithFile } from "./begin.js";
import { type ClusterFinder, type Clusters, createClusterFinder } from "./clusters.js";
import { readConfig } from "./config-file.js";
import { openFile } from "./files.js";
import { type Observe, observeFile, type Passed } from "./observe-file.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { count, plural, printable, problemLine } from "./words.js";

const help = `Usage: trialgate backfill FILE.jsonl | -  --with CONFIG.mjs  [options]

Counts the accounts that you have already, each at its own time, so that a scorer knows from day one
who shares a device, a card or a mailbox with whom. Grants nothing, judges nothing, asks no vendor.

Each line of the file is one account as in "trialgate score", with the "id" under which your
application scores it, and "at" (epoch ms): when it was opened. Oldest first is best.

CONFIG.mjs is an ES module. It exports "options", what your application gives to createScorer: the
same store, secrets, namespace and signals; and "close", if something is to be closed at the end.

An account counts once, however often it comes: a run that was broken off may start again from the
beginning, or from where it was.

Options:
  --with CONFIG.mjs    the store, and the names under which it is used; with memoryStore() it is a
                       dry run that keeps nothing
  --from LINE          go on here: a run that ends early says where
  --json               what came of it, as JSON
  --skip-invalid       bad lines are told and left out in any case; with this, they are no failure
  --progress           show progress also where nobody seems to look
  -h, --help           this text

Examples:
  trialgate backfill accounts.jsonl --with trialgate.config.mjs
  zcat accounts.jsonl.gz | trialgate backfill - --with trialgate.config.mjs --json

Exit codes: 0 done, 1 bad data (any line without --skip-invalid), 2 the command is wrong, a file
cannot be read, or the store does not answer.
`;

const flags = {
  with: { type: "string" },
  from: { type: "string" },
  json: { type: "boolean" },
  "skip-invalid": { type: "boolean" },
  progress: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

// Of the largest clusters, and of the accounts of each.
const mostNamed = 10;

/** `trialgate backfill` */
export async function backfillVerb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { out, stdin, watched } = terminal;
  const begun = await beginWithFile(args, { name: "backfill", what: "file", help, flags }, terminal);
  if (!begun.ok) return begun.exit;
  const { values, path, fail } = begun;
  if (values.with === undefined) return fail(2, "give --with CONFIG.mjs, which says what store to fill");
  const from = values.from ?? "1";
  if (!/^[1-9]\d{0,14}$/.test(from)) return fail(2, "--from: must be the number of a line, from 1");

  const file = path === "-" ? ({ ok: true, bytes: stdin } as const) : await openFile(path);
  if (!file.ok) return fail(2, file.message);
  const config = await readConfig(values.with);
  if (!config.ok) return fail(2, ...config.messages.map((message) => `--with: ${message}`));

  const finder = createClusterFinder();
  try {
    const { observe, storeError } = createObserve(config.options, finder, terminal.now);
    const passing = { from: Number(from), showProgress: values.progress ?? watched };
    const passed = await observeFile(file.bytes, observe, passing, terminal);
    const clusters = finder.found(mostNamed);
    await out.write(values.json ? `${JSON.stringify({ ...passed, clusters })}\n` : summary(passed, clusters));
    if (passed.stoppedAt !== undefined) {
      const why = reasonOf(storeError());
      return fail(2, `the store does not answer${why}; go on later with: --from ${passed.stoppedAt}`);
    }
    return passed.bad === 0 || (values["skip-invalid"] && passed.observed > 0) ? 0 : 1;
  } finally {
    await config.close();
  }
}

interface CountingObserve {
  readonly observe: Observe;
  /** What the store last rejected with, if it did. */
  readonly storeError: () => unknown;
}

/** Counts accounts as the scorer of these options would, and lets nothing look at them. */
function createObserve(
  { store, secrets, namespace, lists, signals = standardSignals() }: ScorerOptions<string>,
  finder: ClusterFinder,
  clock: () => number,
): CountingObserve {
  let lastError: unknown;
  const score = createScorer<string>({
    store,
    secrets,
    namespace,
    lists,
    clock,
    signals: signals.map((signal) => ({ ...signal, evaluate: () => [] })),
    // Nobody waits at a door.
    timeoutMs: 30_000,
    deadlineMs: 60_000,
    onEvent: (event) => {
      if (event.type === "store") lastError = event.error;
    },
  });
  const observe: Observe = async (input) => {
    const wrong = wrongTime(input?.at);
    if (wrong !== undefined) return { ok: false, message: `at: ${wrong}` };
    try {
      const { id, degraded } = await score(input);
      if (degraded.includes("store")) {
        // What this library says of its own stores, such as tables that are not there, no patience mends.
        if (isTrialgateError(lastError)) throw lastError;
        return { ok: false };
      }
      const email = parseEmail(input.email);
      finder.add(id, {
        mailbox: email.ok ? email.value.canonical.strict : undefined,
        // Every phone of a model has the same fingerprint.
        device: input.deviceKind === "fingerprint" ? undefined : input.deviceId || undefined,
        card: input.paymentFingerprint || undefined,
      });
      return { ok: true };
    } catch (error) {
      if (!isTrialgateError(error) || error.code === "invalid_config") throw error;
      return { ok: false, message: error.problems.map(problemLine).join("; ") };
    }
  };
  return { observe, storeError: () => lastError };
}

// From March 1973 to 5138: seconds and microseconds of our time lie outside.
const [earliest, latest] = [1e11, 1e14];

/** What is wrong with the time at which an account was opened; `undefined` when it can be. */
function wrongTime(at: unknown): string | undefined {
  if (typeof at !== "number") return "is needed, the epoch milliseconds at which the account was opened";
  if (at >= earliest && at < latest) return undefined;
  return `must be epoch milliseconds: these would be ${at < earliest ? "before 1973" : "after 5138"}`;
}

/** In brackets, what a store or its client last said; nothing where it just hangs. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? ` (${printable(error.message)})` : "";
}

function summary({ observed, bad }: Passed, clusters: Clusters): string {
  const { count: found, accounts, largest, complete } = clusters;
  return `${[
    `${plural(observed, "account")} counted${bad === 0 ? "" : `, ${plural(bad, "bad line")} left out`}`,
    `${plural(accounts, "account")} in ${plural(found, "cluster")} that share a mailbox, a device or a card`,
    ...(complete ? [] : ["Clusters are those of the first accounts: the file has too many to follow all."]),
    ...largest.map(
      ({ accounts, by, ids }) =>
        `  ${count(accounts)} by ${by.join(", ")}: ${ids.slice(0, 5).map(printable).join(" ")}${accounts > 5 ? " …" : ""}`,
    ),
  ].join("\n")}\n`;
}
