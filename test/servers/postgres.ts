import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findBinary } from "./needs.js";

/** A PostgreSQL server of its own: empty, on a free port of this machine, for the user `postgres` without a password. */
export interface PostgresServer {
  readonly port: number;
  /** The address of a database, `postgres` by default. */
  url(database?: string): string;
  /** Makes an empty database and answers its name. */
  createDatabase(): Promise<string>;
  /** Stops answering and says nothing, as a machine that hangs: SIGSTOP to the server and each of its processes. */
  pause(): void;
  resume(): void;
  /** Ends all of its processes at once: SIGKILL. Its data stays. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port, after a `kill` or instead of what is running. */
  restart(): Promise<void>;
  /** Ends it, and deletes its data. */
  stop(): Promise<void>;
}

/** PgBouncer in front of a server, in transaction mode. */
export interface PgBouncer {
  readonly port: number;
  url(database?: string): string;
  stop(): Promise<void>;
}

/** The server's program, for `describeWith`: the newest of Debian's, or the one in `PATH`. */
export const postgresBinary: string = newestOfDebian("postgres");
export const pgbouncerBinary: string = findBinary("pgbouncer") ?? "/usr/sbin/pgbouncer";

const startupMs = 20_000;

/** How a server is started. */
export interface PostgresOptions {
  /** Whether a commit reaches the disk before it is answered, as it does by default at work. Not by default here: what is written is thrown away. */
  readonly durable?: boolean;
}

/** Starts a server. About 1.5 s, most of it for making its first database. */
export async function startPostgres({ durable = false }: PostgresOptions = {}): Promise<PostgresServer> {
  const port = await freePort();
  const folder = ownFolder("trialgate-postgres-");
  const data = join(folder, "data");
  const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
  execFileSync(postgresBinary.replace(/postgres$/, "initdb"), initdb, { ...unprivileged(), stdio: "ignore" });

  const settings = [
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
    ...[`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100"],
  ];
  const launch = async (): Promise<ChildProcess> => {
    const options = settings.flatMap((setting) => ["-c", setting]);
    const started = spawn(postgresBinary, ["-D", data, ...options], { ...unprivileged(), stdio: "ignore" });
    await until(() => isReady(data, started));
    return started;
  };
  let server = await launch();
  let databases = 0;

  const url = (database = "postgres"): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const isRunning = (): boolean => server.exitCode === null && server.signalCode === null;
  const signalAll = (signal: NodeJS.Signals): void => {
    if (!isRunning() || server.pid === undefined) return;
    // One that stands still makes no more of them.
    sendSignal(server.pid, "SIGSTOP");
    for (const pid of [...childrenOf(server.pid), server.pid]) sendSignal(pid, signal);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!isRunning()) return;
    const exited = once(server, "exit");
    signalAll("SIGCONT");
    if (signal === "SIGKILL") signalAll("SIGKILL");
    else server.kill(signal);
    await exited;
  };
  // A suite that dies must not leave its server behind.
  const lastResort = (): void => {
    signalAll("SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once("exit", lastResort);

  return {
    port,
    url,
    async createDatabase() {
      databases += 1;
      const name = `empty_${databases}`;
      const client = new pg.Client(url());
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return name;
    },
    pause: () => signalAll("SIGSTOP"),
    resume: () => signalAll("SIGCONT"),
    kill: () => end("SIGKILL"),
    async restart() {
      // SIGINT: the server's "fast" shutdown, which does not wait for its clients.
      await end("SIGINT");
      server = await launch();
    },
    async stop() {
      process.off("exit", lastResort);
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a pooler in front of a server, with fewer connections to it than tests have to the pooler. */
export async function startPgBouncer(server: PostgresServer): Promise<PgBouncer> {
  const port = await freePort();
  const folder = ownFolder("trialgate-pgbouncer-");
  const config = join(folder, "pgbouncer.ini");
  const settings = [
    "[databases]",
    `* = host=127.0.0.1 port=${server.port} user=postgres`,
    "[pgbouncer]",
    ...["listen_addr = 127.0.0.1", `listen_port = ${port}`, "unix_socket_dir =", "auth_type = any"],
    ...["pool_mode = transaction", "default_pool_size = 4", "max_client_conn = 100"],
  ];
  writeFileSync(config, settings.join("\n"));
  const pooler = spawn(pgbouncerBinary, ["-q", config], { ...unprivileged(), stdio: "ignore" });
  const lastResort = (): void => {
    pooler.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", lastResort);
  await until(() => accepts(port));
  return {
    port,
    url: (database = "postgres") => `postgres://postgres@127.0.0.1:${port}/${database}`,
    async stop() {
      process.off("exit", lastResort);
      const exited = once(pooler, "exit");
      pooler.kill("SIGKILL");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function newestOfDebian(program: string): string {
  const folder = "/usr/lib/postgresql";
  const versions = existsSync(folder) ? readdirSync(folder).map(Number).filter(Number.isInteger) : [];
  const newest = Math.max(...versions);
  const path = `${folder}/${newest}/bin/${program}`;
  return existsSync(path) ? path : (findBinary(program) ?? program);
}

/** Both servers refuse to run as root, and then run as the user that Debian's package made. */
function unprivileged(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (what: string): number => Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

function ownFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const { uid, gid } = unprivileged();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** The server writes into this file when it takes connections; an old one may be left of a server that was killed. */
function isReady(data: string, { pid, exitCode }: ChildProcess): boolean {
  if (exitCode !== null) throw new Error(`the server ended with ${exitCode} before it was ready`);
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    return lines[0] === String(pid) && lines[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() !== undefined));
    socket.on("error", () => resolve(false));
  });
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const attempts = startupMs / 20;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await isSo()) return;
    await sleep(20);
  }
  throw new Error(`the server was not ready within ${startupMs} ms`);
}

/** Each connection is a process of its own, and in a process group of its own. */
function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}
