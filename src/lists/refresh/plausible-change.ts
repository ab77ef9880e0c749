import { keyCount, type Spans } from "./address-ranges.js";

/** Changes of fewer entries are never suspicious: short lists jump. */
const FEW_LOST = 5;
const FEW_GAINED = 20;

/** Growth of covered space that is never suspicious: a /16 of IPv4; sixteen /32 of IPv6, counted in /56. */
const LITTLE_SPACE = { v4: 2 ** 16, v6: 2 ** 28 } as const;

/** Why a list that held `before` entries is not believed when it suddenly holds `after`. */
export function implausibleCount(before: number, after: number): string | undefined {
  if (after * 2 < before && before - after > FEW_LOST) return `shrank from ${before} to ${after} entries`;
  if (after > before * 1.2 && after - before > FEW_GAINED) return `grew from ${before} to ${after} entries`;
  return undefined;
}

/** Why a list of networks is not believed: it covers over a fifth more than before. */
export function implausibleSpace(before: Spans, after: Spans): string | undefined {
  for (const family of ["v4", "v6"] as const) {
    const [old, now] = [keyCount(before[family]), keyCount(after[family])];
    if (now > old * 1.2 && now - old > LITTLE_SPACE[family]) {
      return `covers ${old === 0 ? "much" : `${Math.round((now / old - 1) * 100)} %`} more of IP${family} than before`;
    }
  }
  return undefined;
}
