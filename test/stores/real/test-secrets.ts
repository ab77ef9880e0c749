import type { Secret } from "trialgate";

/** What these suites hash under where a change of secrets is not the matter. */
export const testSecrets: readonly Secret[] = [{ id: "test", key: "a secret of these tests" }];
