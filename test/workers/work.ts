/** Says that this process is there, takes its job, sends the result back and lets go of the parent. */
export async function work<Job, Result>(doJob: (job: Job) => Promise<Result>): Promise<void> {
  const job = await asked<Job>("ready");
  const result = await doJob(job);
  // Only once it is sent: a large result would be cut off.
  process.send?.({ result }, () => process.disconnect());
}

/** Tells the parent something and answers what it says to that. */
export function asked<Reply>(message: unknown): Promise<Reply> {
  return new Promise((resolve) => {
    process.once("message", (reply) => resolve(reply as Reply));
    process.send?.(message);
  });
}
