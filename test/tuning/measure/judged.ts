import type { Judged } from "trialgate/tuning";

/** A ladder to measure on, most generous first. */
export const grants = {
  full: { credits: 8 },
  starter: { credits: 1, unlock: { to: "full", with: ["card"], afterMs: 7_000, text: "stay" } },
  trickle: { credits: 0.25, unlock: { to: "starter", with: ["card"], afterMs: 1_000, text: "stay" } },
  none: { credits: 0, unlock: { to: "starter", with: ["card"], text: "add a card" } },
} as const;

const decisions = { full: "allow", starter: "allow", trickle: "challenge", none: "review" } as const;

/** A signup as a policy judged it. What is left out is plain: a person of no group at `starter`, at points 0. */
export function judged(
  id: string,
  changes: Partial<Judged<keyof typeof grants>> = {},
): Judged<keyof typeof grants> {
  const tier = changes.tier ?? "starter";
  return {
    id,
    at: 0,
    revision: 1,
    points: 0,
    probability: 0.5,
    coverage: 1,
    tier,
    decision: decisions[tier],
    grant: { limits: {}, ...grants[tier] },
    reasons: [],
    label: "legitimate",
    weight: 1,
    ...changes,
  };
}

/** People and abuse with these points, `p` and `a` before each: `row("p10 a20")`. */
export function row(text: string): readonly Judged<keyof typeof grants>[] {
  return text.split(" ").map((word, place) =>
    judged(`${place}`, {
      label: word.startsWith("a") ? "abuse" : "legitimate",
      points: Number(word.slice(1)),
    }),
  );
}
