import type { TcpProxy } from "../../servers/tcp-proxy.js";
import type { Connection } from "./connections.js";
import type { RunningServer } from "./real-server.js";

/** What a fault can get at. */
export interface Stage {
  readonly server: RunningServer;
  /** Stands before the server; clients go through it where the fault says so. */
  readonly proxy: TcpProxy;
  readonly connections: readonly Connection[];
}

/** A way for a server to be gone. */
export interface Fault {
  readonly name: string;
  /** Whether clients reach the server by way of the proxy. */
  readonly proxied?: boolean;
  /** Whether it is so from the start: the clients never saw the server. */
  readonly fromTheStart?: boolean;
  /** Makes it so, and answers how to make it good again; both have happened when their promise is kept. */
  strike(stage: Stage): Promise<() => Promise<void>>;
}

/** The ways that the failure matrix goes through. */
export const faults: readonly Fault[] = [
  {
    name: "killed (SIGKILL)",
    async strike({ server }) {
      await server.kill();
      return () => server.restart();
    },
  },
  {
    name: "stopped (SIGSTOP)",
    async strike({ server }) {
      await server.pause();
      return () => server.resume();
    },
  },
  {
    name: "refusing connections from the start",
    fromTheStart: true,
    async strike({ server }) {
      await server.kill();
      return () => server.restart();
    },
  },
  {
    name: "slow (300 ms late)",
    proxied: true,
    async strike({ proxy }) {
      proxy.delay(300);
      return async () => proxy.mend();
    },
  },
  {
    name: "cut off in the middle of an answer",
    proxied: true,
    async strike({ proxy }) {
      proxy.cutAfter(3);
      return async () => proxy.mend();
    },
  },
  {
    name: "busy with others",
    async strike({ connections }) {
      const letGo = await Promise.all(connections.map((connection) => connection.occupy()));
      return async () => {
        await Promise.all(letGo.map((release) => release()));
      };
    },
  },
];
