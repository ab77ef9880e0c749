// Compiled by `npm run typecheck` and never run: what an author of a signal is told by the compiler.
import { days, defineSignal, distinct, type SignupSignal } from "trialgate";

const reasons = { match: { points: -15, text: "The address is at a school" } };

// Codes are inferred from `reasons`, and a needed fact is there.
defineSignal({
  id: "school-email",
  group: "email",
  needs: ["email"],
  reasons,
  evaluate: ({ email }) => (email.domain.endsWith(".edu") ? [{ code: "match", strength: 0.5 }] : []),
}) satisfies SignupSignal;

// Counts are inferred where they stand before `evaluate`, and arrive as numbers.
defineSignal({
  id: "device-seen",
  group: "device",
  needs: ["deviceId"],
  counts: ({ deviceId, subject }) => ({ accounts: distinct(["device", deviceId], subject, days(30)) }),
  reasons,
  evaluate: async (_, { counts, at, abortSignal }) => {
    const accounts: number = counts.accounts + at;
    return accounts > 1 && !abortSignal.aborted ? [{ code: "match", detail: { accounts } }] : [];
  },
}) satisfies SignupSignal;

// A count may be left out when there is nothing to count by.
defineSignal({
  id: "card-seen",
  group: "payment",
  uses: ["paymentFingerprint"],
  counts: ({ paymentFingerprint, subject }) => ({
    accounts:
      paymentFingerprint === undefined ? undefined : distinct(["card", paymentFingerprint], subject, 1000),
  }),
  reasons,
  evaluate: (_, { counts }) => (counts.accounts > 1 ? [{ code: "match" }] : []),
});

defineSignal({
  id: "undeclared-code",
  group: "email",
  reasons,
  // @ts-expect-error "mtach" is not among the reasons
  evaluate: () => [{ code: "mtach" }],
});

defineSignal({
  id: "undeclared-code-later",
  group: "email",
  reasons,
  // @ts-expect-error also in a promise
  evaluate: async () => [{ code: "mtach" }],
});

defineSignal({
  id: "misspelt-count",
  group: "email",
  counts: ({ subject }) => ({ accounts: distinct(["all"], subject, 1000) }),
  reasons,
  // @ts-expect-error "acounts" is not counted
  evaluate: (_, { counts }) => (counts.acounts > 1 ? [{ code: "match" }] : []),
});

defineSignal({
  id: "no-counts",
  group: "email",
  reasons,
  // @ts-expect-error nothing is counted
  evaluate: (_, { counts }) => (counts.accounts > 1 ? [{ code: "match" }] : []),
});

defineSignal({
  id: "missing-need",
  group: "email",
  reasons,
  // @ts-expect-error without `needs`, there may be no address
  evaluate: ({ email }) => (email.domain === "example.com" ? [{ code: "match" }] : []),
});

defineSignal({
  id: "unknown-need",
  group: "email",
  // @ts-expect-error there is no such fact
  needs: ["emial"],
  reasons,
  evaluate: () => [],
});

defineSignal({
  id: "nested-detail",
  group: "email",
  reasons,
  // @ts-expect-error a detail is flat
  evaluate: () => [{ code: "match", detail: { deep: { er: 1 } } }],
});

defineSignal({
  id: "no-counter",
  group: "email",
  // @ts-expect-error a number is no counter
  counts: () => ({ accounts: 3 }),
  reasons,
  evaluate: () => [],
});

defineSignal({
  id: "counts-later",
  group: "email",
  // @ts-expect-error what is to be counted is known at once
  counts: async ({ subject }) => ({ accounts: distinct(["all"], subject, 1000) }),
  reasons,
  evaluate: () => [],
});

defineSignal({
  id: "no-text",
  group: "email",
  // @ts-expect-error a reason has a text
  reasons: { match: { points: 1 } },
  evaluate: () => [],
});
