import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "ioredis";
import { startRedis } from "../../servers/redis.js";
import { lifecycleOf, type RealServer } from "./real-server.js";

/** One Redis. */
export const redisServer: RealServer = {
  name: "Redis",
  binary: "redis-server",
  clients: ["ioredis", "node-redis"],
  async start() {
    // Compressed, the file would hide what is in it.
    const server = await startRedis({ args: ["--rdbcompression", "no"] });
    const dump = async (): Promise<Buffer> => {
      const client = new Redis(server.port, "127.0.0.1");
      await client.save();
      const [, folder = ""] = (await client.config("GET", "dir")) as string[];
      client.disconnect();
      return readFile(join(folder, "dump.rdb"));
    };
    return {
      ...lifecycleOf(server),
      dump,
      files: dump,
      // There is nothing to lock.
      deadlocks: async () => 0,
    };
  },
};
