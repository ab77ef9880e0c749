import { aspectKey } from "trialgate/core";
import { same } from "../same.js";
import { check, distinctIn, start, sumIn } from "./harness.js";
import { token } from "./names.js";
import type { StoreCheck } from "./store-check.js";

// Tokens that differ in one letter, in its case, or in what follows them.
const closeTokens: readonly string[] = [
  "AAAAAAAAAAAAAAAAAAAAAA",
  "AAAAAAAAAAAAAAAAAAAAAQ",
  "AAAAAAAAAAAAAAAAAAAAAg",
  "BAAAAAAAAAAAAAAAAAAAAA",
  "bAAAAAAAAAAAAAAAAAAAAA",
  "_AAAAAAAAAAAAAAAAAAAAA",
  "-AAAAAAAAAAAAAAAAAAAAA",
];

// Names of object members, the syntax of other systems, equal-looking letters, halves of letters, great length. Never
// told to a store that outlives the process: it sees tokens.
const anyTexts: readonly string[] = [
  "",
  " ",
  "__proto__",
  "constructor",
  "toString",
  "a:b",
  "a::b",
  "{a}:b",
  "*",
  "%",
  "_",
  "'; drop table counters; --",
  "\\",
  '"',
  "\u00e9",
  "e\u0301",
  "k".repeat(10_000),
  `${"k".repeat(9_999)}l`,
  "\u0000",
  "\ud800",
  "\udc00",
  "a\nb",
];

/** A name means nothing to a store but itself. */
export const textChecks: readonly StoreCheck[] = [
  check("every key, member and subject is one of its own", async (store) => {
    const texts = store.persistent ? closeTokens : [...closeTokens, ...anyTexts];
    for (const [place, text] of texts.entries()) {
      const once = { key: text, identity: [], fingerprint: text, label: "label" };
      const counters = [
        { ...sumIn(""), key: text },
        { ...sumIn(""), key: aspectKey(text, "abuse") },
        { ...distinctIn("", text), key: token("members") },
      ];
      const expected = { status: "new", at: start, revision: 1, counts: [1, 1, place + 1] };
      same(JSON.stringify(text.slice(0, 40)), await store.observe({ at: start, once, counters }), expected);
    }
  }),
];
