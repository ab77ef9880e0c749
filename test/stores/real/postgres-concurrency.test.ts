import { concurrencySuite } from "./concurrency.js";
import { postgresServer } from "./postgres-server.js";

concurrencySuite(postgresServer);
