import { days, hours } from "../../core/clock.js";
import type { CreditTier } from "../../tiers/grant.js";
import type { PolicyData } from "./policy-data.js";

/**
 * The standard policy, to read and to start from. Caps are the log-odds of `docs/policies.md` times 14.43. The ladder:
 * credit given for nothing stays near what an account costs an attacker, so `starter` is the most at the door
 * unless a strong fact opens `full`; nobody is refused but by the operator's own list or a filled honeypot.
 */
export const standardPolicyData = {
  id: "standard",
  prior: 0.1667,
  offset: -3,
  catalogue: "2026-11",
  caps: {
    email: [-10, 52],
    network: [-10, 35],
    device: [-10, 49],
    behaviour: [-10, 40],
    velocity: [-10, 46],
    phone: [-10, 40],
    payment: [0, 45],
    identity: [-36, 0],
    history: [-12, 52],
    list: [-36, 60],
    vendor: [-10, 40],
  },
  corroboration: 6,
  goodFloor: -36,
  // What `calibrate` finds on simulated worlds, drawn a little towards the plain scale, because yours is another world.
  calibration: {
    prior: 0.1667,
    knots: [
      [27, 0.1],
      [61, 0.9],
    ],
  },
  facts: {
    strongFact: ["verified-facts.card", "verified-facts.aged-oauth", "allow-block-list.allowed"],
    card: ["verified-facts.card", "verified-facts.unproven-card"],
    proof: ["verified-facts.challenge", "verified-facts.phone"],
  },
  channels: {
    web: { expects: ["ip", "userAgent", "acceptLanguage"], ceiling: "trickle" },
    oauth: { expects: ["ip", "userAgent"], ceiling: "trickle" },
    cli: { expects: ["ip"], ceiling: "trickle" },
  },
  tiers: [
    {
      id: "full",
      decision: "allow",
      maxPoints: 34,
      minCoverage: 0.6,
      needs: ["strongFact"],
      credits: 8,
      limits: { requestsPerMinute: 60, usdPer10Minutes: 2, usdPerDay: 8, concurrentRequests: 10 },
      reviewAfterMs: days(30),
    },
    {
      id: "starter",
      decision: "allow",
      maxPoints: 50,
      minCoverage: 0.6,
      credits: 1,
      limits: { requestsPerMinute: 20, usdPer10Minutes: 0.25, usdPerDay: 1, concurrentRequests: 4 },
      unlock: {
        to: "full",
        with: ["strongFact"],
        afterMs: days(7),
        text: "Add a payment card, sign in with an account you have had for a while, or keep using us for a week.",
      },
      reviewAfterMs: days(1),
    },
    {
      id: "trickle",
      decision: "challenge",
      // The base and the largest cap: one group alone, however loud, leads no further down than here.
      maxPoints: 84,
      credits: 0.25,
      limits: { requestsPerMinute: 6, usdPer10Minutes: 0.1, usdPerDay: 0.25, concurrentRequests: 1 },
      unlock: {
        to: "starter",
        with: ["strongFact", "card", "proof"],
        afterMs: days(1),
        text: "Pass the check, verify a phone number or add a payment card to get more at once.",
      },
      reviewAfterMs: hours(24),
    },
    {
      id: "none",
      decision: "review",
      credits: 0,
      unlock: {
        to: "starter",
        with: ["strongFact", "card"],
        text: "Your account is ready. Add a payment card to start at once, or wait until somebody has had a look.",
      },
      reviewAfterMs: hours(24),
    },
  ],
  rules: [
    {
      id: "blocked",
      when: "allow-block-list.blocked",
      tier: "none",
      decision: "block",
      text: "On the operator's block list",
    },
    {
      id: "honeypot",
      when: "form-behaviour.honeypot",
      tier: "none",
      decision: "block",
      text: "A field that people never see was filled in",
    },
    {
      id: "on-hold",
      when: "history.held",
      tier: "none",
      decision: "review",
      text: "Somebody put the account on hold until it is looked at",
    },
    {
      id: "confirmed-abuse",
      when: "history.own-abuse",
      tier: "none",
      decision: "review",
      text: "The account was confirmed as abuse",
    },
    {
      id: "allowed",
      when: "allow-block-list.allowed",
      tier: "full",
      decision: "allow",
      text: "On the operator's allow list",
    },
    {
      id: "existing-account",
      when: "duplicate-email.strict",
      tier: "none",
      decision: "challenge",
      text: "An account with this mailbox exists: ask the person to sign in",
    },
    {
      id: "same-address",
      when: "duplicate-email.same-address",
      tier: "none",
      decision: "challenge",
      text: "An account with this very address exists: ask the person to sign in",
    },
  ],
  whenDegraded: "trickle",
} as const satisfies PolicyData<CreditTier>;
