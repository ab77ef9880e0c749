/** What was probably meant: the closest of the known words, if it is close enough to be a slip of the hand. */
export function closest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 4)) + 1;
  if (word.length > 100) return undefined;
  for (const candidate of known) {
    const distance = editDistance(word, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** `did you mean "…"?`, or the words that there are, the first `most` of them. */
export function suggestion(word: string, known: readonly string[], most: number = known.length): string {
  const meant = closest(word, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return `known are ${known.slice(0, most).join(", ")}${known.length > most ? " …" : ""}`;
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
