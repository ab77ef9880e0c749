/** `12,345`. */
export const count = (value: number): string => Math.round(value).toLocaleString("en-US");

/** `12.3 %`, never broken before the sign; a dash of what is not there. */
export function percent(share: number | undefined, digits = 1): string {
  return share === undefined || Number.isNaN(share) ? "–" : `${(100 * share).toFixed(digits)}\u{a0}%`;
}

/** `$1,234`, with cents where they are a part worth telling. */
export function usd(value: number): string {
  const digits = Math.abs(value) < 100 && !Number.isInteger(value) ? 2 : 0;
  const text = Math.abs(value).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${value < 0 ? "−" : ""}$${text}`;
}

/** Points with a sign: `+43`, `−6.5`, `0`. */
export function signed(value: number, digits = 1): string {
  const rounded = Number(Math.abs(value).toFixed(digits));
  return rounded === 0 ? "0" : `${value < 0 ? "−" : "+"}${rounded}`;
}

/** `−12.5`: a number with a real minus and no more digits than it has, two at most. */
export function plain(value: number): string {
  const rounded = Math.round(Math.abs(value) * 100) / 100;
  return `${value < 0 && rounded !== 0 ? "−" : ""}${rounded}`;
}

/** At most so many characters of a name that somebody else chose. */
export const shortened = (name: string, most: number): string =>
  name.length <= most ? name : `${name.slice(0, Math.max(0, most - 1))}…`;

/** `2026-06-01`, in UTC. */
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
