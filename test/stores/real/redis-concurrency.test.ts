import { concurrencySuite } from "./concurrency.js";
import { redisServer } from "./redis-server.js";

concurrencySuite(redisServer);
