import { failureSuite } from "./failure.js";
import { redisServer } from "./redis-server.js";

failureSuite(redisServer);
