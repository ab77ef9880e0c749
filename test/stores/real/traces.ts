import { createHash } from "node:crypto";

/** One way in which an identifier might have been written down. */
interface Trace {
  readonly text: string;
  /** Such as `"lower case, sha256 as hex"`. */
  readonly how: string;
  readonly bytes: Buffer;
}

/** A text as it is and all that a careless hand makes of it without a secret: in lower case, encoded, hashed bare. */
function tracesOf(text: string): readonly Trace[] {
  const spellings = new Map([
    ["", text],
    ["lower case, ", text.toLowerCase()],
  ]);
  return [...spellings].flatMap(([prefix, spelling]) => {
    const digests = ["sha256", "sha1", "md5"].flatMap((name) => {
      const digest = createHash(name).update(spelling).digest();
      // Half of it would do to find somebody, so half of it is looked for.
      const half = digest.subarray(0, digest.length / 2);
      return [
        { how: name, bytes: half },
        { how: `${name} as hex`, bytes: Buffer.from(half.toString("hex")) },
        { how: `${name} as base64`, bytes: Buffer.from(withoutEnd(half)) },
      ];
    });
    const plain = Buffer.from(spelling);
    const encoded = [
      { how: "plain", bytes: plain },
      { how: "hex", bytes: Buffer.from(plain.toString("hex")) },
      { how: "base64", bytes: Buffer.from(withoutEnd(plain)) },
    ];
    return [...encoded, ...digests].map(({ how, bytes }) => ({ text, how: prefix + how, bytes }));
  });
}

/**
 * Where any of the texts left a trace, one line each; empty when none did. Reads once through `where`, however many
 * texts there are.
 */
export function found(where: Buffer, texts: readonly string[]): readonly string[] {
  const beginnings = new Map<number, Trace[]>();
  // Nearly all places are ruled out by one look at three bytes.
  const begins = new Uint8Array(2 ** 24);
  for (const trace of texts.flatMap(tracesOf)) {
    const beginning = trace.bytes.readUIntBE(0, 3);
    begins[beginning] = 1;
    beginnings.set(beginning, [...(beginnings.get(beginning) ?? []), trace]);
  }
  const lines = new Set<string>();
  let beginning = 0;
  for (let end = 1; end <= where.length; end += 1) {
    beginning = ((beginning << 8) | (where[end - 1] ?? 0)) & 0xffffff;
    if (begins[beginning] === 0 || end < 3) continue;
    for (const { text, how, bytes } of beginnings.get(beginning) ?? []) {
      if (bytes.equals(where.subarray(end - 3, end - 3 + bytes.length))) lines.add(`${text} (${how})`);
    }
  }
  return [...lines];
}

/** Whether a token, base64url, stands there: as text, as hex or as its bytes. */
export function holdsToken(where: Buffer, token: string): boolean {
  const bytes = Buffer.from(token, "base64url");
  return [Buffer.from(token), bytes, Buffer.from(bytes.toString("hex"))].some((form) => where.includes(form));
}

/** Base64url up to the last whole three bytes: what comes then depends on what follows. */
function withoutEnd(bytes: Buffer): string {
  return bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64url");
}
