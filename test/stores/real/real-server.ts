import { setTimeout as sleep } from "node:timers/promises";
import type { ClientName } from "./connections.js";

/** A server that a store is proved on, before it runs. */
export interface RealServer {
  readonly name: "Redis" | "Postgres";
  /** The program that must be there. */
  readonly binary: string;
  readonly clients: readonly ClientName[];
  /** Starts an empty one, ready for the store, on a free port. */
  start(): Promise<RunningServer>;
}

/** What starts and ends a server. */
export type Lifecycle = Pick<RunningServer, "port" | "kill" | "pause" | "resume" | "restart" | "stop">;

// How long a signal to stop may be on its way.
const signalMs = 20;

/** The lifecycle of a server whose processes are told by signals. */
export function lifecycleOf({
  port,
  kill,
  pause,
  resume,
  restart,
  stop,
}: Pick<Lifecycle, "port" | "kill" | "restart" | "stop"> & {
  readonly pause: () => void;
  readonly resume: () => void;
}): Lifecycle {
  return {
    port,
    kill,
    async pause() {
      pause();
      await sleep(signalMs);
    },
    resume: async () => resume(),
    restart,
    stop,
  };
}

/** One that runs. */
export interface RunningServer {
  readonly port: number;
  /** Ends it with SIGKILL, as a crash does. */
  kill(): Promise<void>;
  /** Stops it in its tracks with SIGSTOP: connections stay, answers do not come. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Starts it again on the same port after `kill`; ready when the promise is. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Everything that it keeps for the store now. */
  dump(): Promise<Buffer>;
  /** Its files, which may still hold what is gone: what a thief of the disk would have. */
  files(): Promise<Buffer>;
  /** How many calls had to be given up because they waited for each other. */
  deadlocks(): Promise<number>;
}
