import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** How long a worker may take from its start to its end, in milliseconds. */
const patienceMs = 60_000;

/**
 * Runs one process of `test/workers/<name>.ts` for each job: all begin at the same moment, and each must end by itself.
 * Answers what they sent back, in the order of the jobs.
 */
export async function runWorkers<Job extends object, Result>(
  name: string,
  jobs: readonly Job[],
): Promise<readonly Result[]> {
  const workers = jobs.map(() => startWorker(name));
  try {
    await Promise.all(workers.map((worker) => nextMessage(worker)));
    return await Promise.all(
      workers.map(async (worker, place) => {
        const exit = once(worker, "exit");
        const result = nextMessage(worker);
        worker.send(jobs[place] ?? {});
        const [{ result: answer }, [code]] = await Promise.all([
          result as Promise<{ readonly result: Result }>,
          exit,
        ]);
        if (code !== 0) throw new Error(`the worker ${name} ended with ${code}`);
        return answer;
      }),
    );
  } finally {
    for (const worker of workers) worker.kill("SIGKILL");
  }
}

/** A process of `test/workers/<name>.ts` that talks over messages. It is killed when it takes too long. */
export function startWorker(name: string): ChildProcess {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const worker = fork(file, { execArgv: ["--conditions=trialgate-source", "--import", "tsx"] });
  const timer = setTimeout(() => worker.kill("SIGKILL"), patienceMs);
  worker.on("exit", () => clearTimeout(timer));
  return worker;
}

/** The next message of a worker; rejects when it ends without one. */
export async function nextMessage(worker: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  try {
    const [message] = await Promise.race([
      once(worker, "message", { signal: settled.signal }),
      once(worker, "exit", { signal: settled.signal }).then(([code, signal]) => {
        throw new Error(`the worker ended with ${code ?? signal} before it said anything`);
      }),
    ]);
    return message;
  } finally {
    settled.abort();
  }
}
