// One of the processes that judge worlds: takes a job, sends what came of it, and waits for the next one.
import { judgeWorld, type WorldJob } from "./world-job.js";

process.on("message", (job: WorldJob) => {
  judgeWorld(job).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
