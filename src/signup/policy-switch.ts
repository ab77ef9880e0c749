import { TrialgateError } from "../core/errors.js";
import { standInProblems } from "./options/check-policies.js";
import type { DataPolicy } from "./policy/open-policy.js";

/** A policy that can be exchanged while scorers judge by it. Pass it wherever a policy goes. */
export interface PolicySwitch<Tier extends string = string> extends DataPolicy<Tier> {
  /** The one in force. */
  readonly current: DataPolicy<Tier>;
  /**
   * Puts another in force. A signup that is being judged is judged to the end by the one that was in force when it came.
   * @throws TrialgateError `invalid_config` for what is no policy of data, or has other tiers; the one in force stays.
   */
  swap(next: DataPolicy<Tier>): void;
  /** Puts the one before in force again; false where there is none. It goes back one step and no further: twice is once. */
  rollback(): boolean;
}

/**
 * Makes a policy that can be exchanged at run time, in this process: an instance of your service each has its own.
 * All that stand in it have the same tiers, so that everything that names one stays right.
 * @example
 * const policy = policySwitch(standardPolicy);
 * const score = createScorer({ store, policy });
 * policy.swap(definePolicy(fresh));
 * policy.rollback();
 * @throws TrialgateError `invalid_config` when `initial` is no policy of data.
 */
export function policySwitch<Tier extends string>(initial: DataPolicy<Tier>): PolicySwitch<Tier> {
  let current = fitting(initial, initial, "initial");
  let former: DataPolicy<Tier> | undefined;
  return {
    get current() {
      return current;
    },
    get id() {
      return current.id;
    },
    get version() {
      return current.version;
    },
    get grants() {
      return current.grants;
    },
    get resolved() {
      return current.resolved;
    },
    decide: (results, circumstances) => current.decide(results, circumstances),
    swap(next) {
      const fits = fitting(next, current, "next");
      former = current;
      current = fits;
    },
    rollback() {
      if (former === undefined) return false;
      current = former;
      former = undefined;
      return true;
    },
  };
}

/** A policy that may stand where another one stands, or an error; `path` is what the caller knows it as. */
function fitting<Tier extends string>(
  next: DataPolicy<Tier>,
  like: DataPolicy<Tier>,
  path: string,
): DataPolicy<Tier> {
  const problems =
    next?.resolved === undefined
      ? [{ path, message: "must be a policy made by definePolicy: one in code does not say its tiers" }]
      : standInProblems(next, like, path);
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  return next.current ?? next;
}
