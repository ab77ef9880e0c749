import { days } from "../../core/clock.js";
import { ramp } from "./strength.js";

/**
 * How surprising `count` arrivals are where `usual` are expected: −log10 of the probability of at least as many, so 3
 * is one in a thousand.
 *
 * Arrivals are Poisson with a rate that is itself uncertain (Gamma). With shape 1, the widest spread that a known
 * mean allows, the mixture is geometric and its tail is (usual / (1 + usual))^count: no loop, exact at any size. The
 * wide spread is wanted, because people arrive in lumps: lectures, launches, lunch breaks.
 * @param usual Above 0.
 */
export function surprise(count: number, usual: number): number {
  return count * Math.log10(1 + 1 / usual);
}

/** The strength of a surprise: nothing up to one in eighteen, in full from about one in 5,000. */
export function surpriseStrength(count: number, usual: number): number {
  return ramp(surprise(count, usual), 1.25, 3.7);
}

/**
 * Arrivals a day before today, from a decayed total that includes today.
 * @param decayed A rate counter with half-life `halfLifeMs`.
 * @param today Arrivals of the last 24 hours: what is happening now must not excuse itself.
 */
export function pastPerDay(decayed: number, today: number, halfLifeMs: number): number {
  // A steady flow settles at halfLife / ln 2 days of it; the last of those days is today.
  const daysHeld = halfLifeMs / days(1) / Math.LN2;
  return Math.max(0, decayed - today) / Math.max(1, daysHeld - 1);
}
