/** A figure with its 95 % interval: what other histories of the same kind would have shown. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The figures that a scorer is judged by. Those that set people against abuse are left out where a history has only one
 * of them: too few labels make no figure, never one that is not a number.
 */
export interface Headline<Tier extends string = string> {
  /** Signups with that label; an id counts once. */
  readonly people: number;
  readonly abuse: number;
  /** Share of abuse found at the threshold that flags 1 % of people or fewer, 0..1. Whoever ties with the first person too many is not flagged. */
  readonly recallAt1?: Estimate;
  /** The same at 5 %. */
  readonly recallAt5?: Estimate;
  /**
   * Average precision, 0..1: the area below the precision-recall curve. Among equal points people come first, then abuse one
   * by one; a record of some weight is one step of that size.
   */
  readonly prAuc?: Estimate;
  /** The chance that abuse has more points than a person, 0..1; 0.5 is a coin. Equal points count half (Mann and Whitney, 1947). */
  readonly rocAuc?: Estimate;
  /** How far probabilities are from what happened, 0..1: mean distance over ten bins with equally many signups, rarest first. */
  readonly calibrationError?: Estimate;
  /** Expected loss per 1,000 signups in US dollars: credit that abuse takes, and people who turn away. See `Costs`. */
  readonly lossPer1000?: Estimate;
  /** Share of people who get a tier or a better one at once, by tier, 0..1. None without people. */
  readonly atOnce?: Readonly<Record<Tier, Estimate>>;
}

/** What happens at one tier. Shares are left out where there is nobody to share. */
export interface TierShare {
  /** US dollars. */
  readonly credits: number;
  /** Share of people who land here, 0..1. */
  readonly people?: number;
  /** Share of abuse that lands here, 0..1. */
  readonly abuse?: number;
}

/** How one kind of attack fares. */
export interface AttackQuality<Tier extends string = string> {
  /** Signups. */
  readonly count: number;
  /** Share of it found at the threshold that flags 1 % of all people, 0..1. None without people. */
  readonly recall?: Estimate;
  /** Share that lands at each tier, 0..1. */
  readonly tiers: Readonly<Record<Tier, number>>;
  /** US dollars of credit that an account of it takes, on average. */
  readonly takenUsd: number;
}

/** How one kind of people fares. */
export interface GroupQuality {
  /** Signups. */
  readonly count: number;
  /** Share of them flagged at the threshold that flags 1 % of all people, 0..1. */
  readonly falsePositives: Estimate;
  /** Share below the starting tier, 0..1. */
  readonly belowStarting: number;
  /** Share at the last tier, 0..1. */
  readonly atLast: number;
  /** Share of those below the starting tier who can change that themselves in minutes, 0..1: by a challenge, or by a fact that unlocks. None when nobody is there. */
  readonly wayUp?: number;
}

/** The figures of one block of time, each with a threshold of its own. */
export interface BlockQuality<Tier extends string = string> extends Headline<Tier> {
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Epoch ms, exclusive. */
  readonly to: number;
  /** Fewer than 100 people or 30 abusive signups: believe nothing here. */
  readonly tooFew: boolean;
}

/** How good a policy is on a history with labels. Plain JSON. */
export interface Quality<Tier extends string = string> extends Headline<Tier> {
  /** Signups whose label nobody knows: in no figure. */
  readonly unlabelled: number;
  /** Earlier judgements of a signup that was judged again: in no figure either. */
  readonly superseded: number;
  /** Most generous first. */
  readonly tiers: Readonly<Record<Tier, TierShare>>;
  /** The tier that people should get at once; `belowStarting` means below this one. */
  readonly startingTier: Tier;
  /** People who reach the most generous tier without doing anything but stay, and how long that takes. */
  readonly timeToFull?: {
    /** Of all people, 0..1. */
    readonly share: number;
    /** Of all people; left out where half of them never get there. */
    readonly medianMs?: number;
  };
  /** By `group`, alphabetical; signups without one are in none. */
  readonly attacks: Readonly<Record<string, AttackQuality<Tier>>>;
  /** By `group`, alphabetical. */
  readonly groups: Readonly<Record<string, GroupQuality>>;
  /**
   * The group that is flagged most, by its share of false positives after it is pulled towards everybody's, as if 100 more
   * ordinary people were in it: three people cannot make a worst group. None without groups.
   */
  readonly worstGroup?: string;
  /**
   * How many times as often the worst group, pulled like that, is flagged as all people with a group; 1 when nobody is.
   * Not against the least flagged group: where that is nobody of thousands, a ratio would only tell how many they are.
   */
  readonly worstRatio?: number;
  /** A campaign can make a signal look good in all and be worth nothing in every other month. */
  readonly blocks: readonly BlockQuality<Tier>[];
}
