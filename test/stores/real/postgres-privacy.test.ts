import { postgresServer } from "./postgres-server.js";
import { privacySuite } from "./privacy.js";

privacySuite(postgresServer);
