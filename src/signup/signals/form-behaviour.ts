import { growth } from "../measures/strength.js";
import { checkOptions, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** Options of {@link formBehaviour}. */
export interface FormBehaviourOptions {
  /** Form time in milliseconds that no person manages, even with a password manager: full strength from here down. Default 800. */
  readonly impossibleMs?: number | undefined;
  /** Form time in milliseconds from which nothing is odd. Above `impossibleMs`, up to 60,000. Default 3,000. */
  readonly easyMs?: number | undefined;
}

/**
 * Sees a form that was sent faster than a person sends it, and a hidden field that was filled. Spared: password
 * managers, which fill a form at once but are then clicked by a person (at 2 s a tenth of the weight is left). A slow
 * form says nothing; screen readers and interruptions are slow. Give no `formMs` for one-click sign-ins, where there
 * is no form to fill.
 *
 * Counts nothing. Without a form time and a hidden field it is skipped.
 */
export function formBehaviour(options: FormBehaviourOptions = {}): SignupSignal {
  const { impossibleMs = 800, easyMs = 3000 } = options;
  checkOptions(
    numberProblem("easyMs", easyMs, 2, 60_000, "3000"),
    numberProblem("impossibleMs", impossibleMs, 1, Math.max(1, easyMs - 1), "800, and below easyMs"),
  );
  return defineSignal({
    id: "form-behaviour",
    group: "behaviour",
    uses: ["formMs", "honeypot"],
    reasons: {
      "too-fast": {
        points: 30, // 2.1 nats where no person can be so fast; over all fast forms together it comes to about 1.4
        text: "The form was sent faster than a person fills it",
        since: "2026-11",
      },
      honeypot: {
        points: 40, // The whole group; the standard policy has a rule for it besides.
        text: "A field that people never see was filled",
        since: "2026-11",
      },
    },
    evaluate: ({ formMs, honeypot }) => {
      // Squared: between the two marks are mostly people with a password manager.
      const strength = formMs === undefined ? 0 : growth(formMs, easyMs, impossibleMs) ** 2;
      return [
        ...(strength > 0 ? [{ code: "too-fast" as const, strength }] : []),
        ...(honeypot ? [{ code: "honeypot" as const }] : []),
      ];
    },
  });
}
