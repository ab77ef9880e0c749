import { days, hours } from "../../core/clock.js";
import { distinct } from "../../core/counter.js";
import { growth, spread } from "../measures/strength.js";
import { checkOptions, numberProblem, textsProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** Options of {@link inviteReuse}. */
export interface InviteReuseOptions {
  /** Codes that are shared by design: campaigns, events, partners. Compared exactly; never counted against anybody. */
  readonly campaigns?: readonly string[] | undefined;
  /** Accounts that one code ordinarily brings in 24 hours, 1 to 100. Default 5. */
  readonly expectedPerDay?: number | undefined;
  /** Accounts that one code ordinarily brings in 30 days, 1 to 100. Default 20. */
  readonly expectedPerMonth?: number | undefined;
}

/**
 * Sees an invite code that brings far more accounts than one person has friends: somebody inviting himself for the
 * bonus. Spared: codes named as campaigns, and everything up to the expected numbers; beyond, each doubling adds a
 * third of the weight, so a popular newsletter stays cheap where a farm does not. Where three accounts share a network, as
 * in a hall where the code is handed out, a tenth of that is left: the network's own velocity is another signal's.
 *
 * Counts the accounts under `["invite", inviteCode]` for 24 hours and for 30 days, of which the worse speaks, and their
 * networks (/24, /48) under `["invite-networks", inviteCode]` for 30 days. Without a code it is skipped.
 */
export function inviteReuse(options: InviteReuseOptions = {}): SignupSignal {
  const { campaigns = [], expectedPerDay = 5, expectedPerMonth = 20 } = options;
  checkOptions(
    textsProblem("campaigns", campaigns, '["LAUNCH-2026"]'),
    numberProblem("expectedPerDay", expectedPerDay, 1, 100, "5"),
    numberProblem("expectedPerMonth", expectedPerMonth, 1, 100, "20"),
  );
  const shared = new Set(campaigns);
  return defineSignal({
    id: "invite-reuse",
    group: "velocity",
    needs: ["inviteCode"],
    uses: ["ip"],
    optional: true,
    counts: ({ inviteCode, ip, subject }) => ({
      // Eight times what is expected must fit below the bound.
      today: distinct(["invite", inviteCode], subject, hours(24), 1000),
      month: distinct(["invite", inviteCode], subject, days(30), 1000),
      networks: ip && distinct(["invite-networks", inviteCode], ip.subnet, days(30), 1000),
    }),
    reasons: {
      burst: {
        // 1.7 nats: half of a burst on a rare domain (3.2), because codes are meant to be passed on.
        points: 25,
        text: "The invite code brings far more accounts than one person's would",
        since: "2026-11",
      },
    },
    evaluate: ({ inviteCode, ip }, { counts: { today, month, networks } }) => {
      if (shared.has(inviteCode)) return [];
      const burst = Math.max(
        growth(today, expectedPerDay, expectedPerDay * 8),
        growth(month, expectedPerMonth, expectedPerMonth * 8),
      );
      const strength =
        burst * (ip === undefined ? 1 : inOnePlace + (1 - inOnePlace) * spread(networks, month, event));
      return strength > 0 ? [{ code: "burst", strength, detail: { today, month } }] : [];
    },
  });
}

// What is left of a burst that comes from few networks; and how many an event has, with everybody's hotspot.
const inOnePlace = 0.1;
const event = { few: 24, many: 96 } as const;
