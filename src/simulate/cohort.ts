import type { Assessment, SignupInput } from "trialgate";
import type { Label } from "trialgate/tuning";
import { checkNumbers } from "./check-options.js";
import type { Random } from "./random.js";

/** One number that shapes a cohort, and where it comes from. */
export interface Parameter {
  readonly value: number;
  /** What it is, with its unit. */
  readonly text: string;
  /** The most it may be set to; 1 for a probability. Default: no bound. The least is 0. */
  readonly most?: number | undefined;
  /** What was read or measured, and where; `assumed` where nobody knows. */
  readonly source: string;
}

/** A parameter that nobody has measured. */
export function assumed(value: number, text: string): Parameter {
  return { value, text, source: "assumed" };
}

/** A probability that nobody has measured, 0..1. */
export function assumedShare(value: number, text: string): Parameter {
  return { ...assumed(value, text), most: 1 };
}

/** Somebody who is about to sign up. */
export interface Arrival {
  /** Epoch ms. */
  readonly at: number;
  /** The raw signup, made when its time has come; `id` and `at` are filled in. */
  signup(): Omit<SignupInput, "id" | "at">;
  /** Told what came of it, before anybody later signs up: for an attacker who watches and adapts. */
  learn?(assessment: Assessment<string>): void;
  /** Milliseconds from the signup to its first use of credit; abuse shows only then. Default 0. */
  readonly idleMs?: number;
  /**
   * Whose mailbox it is, in the words of the cohort: arrivals of one person may come with one mailbox, however they spell
   * it. Default: somebody new, who gets a number behind the name where the mailbox is somebody else's.
   */
  readonly person?: string | undefined;
  /** Who share its luck, in the words of the cohort: a household, a class, a campaign. Default: the person alone. */
  readonly party?: string | undefined;
}

/** What a cohort plans its arrivals with. */
export interface Plan<Name extends string = string> {
  readonly random: Random;
  /** How many should arrive in all; a cohort that comes in herds may miss it by part of one. */
  readonly count: number;
  /** Epoch ms. */
  readonly startAt: number;
  readonly endAt: number;
  /** The parameters, as they are in this world. */
  readonly values: Readonly<Record<Name, number>>;
}

/** A kind of person, or of attack. */
export interface CohortDefinition<Name extends string> {
  /** Kebab-case: the `group` of its signups. */
  readonly name: string;
  readonly label: Label;
  /** One sentence: who they are and what makes them hard to judge. */
  readonly text: string;
  /** Its weight among the cohorts of its label. */
  readonly share: Parameter;
  readonly parameters: Readonly<Record<Name, Parameter>>;
  /** Plans everybody who comes, in any order. */
  readonly arrivals: (plan: Plan<NoInfer<Name>>) => Iterable<Arrival>;
}

/** A cohort with its numbers settled, as a world takes it. */
export interface Cohort {
  readonly name: string;
  readonly label: Label;
  readonly text: string;
  readonly share: number;
  /** The numbers that shape it here, and where they come from. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  arrivals(plan: Omit<Plan, "values">): Iterable<Arrival>;
}

/** What may be changed of a cohort: its name, its share and its parameters. */
export type CohortOptions<Name extends string> = Readonly<
  Partial<Record<Name | "share", number | undefined>> & { name?: string | undefined }
>;

/** Makes a cohort, with other numbers if you give them. */
export interface CohortFactory<Name extends string = never> {
  (options?: CohortOptions<Name>): Cohort;
  /** What it was defined by: for documentation and reports. */
  readonly definition: CohortDefinition<Name>;
}

/**
 * Defines a kind of person or of attack, the built-in ones and yours alike. What it returns throws a TrialgateError
 * `invalid_config` for a parameter that there is not, and for a number out of its range.
 * @example
 * const bootcamp = defineCohort({
 *   name: "bootcamp", label: "legitimate", text: "Thirty people at one address within an hour",
 *   share: { value: 0.02, text: "share of people", source: "assumed" },
 *   parameters: { size: { value: 30, text: "people a course", source: "assumed" } },
 *   arrivals: function* ({ random, count, startAt, endAt, values }) { … },
 * });
 */
export function defineCohort<const Name extends string>(
  definition: CohortDefinition<Name>,
): CohortFactory<Name> {
  const make = (options?: CohortOptions<Name>): Cohort => {
    const { name: ownName = definition.name, ...numbers } = options ?? {};
    const own: Readonly<Record<string, number | undefined>> = numbers;
    checkNumbers(`cohort ${ownName}`, own, { share: definition.share, ...definition.parameters });
    const settled = (name: string, parameter: Parameter): Parameter => {
      const value = own[name];
      return value === undefined
        ? parameter
        : { ...parameter, value, source: "set by whoever made this world" };
    };
    const parameters = Object.fromEntries(
      Object.entries<Parameter>(definition.parameters).map(([name, it]) => [name, settled(name, it)]),
    );
    const values = Object.fromEntries(
      Object.entries(parameters).map(([name, { value }]) => [name, value]),
    ) as Record<Name, number>;
    return {
      name: ownName,
      label: definition.label,
      text: definition.text,
      share: settled("share", definition.share).value,
      parameters,
      arrivals: (plan) => definition.arrivals({ ...plan, values }),
    };
  };
  return Object.assign(make, { definition });
}
