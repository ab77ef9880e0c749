// Parameters of RFC 3492 section 5.
const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;

function adaptBias(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / damp) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  while (rest > ((base - tMin) * tMax) >> 1) {
    rest = Math.floor(rest / (base - tMin));
    k += base;
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}

function digitValue(character: string): number {
  const code = character.charCodeAt(0);
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : base;
}

/**
 * What stands behind the `xn--` of a lower-case label, by RFC 3492; undefined when it is not well formed.
 * Whether the result may be a label at all is for the caller to check. At most 59 characters are read.
 */
export function decodePunycode(encoded: string): string | undefined {
  if (encoded.length > 59) return undefined;
  const basicEnd = Math.max(encoded.lastIndexOf("-"), 0);
  const output = [...encoded.slice(0, basicEnd)];
  let code = 128;
  let bias = 72;
  let index = 0;
  let at = basicEnd > 0 ? basicEnd + 1 : 0;
  while (at < encoded.length) {
    const before = index;
    let weight = 1;
    for (let k = base; ; k += base) {
      const digit = digitValue(encoded.charAt(at++));
      if (digit >= base) return undefined;
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, tMin), tMax);
      if (digit < threshold) break;
      weight *= base - threshold;
      if (weight > 0x7fffffff) return undefined;
    }
    const points = output.length + 1;
    bias = adaptBias(index - before, points, before === 0);
    code += Math.floor(index / points);
    index %= points;
    if (code > 0x10ffff) return undefined;
    output.splice(index++, 0, String.fromCodePoint(code));
  }
  return output.join("");
}
