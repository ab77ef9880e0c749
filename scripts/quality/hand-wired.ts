import { type CreditTier, type SignupInput, standardPolicy, standardPolicyData } from "trialgate";
import { parseIp } from "trialgate/identifiers";
import { builtinLists } from "trialgate/lists";
import type { HistoryRecord, Judged } from "trialgate/tuning";

/** What is known of a signup beside what the peer makes of it. */
export type Truth = Pick<HistoryRecord, "label" | "labelledAt" | "group">;

/** What the peer takes; it refuses the whole signup when one field is of another form. */
interface PeerInput {
  readonly email?: string | undefined;
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly phone?: string | undefined;
  readonly name?: string | undefined;
  readonly timezone?: string | undefined;
  readonly locale?: string | undefined;
  readonly referrer?: string | undefined;
  readonly country?: string | undefined;
  readonly sessionAgeMs?: number | undefined;
}

/** `bench/handwired.mjs`, as far as it is used here. */
interface Peer {
  readonly steps: { ip(address: string): boolean };
  score(input: PeerInput): Promise<{ readonly score: number; readonly tier: CreditTier }>;
}

const decisions = new Map<string, (typeof standardPolicyData.tiers)[number]["decision"]>(
  standardPolicyData.tiers.map(({ id, decision }) => [id, decision]),
);

/** The peer's judgements, in order: its score as points, its own tiers with the credits and decisions of the standard policy. */
export async function judgedByPeer(
  signups: readonly { readonly input: SignupInput; readonly truth: Truth }[],
): Promise<readonly Judged<CreditTier>[]> {
  const { makePeer } = (await import(new URL("../../bench/handwired.mjs", import.meta.url).href)) as {
    makePeer(options: { cidrs: readonly string[] }): Promise<Peer>;
  };
  const peer = await makePeer({ cidrs: [] });
  // Its benchmark makes up address ranges, which would be mere noise here: it gets to know what our lists know.
  const lists = builtinLists();
  peer.steps.ip = (address) => {
    const parsed = parseIp(address);
    return parsed.ok && lists.network(parsed.value)?.kind === "hosting";
  };
  const judged: Judged<CreditTier>[] = [];
  const realNow = Date.now;
  try {
    for (const { input, truth } of signups) {
      const { id = "", at = 0 } = input;
      // Its limiters ask the machine's clock, and windows of an hour must be hours of the world.
      Date.now = () => at;
      const { score, tier } = await peer.score(peerInput(input));
      judged.push({
        id,
        at,
        revision: 1,
        points: score,
        probability: score / 100,
        coverage: 1,
        tier,
        decision: decisions.get(tier) ?? "allow",
        grant: standardPolicy.grants[tier],
        reasons: [],
        weight: 1,
        ...truth,
      });
    }
  } finally {
    Date.now = realNow;
  }
  return judged;
}

function peerInput(input: SignupInput): PeerInput {
  const { email, ip, userAgent, deviceId, phone, name, timezone, referrer, country } = input;
  return {
    email,
    ip,
    userAgent,
    deviceId,
    phone,
    name,
    timezone,
    locale: input.acceptLanguage?.split(/[,;]/, 1)[0],
    referrer,
    country,
    // What a form took is the nearest to the age of a session that a signup has.
    sessionAgeMs: input.formMs,
  };
}
