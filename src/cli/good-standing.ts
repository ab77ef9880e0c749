import { parseDomain } from "trialgate/identifiers";
import { openFile } from "./files.js";
import { lines } from "./lines.js";

/** Accounts in good standing at a domain and below it, or why the file says nothing. */
export type GoodStanding =
  | { readonly ok: true; readonly count: (domain: string) => number }
  | { readonly ok: false; readonly message: string };

/**
 * Reads a file of your own accounts in good standing: one domain or address a line, or a domain and how many, with a
 * blank or a comma between. Only domains are kept.
 */
export async function readGoodStanding(path: string): Promise<GoodStanding> {
  const file = await openFile(path);
  if (!file.ok) return file;
  const accounts = new Map<string, number>();
  for await (const { number, text, problem } of lines(file.bytes)) {
    const [first = "", many = "1"] = (text ?? "").split(/[\s,;]+/);
    const parsed = parseDomain(first.slice(first.lastIndexOf("@") + 1));
    if (problem !== undefined || !parsed.ok || !/^\d{1,9}$/.test(many)) {
      return { ok: false, message: `line ${number} is no domain with a number; write: example.com 12` };
    }
    const { domain, site } = parsed.value;
    for (let name = domain; name.length >= site.length; name = name.slice(name.indexOf(".") + 1)) {
      accounts.set(name, (accounts.get(name) ?? 0) + Number(many));
    }
  }
  return { ok: true, count: (domain) => accounts.get(domain) ?? 0 };
}
