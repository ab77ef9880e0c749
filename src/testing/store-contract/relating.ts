import { days } from "trialgate/core";
import { same } from "../same.js";
import { check, counts, distinctIn, expectRelated, forget, rateIn, start, sumIn } from "./harness.js";
import type { StoreCheck } from "./store-check.js";

/** Who else stands under the same counters. */
export const relatingChecks: readonly StoreCheck[] = [
  check("related names what is shared, and the others, those seen last first", async (store) => {
    for (const [place, subject] of ["a", "b", "c"].entries()) {
      await counts(store, subject, [distinctIn("device", subject)], { at: start + place });
    }
    await counts(store, "a", [distinctIn("device", "a"), distinctIn("card", "a")], {
      at: start + 3,
      asks: "second question",
    });
    await expectRelated(store, "to the first", "a", { at: start + 3 }, [
      [
        "device",
        3,
        [
          ["c", start + 2],
          ["b", start + 1],
        ],
      ],
      ["card", 1, []],
    ]);
    await expectRelated(store, "to the second", "b", { at: start + 3 }, [
      [
        "device",
        3,
        [
          ["a", start + 3],
          ["c", start + 2],
        ],
      ],
    ]);
  }),

  check("related names at most as many others as asked for, and counts all", async (store) => {
    for (let place = 0; place < 6; place++) {
      await counts(store, `subject-${place}`, [distinctIn("device", `subject-${place}`)], {
        at: start + place,
      });
    }
    const [third, second] = [
      ["subject-5", start + 5],
      ["subject-4", start + 4],
    ] as const;
    await expectRelated(store, "two", "subject-0", { at: start + 6, limit: 2 }, [
      ["device", 6, [third, second]],
    ]);
    await expectRelated(store, "none", "subject-0", { at: start + 6, limit: 0 }, [["device", 6, []]]);
  }),

  check("related goes by the time that is asked about", async (store) => {
    await counts(store, "a", [distinctIn("device", "a", 100), distinctIn("card", "a")]);
    await counts(store, "b", [distinctIn("device", "b", 100)], { at: start + 50 });
    await expectRelated(store, "while all count", "b", { at: start + 99 }, [["device", 2, [["a", start]]]]);
    await expectRelated(store, "when one has expired", "b", { at: start + 100 }, [["device", 1, []]]);
    await expectRelated(store, "who has expired", "a", { at: start + 100 }, [["card", 1, []]]);
  }),

  check("related speaks of counters in which the subject itself is the member", async (store) => {
    const addresses = distinctIn("addresses of a device", "an address");
    const own = distinctIn("device", "subject");
    await counts(store, "subject", [addresses, own, sumIn("amounts"), rateIn("pace")]);
    await counts(store, "another", [addresses, sumIn("amounts"), rateIn("pace")]);
    await expectRelated(store, "one link", "subject", {}, [["device", 1, []]]);
    await expectRelated(store, "no link", "another", {}, []);
    await expectRelated(store, "nobody", "unknown", {}, []);
  }),

  check(
    "a subject is known as long as the longest of its counters, whatever it asked since",
    async (store) => {
      for (const subject of ["a", "b"]) await counts(store, subject, [distinctIn("device", subject)]);
      const at = start + 1;
      await counts(store, "a", [distinctIn("hour", "a", 1000)], { at, asks: "second question" });
      await expectRelated(store, "29 days later", "a", { at: start + days(29) }, [
        ["device", 2, [["b", start]]],
      ]);
    },
  ),

  check("who was pushed out of a full counter no longer stands under it", async (store) => {
    for (const [place, subject] of ["a", "b", "c"].entries()) {
      await counts(store, subject, [distinctIn("device", subject, days(1), 2)], { at: start + place });
    }
    await expectRelated(store, "to the first", "a", { at: start + 3 }, []);
    await expectRelated(store, "to the second", "b", { at: start + 3 }, [["device", 2, [["c", start + 2]]]]);
  }),

  check("a label is what was last given, of up to 1,100 characters", async (store) => {
    const [first, last] = ["a".repeat(1100), `${"b".repeat(1099)}_`];
    await counts(store, "a", [distinctIn("device", "a")], { label: first });
    await counts(store, "b", [distinctIn("device", "b")], { at: start + 1 });
    await expectRelated(store, "the first label", "b", { at: start + 2 }, [
      ["device", 2, [["a", start, first]]],
    ]);
    await counts(store, "a", [distinctIn("device", "a")], {
      at: start + 2,
      asks: "second question",
      label: last,
    });
    await expectRelated(store, "the last label", "b", { at: start + 2 }, [
      ["device", 2, [["a", start + 2, last]]],
    ]);
  }),

  check("nobody names who was forgotten", async (store) => {
    await counts(store, "a", [distinctIn("device", "a")]);
    await counts(store, "b", [distinctIn("device", "b")]);
    same("was there", await forget(store, "a"), true);
    await expectRelated(store, "to the one who is left", "b", {}, [["device", 1, []]]);
    await expectRelated(store, "to the forgotten", "a", {}, []);
  }),
];
