/**
 * Sees to it that two people never have one mailbox, in the way of providers and firms: where it is somebody else's, a
 * number goes behind the name. One person may come with one mailbox as often as it likes, however it spells it.
 * @returns Gives a mail address and who wants it the address that they get. What has no `@` stays as it is.
 */
export function mailboxOwners(): (email: string, person: string) => string {
  // As many as have signed up: no more than the world has planned.
  const owners = new Map<string, string>();
  return (email, person) => {
    if (!email.includes("@")) return email;
    let given = email;
    let mailbox = mailboxOf(given);
    // Ends, as each number that is taken belongs to somebody who came before.
    for (let number = 2; (owners.get(mailbox) ?? person) !== person; number += 1) {
      given = numbered(email, number);
      mailbox = mailboxOf(given);
    }
    owners.set(mailbox, person);
    return given;
  };
}

// What providers read over, besides a +tag: Gmail dots (support.google.com/mail/answer/7436150), Proton dots, hyphens and
// underscores (proton.me/support/addresses-and-aliases). Of their domains, those that worlds have.
const readOver: Readonly<Record<string, RegExp>> = { "gmail.com": /\./g, "proton.me": /[._-]/g };

/** One text for all spellings of a mailbox. */
function mailboxOf(email: string): string {
  const [local, host] = parts(email.toLowerCase());
  const domain = host === "googlemail.com" ? "gmail.com" : host;
  const [name = ""] = local.split("+", 1);
  return `${name.replace(readOver[domain] ?? "", "")}@${domain}`;
}

/** With a number behind the name, before its tag. */
function numbered(email: string, number: number): string {
  const [local, domain] = parts(email);
  const [name = "", ...tags] = local.split("+");
  return `${[`${name}${number}`, ...tags].join("+")}@${domain}`;
}

function parts(email: string): readonly [local: string, domain: string] {
  const at = email.lastIndexOf("@");
  return [email.slice(0, at), email.slice(at + 1)];
}
