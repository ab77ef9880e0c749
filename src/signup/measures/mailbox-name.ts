import type { Email } from "../../identifiers/email.js";

/** The mailbox name without its tag, dots as typed: `ann.lee` of `ann.lee+news@gmail.com`. */
export function mailboxName({ local, tag }: Pick<Email, "local" | "tag">): string {
  const start = local.length - (tag?.length ?? 0) - 1;
  return tag !== undefined && start > 0 && local.endsWith(tag) ? local.slice(0, start) : local;
}
