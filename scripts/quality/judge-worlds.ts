import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { WorldJob, WorldResult } from "./world-job.js";

/** Judges worlds in so many processes side by side; `onDone` is told after each. Results come in the order of the jobs. */
export async function judgeWorlds(
  jobs: readonly WorldJob[],
  workers: number,
  onDone: (job: WorldJob) => void,
): Promise<readonly WorldResult[]> {
  const waiting = jobs.entries();
  const results: WorldResult[] = [];
  const work = async (): Promise<void> => {
    const worker = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)), {
      serialization: "advanced",
    });
    try {
      for (const [place, job] of waiting) {
        results[place] = await answer(worker, job);
        onDone(job);
      }
    } finally {
      worker.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, work));
  return results;
}

async function answer(worker: ChildProcess, job: WorldJob): Promise<WorldResult> {
  const given = new AbortController();
  const { signal } = given;
  worker.send(job);
  try {
    return await Promise.race([
      once(worker, "message", { signal }).then(([result]) => result as WorldResult),
      once(worker, "exit", { signal }).then(() => {
        throw new Error(`the world ${job.seed} at ${job.prior} could not be judged`);
      }),
    ]);
  } finally {
    given.abort();
  }
}
