import { days } from "../../core/clock.js";
import { aspectOf, type Counter, distinct, reading } from "../../core/counter.js";
import type { Evidence } from "../../core/signal.js";
import { onHold, outcomeAspects, ownOutcome } from "../measures/outcomes.js";
import { rareAttributes, rareFacts, rareLinks } from "../measures/rare-attributes.js";
import { ramp } from "../measures/strength.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/**
 * Sees what you said of accounts with `recordOutcome` and `hold`: of this one, and of those that share its payment card,
 * device, mailbox, phone number or own domain. One account confirmed as abuse is worth 70 % of the weight, and each
 * further one takes 70 % of what is left; a phone counts four fifths, a domain two fifths. Abuse confirmed more than 90
 * days ago counts half, after 365 days nothing.
 *
 * Good accounts wash nothing clean: it takes ten confirmed as legitimate to halve what one of abuse says. `legitimate`
 * earns a little for an account that was itself confirmed; half of that for its neighbours, unless something here speaks
 * of abuse.
 * Without any word of yours this signal says nothing.
 *
 * Counts accounts for 365 days under `["payment", …]`, `["device", …]` (not for a fingerprint, which is a model's),
 * `["mailbox", …]`, `["phone", …]` and `["domain", site]` (not where strangers have mailboxes), or under
 * `["account", subject]` where there is none of these, so that it can be found again.
 */
export function history(): SignupSignal {
  return defineSignal({
    id: "history",
    group: "history",
    // Everybody has a subject: an account without any of the others can be on hold, too.
    needs: ["subject"],
    uses: rareFacts,
    optional: true,
    counts: (signup) => {
      const { id, subject } = signup;
      const links: Record<string, Counter> = {};
      for (const [attribute, link] of Object.entries(rareLinks(signup))) {
        if (link === undefined) continue;
        links[attribute] = link;
        for (const [aspect, windowMs] of Object.entries(aspects)) {
          links[`${attribute}-${aspect}`] = reading(aspectOf(link, aspect, windowMs));
        }
      }
      if (Object.keys(links).length === 0) links.account = distinct(["account", subject], subject, days(365));
      const counters: Record<string, Counter> = {
        ...links,
        "own-abuse": reading(ownOutcome(subject, "abuse")),
        "own-legitimate": reading(ownOutcome(subject, "legitimate")),
        held: reading(onHold(subject)),
        // What stops an account stops whoever comes under its id: another address is no way out.
        "abuse-by-id": reading(ownOutcome(id, "abuse")),
        "held-by-id": reading(onHold(id)),
      };
      return counters;
    },
    reasons: {
      "own-abuse": { points: 52, text: "The account itself was confirmed as abuse", since: "2026-11" },
      held: { points: 46, text: "The account is on hold", since: "2026-11" },
      abuse: {
        // Like a strict duplicate (3.2 nats): somebody has looked.
        points: 46,
        text: "Accounts with the same card, device, mailbox, phone or domain were confirmed as abuse",
        since: "2026-11",
      },
      legitimate: {
        points: -12, // −0.8 nats
        text: "The account, or others that share something rare with it, were confirmed as legitimate",
        since: "2026-11",
      },
    },
    evaluate: (_, { counts }) => {
      const count = (name: string): number => counts[name] ?? 0;
      const abuse = strongest((attribute, weight) => ({
        strength: weight * abuseStrength(count, attribute),
        accounts: count(`${attribute}-abuse`),
      }));
      const good = strongest((attribute, weight) => ({
        strength: count(`${attribute}-legitimate`) > 0 ? weight / 2 : 0,
        accounts: count(`${attribute}-legitimate`),
      }));
      const found: Evidence<"own-abuse" | "held" | "abuse" | "legitimate">[] = [];
      if (count("own-abuse") + count("abuse-by-id") > 0) found.push({ code: "own-abuse" });
      if (count("held") + count("held-by-id") > 0) found.push({ code: "held" });
      if (abuse.strength > 0) found.push({ code: "abuse", ...abuse });
      if (count("own-legitimate") > 0) found.push({ code: "legitimate" });
      return found.length === 0 && good.strength > 0 ? [{ code: "legitimate", ...good }] : found;
    },
  });
}

const aspects = { ...outcomeAspects.abuse, ...outcomeAspects.legitimate };

// So many confirmed as legitimate halve what one confirmed as abuse says.
const goodForOneBad = 10;

function abuseStrength(count: (name: string) => number, attribute: string): number {
  const abuse = count(`${attribute}-abuse`);
  if (abuse === 0) return 0;
  const fresh = (abuse + Math.min(abuse, count(`${attribute}-recent`))) / 2;
  const share = (abuse * goodForOneBad) / (abuse * goodForOneBad + count(`${attribute}-legitimate`));
  return (1 - 0.3 ** fresh) * share;
}

interface Shared {
  readonly strength: number;
  readonly detail?: { readonly by: string; readonly accounts: number };
}

/** The attribute that speaks loudest. Not a sum: who shares a device shares the domain, too. */
function strongest(
  judge: (attribute: string, weight: number) => { readonly strength: number; readonly accounts: number },
): Shared {
  let most: Shared = { strength: 0 };
  for (const [by, weight] of Object.entries(rareAttributes)) {
    const { strength, accounts } = judge(by, weight);
    if (strength > most.strength) most = { strength: ramp(strength, 0, 1), detail: { by, accounts } };
  }
  return most;
}
