import { failureSuite } from "./failure.js";
import { postgresServer } from "./postgres-server.js";

failureSuite(postgresServer);
