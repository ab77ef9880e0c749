import type { Redis } from "ioredis";

/** How often a server was called, by command, since its statistics were last reset. Calls within a script count as well. */
export async function callsOf(server: Redis): Promise<Readonly<Record<string, number>>> {
  const lines = (await server.info("commandstats")).matchAll(/^cmdstat_(\S+?):calls=(\d+)/gm);
  return Object.fromEntries([...lines].map(([, command = "", calls]) => [command, Number(calls)]));
}
