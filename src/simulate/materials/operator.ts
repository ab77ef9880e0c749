/** Somebody who announces addresses. */
export interface Operator {
  readonly name: string;
  /** ISO 3166-1 alpha-2 country of its customers, or of its machines. */
  readonly country: string;
  /** Autonomous system number. */
  readonly asn: number;
  /** IPv4 ranges in CIDR notation. */
  readonly v4: readonly string[];
  /** An IPv6 range, where its customers have one. */
  readonly v6?: string;
}

/** Operators as the tables write them, one a line: `name | country | asn | v4 … | v6`. */
export function operators(text: string): readonly Operator[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", country = "", asn, v4 = "", v6] = line.split("|").map((part) => part.trim());
      return { name, country, asn: Number(asn), v4: v4.split(" "), ...(v6 !== undefined && { v6 }) };
    });
}
