import { privacySuite } from "./privacy.js";
import { redisServer } from "./redis-server.js";

privacySuite(redisServer);
