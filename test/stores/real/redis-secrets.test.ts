import { redisServer } from "./redis-server.js";
import { secretsSuite } from "./secrets.js";

secretsSuite(redisServer);
