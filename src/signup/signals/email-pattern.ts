import type { Evidence } from "../../core/signal.js";
import { gibberish } from "../measures/gibberish.js";
import { isSharedDomain } from "../measures/mail-domain.js";
import { mailboxName } from "../measures/mailbox-name.js";
import { growth } from "../measures/strength.js";
import { checkOptions, textsProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";
import type { SignupEmail } from "../signup.js";

/** What to take for a shared mailbox. */
export interface EmailPatternOptions {
  /** Further mailbox names that belong to a role and not to a person, in lower case. Default: none. */
  readonly roles?: readonly string[] | undefined;
}

/** Names for a function and not for a person: RFC 2142, and what shops and offices use. */
const roleNames: ReadonlySet<string> = new Set(
  "info admin administrator contact hello office mail team support help helpdesk service sales marketing billing accounts accounting finance hr jobs careers press enquiries inquiries security webmaster hostmaster".split(
    " ",
  ),
);

/** Names that nobody reads, so nobody signs up with them. */
const unattendedNames: ReadonlySet<string> = new Set(
  "noreply no-reply no.reply no_reply donotreply do-not-reply postmaster mailer-daemon abuse bounce bounces nobody root".split(
    " ",
  ),
);

/**
 * Sees how the part before the `@` was made. `gmail-dots`: single letters between dots, strewn over a Gmail name as
 * generators do; initials before or after a name are spared. `plus-tag`: a tag at a mailbox provider, more when it counts
 * or is random. `role`: a shared mailbox (`info`), and more one that nobody reads (`noreply`). `digit-tail`: letters and
 * five to nine digits at a mailbox provider that are no date. `random-local`: what no language writes.
 *
 * All but the first are hints: real people do each of them. Privacy relays are never looked at, company domains keep
 * their tags and numbers, schools their student numbers, and a name of digits alone (usual at QQ) is fine. Counts nothing.
 */
export function emailPattern(options: EmailPatternOptions = {}): SignupSignal {
  const { roles = [] } = options;
  checkOptions(textsProblem("roles", roles, '["welcome"]'));
  const ownRoles = new Set(roles.map((role) => role.toLowerCase()));

  return defineSignal({
    id: "email-pattern",
    group: "email",
    needs: ["email"],
    reasons: {
      // 2.1 nats: 84.6 % of the output of a generator, 0.30 % of 8,274 real Gmail users; how many attackers use one is not known.
      "gmail-dots": {
        points: 30,
        text: "Dots are strewn over the Gmail name, as generators do",
        since: "2026-11",
      },
      // 0.55 nats: 69 % of one site's suspended accounts (github.com/antiwork/gumroad/issues/4236), and many careful people.
      "plus-tag": { points: 8, text: "The address carries a tag", since: "2026-11" },
      // 0.4 nats, our judgement.
      role: { points: 6, text: "The mailbox belongs to a role, not to a person", since: "2026-11" },
      // 0.3 nats, our judgement.
      "digit-tail": { points: 4, text: "The name ends in many digits", since: "2026-11" },
      // 0.5 nats at most: nearly worthless alone.
      "random-local": {
        points: 7,
        text: "The name looks random, not like anything people type",
        since: "2026-11",
      },
    },
    evaluate: ({ email }) => {
      if (email.relay || email.known.relay) return [];
      const name = mailboxName(email);
      const atProvider = isSharedDomain(email) && !email.known.education;
      const evidence: Evidence<"gmail-dots" | "plus-tag" | "role" | "digit-tail" | "random-local">[] = [
        { code: "gmail-dots", strength: email.provider === "gmail" ? strewnDots(name) : 0 },
        { code: "plus-tag", strength: atProvider ? tagStrength(email) : 0 },
        { code: "role", strength: roleStrength(name, ownRoles) },
        { code: "digit-tail", strength: atProvider ? digitTail(name) : 0 },
        { code: "random-local", strength: email.known.education ? 0 : gibberish(name) },
      ];
      return evidence.filter(({ strength }) => strength !== 0);
    },
  });
}

/** Single letters between dots count when one of them is no initial: `a.n.na.l.ee`, but not `j.r.smith` or `ravi.k.s`. */
function strewnDots(name: string): number {
  const parts = name.split(".");
  const isSingle = (part: string | undefined): boolean => part?.length === 1;
  let first = 0;
  let last = parts.length;
  while (first < 2 && isSingle(parts[first])) first++;
  while (parts.length - last < 2 && isSingle(parts[last - 1])) last--;
  return parts.slice(first, last).some(isSingle) ? growth(parts.filter(isSingle).length, 1, 4) : 0;
}

function tagStrength({ tag }: SignupEmail): number {
  if (tag === undefined) return 0;
  // `+newsletter` sorts mail; `+17` and `+x9k2` make accounts.
  return /\d/.test(tag) ? 1 : 0.4;
}

function roleStrength(name: string, ownRoles: ReadonlySet<string>): number {
  if (unattendedNames.has(name)) return 1;
  return roleNames.has(name) || ownRoles.has(name) ? 0.4 : 0;
}

/** Four digits are a year, ten a telephone number, six or eight often a birthday. */
function digitTail(name: string): number {
  const letters = name.search(/\d/);
  const digits = letters > 0 ? name.slice(letters) : "";
  if (!/^\d{5,9}$/.test(digits) || isDate(digits)) return 0;
  return growth(digits.length, 4, 8);
}

/** Whether six or eight digits can be read as a day, in any order of day, month and year. */
function isDate(digits: string): boolean {
  if (digits.length !== 6 && digits.length !== 8) return false;
  const dayFirst = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  const yearFirst = [digits.slice(-4, -2), digits.slice(-2), digits.slice(0, -4)];
  return [dayFirst, yearFirst].some(([a = "", b = "", year = ""]) => {
    const [low, high] = [Math.min(Number(a), Number(b)), Math.max(Number(a), Number(b))];
    return low >= 1 && low <= 12 && high <= 31 && (year.length === 2 || /^(?:19|20)/.test(year));
  });
}
