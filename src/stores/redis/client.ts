import { TrialgateError } from "../../core/errors.js";
import type { Script } from "./scripts.js";

/** What of a client of ioredis or iovalkey is used, a `Cluster` included. */
export interface IoredisLike {
  defineCommand(
    name: string,
    definition: { lua: string; numberOfKeys?: number; readOnly?: boolean },
  ): unknown;
  evalsha(sha1: string, keys: number, ...keysAndArguments: string[]): Promise<unknown>;
  eval(script: string, keys: number, ...keysAndArguments: string[]): Promise<unknown>;
}

/** What of a client of node-redis is used, whether by `createClient`, `createCluster` or `createClientPool`. */
export interface NodeRedisLike {
  evalSha(sha1: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** What of the REST client `@upstash/redis` is used. */
export interface UpstashLike {
  evalsha(sha1: string, keys: string[], values: string[]): Promise<unknown>;
  eval(script: string, keys: string[], values: string[]): Promise<unknown>;
}

/** A connected client: of ioredis or iovalkey, of node-redis, or of `@upstash/redis`. */
export type RedisClient = IoredisLike | NodeRedisLike | UpstashLike;

/** The keys that a script touches, all in one slot, and what else it is asked, as one JSON text. */
interface ScriptCall {
  readonly keys: readonly string[];
  readonly asked: string;
}

/** Runs one script over keys of one slot, in one round trip. */
export type RunScript = (script: Script, keys: readonly string[], asked: object) => Promise<unknown>;

/**
 * Scripts are called by their hash, and sent whole only to a server that says it does not have them: after any other
 * error it is not known whether the script ran.
 * @throws TrialgateError `invalid_config` for what is none of the clients.
 */
export function scriptRunner(client: RedisClient): RunScript {
  const { byHash, whole } = commandsOf(client);
  return async (script, keys, asked) => {
    const call = { keys, asked: JSON.stringify(asked) };
    try {
      return await byHash(script.sha1, call).catch(async (error: unknown) => {
        if (isMissing(error)) return whole(script.lua, call);
        throw error;
      });
    } catch (error) {
      throw isReadOnly(error) ? replicaError(error) : error;
    }
  };
}

interface ScriptCommands {
  byHash(sha1: string, call: ScriptCall): Promise<unknown>;
  whole(lua: string, call: ScriptCall): Promise<unknown>;
}

/**
 * Which client it is. `evalSha` in camel case is node-redis alone; of the two with `evalsha`, only ioredis and its
 * fork can `defineCommand`.
 */
function commandsOf(client: RedisClient): ScriptCommands {
  if (has(client, "evalSha")) {
    const options = ({ keys, asked }: ScriptCall) => ({ keys: [...keys], arguments: [asked] });
    return {
      byHash: async (sha1, call) => client.evalSha(sha1, options(call)),
      whole: async (lua, call) => client.eval(lua, options(call)),
    };
  }
  if (has(client, "defineCommand")) {
    return {
      byHash: async (sha1, { keys, asked }) => client.evalsha(sha1, keys.length, ...keys, asked),
      whole: async (lua, { keys, asked }) => client.eval(lua, keys.length, ...keys, asked),
    };
  }
  if (has(client, "evalsha")) {
    return {
      byHash: async (sha1, { keys, asked }) => client.evalsha(sha1, [...keys], [asked]),
      whole: async (lua, { keys, asked }) => client.eval(lua, [...keys], [asked]),
    };
  }
  throw new TrialgateError("invalid_config", [
    { path: "client", message: "must be a client of ioredis, iovalkey, node-redis or @upstash/redis" },
  ]);
}

function has<Method extends string>(
  client: RedisClient,
  method: Method,
): client is Extract<RedisClient, Record<Method, unknown>> {
  return typeof client === "object" && client !== null && typeof Reflect.get(client, method) === "function";
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "");

/** At the beginning: the error of a REST client goes on with the command. */
const isMissing = (error: unknown): boolean => /^(ERR )?NOSCRIPT\b/.test(messageOf(error));

/** Redis 6 says so within the error of a script. */
const isReadOnly = (error: unknown): boolean => /^(ERR .*-)?READONLY\b/.test(messageOf(error));

const replicaError = (cause: unknown): Error =>
  new Error(
    "Redis answered READONLY: this is a replica, which counts nothing. Point the client at the primary, " +
      "and let it reconnect after a failover.",
    { cause },
  );
