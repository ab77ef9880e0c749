import { postgresServer } from "./postgres-server.js";
import { secretsSuite } from "./secrets.js";

secretsSuite(postgresServer);
