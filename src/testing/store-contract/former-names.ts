import { same } from "../same.js";
import {
  check,
  counts,
  distinctIn,
  expectCounts,
  expectRelated,
  forget,
  observe,
  onlyRead,
  rateIn,
  start,
  sumIn,
} from "./harness.js";
import type { StoreCheck } from "./store-check.js";

// Before the change of secrets, while both are known, and when only the new one is.
const before = { under: ["old"] };
const during = { under: ["new", "old"] };
const after = { under: ["new"] };

const ofEachKind = (member: string, amount = 1) => [
  distinctIn("door", member),
  sumIn("amounts", amount),
  rateIn("pace", undefined, amount),
];

/** A change of secrets loses nothing and counts nobody twice. */
export const formerNameChecks: readonly StoreCheck[] = [
  check("counts go on over a change of secrets", async (store) => {
    await counts(store, "a", ofEachKind("a", 2), before);
    same("one before, one now", await counts(store, "b", ofEachKind("b", 3), during), [2, 5, 5]);
    same("and another", await counts(store, "c", ofEachKind("c", 4), during), [3, 9, 9]);
  }),

  check("counts go on over two changes of secrets", async (store) => {
    await counts(store, "a", ofEachKind("a"), { under: ["oldest"] });
    same("after one", await counts(store, "b", ofEachKind("b"), { under: ["old", "oldest"] }), [2, 2, 2]);
    const both = { under: ["new", "old", "oldest"] };
    same("after both", await counts(store, "c", ofEachKind("c"), both), [3, 3, 3]);
    same(
      "known under the oldest",
      await observe(store, "a", ofEachKind("a"), { ...both, asks: "second question" }),
      {
        status: "revised",
        at: start,
        revision: 2,
        counts: [3, 3, 3],
      },
    );
  }),

  check("who is known by a former name is counted once and goes on under the new one", async (store) => {
    const seen = (counted: readonly number[], revision: number) => ({
      status: "revised",
      at: start,
      revision,
      counts: counted,
    });
    await counts(store, "a", ofEachKind("a"), before);
    const second = { ...during, asks: "second question" };
    same("the second question", await observe(store, "a", ofEachKind("a"), second), seen([1, 1, 1], 2));
    const third = { ...after, asks: "third question" };
    same("without the old secret", await observe(store, "a", [distinctIn("door", "a")], third), seen([1], 3));
    await expectCounts(store, "under the old one", [distinctIn("door", "")], start, [0], "old");
  }),

  check("what is not seen again keeps counting under its former name, until it is", async (store) => {
    for (const member of ["a", "b"]) await counts(store, member, [distinctIn("door", member)], before);
    same("a new one", await counts(store, "c", [distinctIn("door", "c")], during), [3]);
    const again = { ...during, asks: "second question" };
    for (const member of ["a", "b"]) {
      same(`${member} again`, await counts(store, member, [distinctIn("door", member)], again), [3]);
    }
    await expectCounts(store, "under the new secret", [distinctIn("door", "")], start, [3], "new");
  }),

  check("a member that is no subject moves, too, and keeps the time it was last seen", async (store) => {
    const addresses = (member: string) => [distinctIn("addresses", member, 100)];
    await counts(store, "a", addresses("an address"), before);
    same(
      "seen by another",
      await counts(store, "b", addresses("an address"), { ...during, at: start - 50 }),
      [1],
    );
    await expectCounts(store, "it has not aged", addresses(""), start + 99, [1], "new");
    await expectCounts(store, "it has moved", addresses(""), start, [0], "old");
    same("another address", await counts(store, "c", addresses("another"), during), [2]);
  }),

  check("a question is recognised under its former name", async (store) => {
    await counts(store, "a", ofEachKind("a"), before);
    await counts(store, "b", ofEachKind("b"), during);
    const again = await observe(store, "a", ofEachKind("a"), { ...during, at: start + 5 });
    same("asked again", again, { status: "repeated", at: start, revision: 1, counts: [1, 1, 1] });
    const asked = ofEachKind("").map(onlyRead);
    same("nothing was added", await counts(store, "c", asked, during), [2, 2, 2]);
  }),

  check("an identity is recognised under its former name", async (store) => {
    const status = async (identity: string, asks: string, { under } = during): Promise<string> =>
      (await observe(store, "subject", [sumIn("amounts")], { under, identity: [identity], asks })).status;
    same("before", await status("mail-a", "1", before), "new");
    same("a stranger", await status("mail-b", "2"), "conflict");
    same("the same", await status("mail-a", "3"), "revised");
    same("a stranger, without the old secret", await status("mail-b", "4", after), "conflict");
    same("the same, without the old secret", await status("mail-a", "5", after), "revised");
  }),

  check("who stands under both names, as while two releases run side by side, is one", async (store) => {
    for (const subject of ["a", "both"]) await counts(store, subject, ofEachKind(subject), before);
    for (const subject of ["b", "both"]) await counts(store, subject, ofEachKind(subject), after);
    const again = { ...during, asks: "second question" };
    // What was added twice to a sum, by releases that did not know of each other, cannot be told apart any more.
    same("both in one", await observe(store, "both", ofEachKind("both"), again), {
      status: "revised",
      at: start,
      revision: 2,
      counts: [3, 4, 4],
    });
    // As a scorer forgets: under every name.
    await forget(store, "both", "old");
    same("forgotten under the new name", await forget(store, "both", "new"), true);
    await expectCounts(
      store,
      "who is left under the new secret",
      [distinctIn("door", "")],
      start,
      [1],
      "new",
    );
    await expectCounts(store, "who is left under the old one", [distinctIn("door", "")], start, [1], "old");
  }),

  check("twins that come at once after a change of secrets move once", async (store) => {
    await counts(store, "a", ofEachKind("a"), before);
    const again = { ...during, asks: "second question" };
    const twins = Array.from({ length: 10 }, () => observe(store, "a", ofEachKind("a"), again));
    const expected = { status: "", at: start, revision: 2, counts: [1, 1, 1] };
    for (const twin of await Promise.all(twins)) same("a twin", { ...twin, status: "" }, expected);
  }),

  check("what is only read counts under all names, and moves nobody", async (store) => {
    await counts(store, "a", ofEachKind("a"), before);
    await counts(store, "b", ofEachKind("b"), after);
    same("read", await counts(store, "c", ofEachKind("c").map(onlyRead), during), [2, 2, 2]);
    await expectCounts(store, "under the old secret", ofEachKind(""), start, [1, 1, 1], "old");
  }),

  check("forget leaves nothing under any name", async (store) => {
    const [door, card] = [distinctIn("door", "a"), distinctIn("card", "a")];
    await counts(store, "a", [door, card], before);
    await counts(store, "b", [distinctIn("card", "b")], before);
    // The card is not asked about again, so it stands where it stood.
    await counts(store, "a", [door], { ...during, asks: "second question" });
    same("was there", await forget(store, "a", "new"), true);
    await expectCounts(store, "under the new secret", [door, card], start, [0, 0], "new");
    await expectCounts(store, "under the old one", [door, card], start, [0, 1], "old");
    await expectRelated(store, "to the other", "b", {}, [["card", 1, []]], "old");
    same("nothing is left under the old name", await forget(store, "a", "old"), false);
  }),

  check("related goes by the new name alone", async (store) => {
    for (const subject of ["a", "b"]) await counts(store, subject, [distinctIn("door", subject)], before);
    for (const [place, subject] of ["a", "b"].entries()) {
      const again = { ...during, asks: "second question", at: start + place };
      await counts(store, subject, [distinctIn("door", subject)], again);
    }
    const asked = { at: start + 2 };
    await expectRelated(store, "under the new", "b", asked, [["door", 2, [["a", start]]]], "new");
    await expectRelated(store, "under the old", "b", asked, [], "old");
  }),
];
