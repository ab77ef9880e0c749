import type { Parsed } from "../../identifiers/parsed.js";

const zone = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,3}$/;
const language = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;
const mostLanguages = 10;

/** Text in the form of an IANA time zone name; whether there is such a zone is not looked up. */
export function parseTimezone(text: string): Parsed<string> {
  return text.length <= 64 && zone.test(text)
    ? { ok: true, value: text }
    : malformed("a time zone like Europe/Berlin");
}

/**
 * Two letters, in upper case. `XX` is how edges say "unknown" and is refused; `T1` is Cloudflare's word for Tor
 * (developers.cloudflare.com/fundamentals/reference/http-headers) and is kept.
 */
export function parseCountry(text: string): Parsed<string> {
  const code = text.trim().toUpperCase();
  const known = code === "T1" || (/^[A-Z]{2}$/.test(code) && code !== "XX");
  return known ? { ok: true, value: code } : malformed("a country code like DE");
}

/** The tags of an `Accept-Language` header, most wanted first, at most 10. Weights order them; `*` is dropped. */
export function parseLanguages(header: string): Parsed<readonly string[]> {
  const wanted = header
    .slice(0, 1_000)
    .split(",")
    .slice(0, mostLanguages)
    .map((range) => {
      const [tag = "", weight] = range.split(";", 2).map((part) => part.trim());
      return { tag, weight: weight?.startsWith("q=") ? Number(weight.slice(2)) : 1 };
    })
    .filter(({ tag, weight }) => language.test(tag) && weight > 0);
  const tags = wanted.sort((a, b) => b.weight - a.weight).map(({ tag }) => tag);
  return tags.length > 0 ? { ok: true, value: tags } : malformed("a header like de-AT,de;q=0.9,en;q=0.8");
}

function malformed(expected: string): Parsed<never> {
  return { ok: false, code: "malformed", message: `Expected ${expected}.` };
}
