import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

/** A Redis of one's own, on the loopback interface, with nothing written to disk. */
export interface RedisServer {
  readonly port: number;
  /** Ends it, and clears up behind it. */
  stop(): Promise<void>;
  /** SIGKILL: everything in it is lost. */
  kill(): Promise<void>;
  /** SIGSTOP: it still accepts connections, and answers nothing. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
  /** Starts it again on the same port, after a `kill` or instead of one. Empty, unless `args` say otherwise. */
  restart(): Promise<void>;
}

/**
 * Starts a Redis and waits until it answers.
 * @param port A free one by default.
 * @param args More of its command line, such as `["--maxmemory", "1mb"]`.
 */
export async function startRedis({
  port: wanted,
  args = [],
}: {
  readonly port?: number | undefined;
  readonly args?: readonly string[] | undefined;
} = {}): Promise<RedisServer> {
  const port = wanted ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), "trialgate-redis-"));
  let child = await launch(port, folder, args);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  };
  return {
    port,
    kill,
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    async restart() {
      await kill();
      child = await launch(port, folder, args);
    },
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A Redis Cluster of masters that share the slots evenly. */
export interface RedisCluster {
  readonly nodes: readonly RedisServer[];
  stop(): Promise<void>;
}

/** Starts a cluster, and waits until every node knows every slot. */
export async function startRedisCluster(masters = 3): Promise<RedisCluster> {
  const nodes: RedisServer[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(nodes.map((node) => node.stop())));
  try {
    for (let master = 0; master < masters; master++) {
      // A node speaks to the others on a port 10,000 above its own by default, which may not exist.
      const bus = String(await freePort());
      const args = ["--cluster-enabled", "yes", "--cluster-node-timeout", "5000", "--cluster-port", bus];
      nodes.push(await startRedis({ args }));
    }
    const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
    await redisCli(["--cluster", "create", ...addresses, "--cluster-replicas", "0", "--cluster-yes"]);
    await eventually(async () => {
      const states = await Promise.all(
        nodes.map(({ port }) => redisCli(["-p", String(port), "cluster", "info"])),
      );
      return states.every(
        (state) => state.includes("cluster_state:ok") && state.includes(`cluster_size:${masters}`),
      );
    });
    return { nodes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function launch(port: number, folder: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(
    "redis-server",
    [
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--dir",
      folder,
      "--save",
      "",
      "--appendonly",
      "no",
      ...args,
    ],
    { stdio: "ignore" },
  );
  // Whatever becomes of the tests, no server is left behind.
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  await eventually(async () => (await ping(port)) === "+PONG\r\n");
  return child;
}

function ping(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1", () => socket.write("PING\r\n"));
    socket.once("data", (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once("error", () => resolve(undefined));
  });
}

async function redisCli(args: readonly string[]): Promise<string> {
  return (await promisify(execFile)("redis-cli", args)).stdout;
}

/** Tries for ten seconds. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (await holds()) return;
    await sleep(20);
  }
  throw new Error("the server did not come up");
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
