import type { ScorerOptions } from "trialgate";
import { postgresStore } from "trialgate/stores/postgres";

/** What PostgreSQL says of a function that is not there. */
const query = async (): Promise<never> => {
  throw Object.assign(new Error("function does not exist"), { code: "42883" });
};

export const options: ScorerOptions = {
  store: postgresStore({ query }),
  secrets: [{ id: "a", key: "0123456789abcdef" }],
};
