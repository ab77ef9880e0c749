/** One thing that is wrong with what the caller passed. */
export interface Problem {
  /** Where: a dotted path such as `email` or `tiers.1.maxPoints`; `""` is the whole value. */
  readonly path: string;
  /** What is wrong, what was expected and how to mend it. Never the value of an e-mail, IP or phone. */
  readonly message: string;
}

/** `invalid_input`: one call was given a value that cannot be scored. `invalid_config`: options, a policy or a signal are wrong. */
export type TrialgateErrorCode = "invalid_input" | "invalid_config";

// A registered symbol, so that an error from a second copy of the package (a bundle beside
// node_modules, a CommonJS twin) is still recognised; `instanceof` would miss it.
const brand = Symbol.for("trialgate.error");

/**
 * The only error this library rejects or throws with: `invalid_input` for a value of one call,
 * `invalid_config` for options, policies and signals. `problems` lists everything found, not just the first.
 */
export class TrialgateError extends Error {
  override readonly name = "TrialgateError";
  readonly code: TrialgateErrorCode;
  readonly problems: readonly Problem[];
  readonly [brand] = true;

  /** `options.cause`: what code of the caller's threw, if that is the problem. */
  constructor(code: TrialgateErrorCode, problems: readonly Problem[], options?: { readonly cause: unknown }) {
    super(
      problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("\n"),
      options,
    );
    this.code = code;
    this.problems = problems;
  }
}

/** Whether `error` came from this library, also from another copy of it; narrows the type. */
export function isTrialgateError(error: unknown): error is TrialgateError {
  return typeof error === "object" && error !== null && Reflect.get(error, brand) === true;
}
