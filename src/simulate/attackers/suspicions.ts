/** What an attacker can swap when it is told about it. */
export type Tool = "mailbox" | "network" | "device" | "browser" | "form" | "locale";

const everyTool: readonly Tool[] = ["mailbox", "network", "device", "browser", "form", "locale"];

// By the prefix of a reason's code, which is the signal's public id.
const about: Readonly<Record<string, Tool>> = {
  "disposable-email": "mailbox",
  "domain-velocity": "mailbox",
  "duplicate-email": "mailbox",
  "email-pattern": "mailbox",
  "mail-host": "mailbox",
  "pattern-cluster": "mailbox",
  "typo-domain": "mailbox",
  "ip-reputation": "network",
  "ip-velocity": "network",
  "device-reuse": "device",
  "user-agent": "browser",
  "form-behaviour": "form",
  "geo-mismatch": "locale",
};

/** The tools that a reason is about; all of them for a signal that attackers have not heard of. */
export function suspectedTools(code: string): readonly Tool[] {
  const tool = about[code.split(".")[0] ?? ""];
  return tool === undefined ? everyTool : [tool];
}
