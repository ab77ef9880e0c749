/** What was meant by a flag that names a time: a date, midnight UTC, a date and time, or epoch milliseconds. */
export function readInstant(
  text: string,
): { readonly ok: true; readonly at: number } | { readonly ok: false; readonly message: string } {
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const at =
    isDate && isInCalendar(text) ? Date.parse(text) : /^\d{11,14}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(at)) return { ok: true, at };
  return {
    ok: false,
    message: "must be a date like 2026-11-30, a time like 2026-11-30T12:00Z, or epoch milliseconds",
  };
}

/** Engines read 2026-02-30 as the second of March. */
function isInCalendar(text: string): boolean {
  const day = text.slice(0, 10);
  const midnight = Date.parse(day);
  return Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(day);
}
