import { same } from "../same.js";
import { check, expectCounts, observe, start, sumIn } from "./harness.js";
import type { StoreCheck } from "./store-check.js";

/** Two people under one key are told apart by what identifies them. */
export const identityChecks: readonly StoreCheck[] = [
  check("another identity under the same key is a conflict and writes nothing", async (store) => {
    const asked = [sumIn("amounts")];
    await observe(store, "subject", asked, { identity: ["mail-a", "phone-a"] });
    const stranger = { identity: ["mail-b"], at: start + 1 };
    same("a stranger's question", await observe(store, "subject", asked, { ...stranger, asks: "another" }), {
      status: "conflict",
    });
    same("a stranger with the same question", await observe(store, "subject", asked, stranger), {
      status: "conflict",
    });
    await expectCounts(store, "afterwards", asked, start + 1, [1]);
    const back = await observe(store, "subject", asked, { identity: ["mail-a", "phone-a"], at: start + 2 });
    same("the first one again", back, { status: "repeated", at: start, revision: 1, counts: [1] });
  }),

  check("one identifier in common is enough", async (store) => {
    await observe(store, "subject", [sumIn("amounts")], { identity: ["mail-a", "phone-a"] });
    const again = await observe(store, "subject", [sumIn("amounts")], {
      identity: ["mail-b", "phone-a"],
      asks: "second question",
    });
    same("with the same phone", again.status, "revised");
  }),

  check("an identity that is empty fits anybody, until one is given", async (store) => {
    const status = async (identity: readonly string[], asks: string): Promise<string> =>
      (await observe(store, "subject", [sumIn("amounts")], { identity, asks })).status;
    same("nobody yet", await status([], "1"), "new");
    same("a first identity", await status(["mail-a"], "2"), "revised");
    same("no identity again", await status([], "3"), "revised");
    same("a stranger", await status(["mail-b"], "4"), "conflict");
  }),
];
