import { type Problem, TrialgateError } from "../../core/errors.js";
import { builtinLists } from "../builtin.js";
import { domainClasses, networkClasses, type RefreshSource } from "./sources.js";

const classes: readonly string[] = [...domainClasses, ...networkClasses];

/** Throws `invalid_config` with everything that is wrong with the sources, by their places. */
export function checkSources(sources: readonly RefreshSource[]): void {
  const names = sources.map(({ name }) => name);
  const problems = sources.flatMap(({ name, url, class: kind }, index): Problem[] => {
    const wrong: [field: string, message: string][] = [];
    if (!/^[a-z\d][a-z\d-]{0,59}$/.test(name))
      wrong.push(["name", "must be lower-case letters, digits and hyphens"]);
    else if (names.indexOf(name) < index) wrong.push(["name", `is used twice: ${name}`]);
    else if (name in builtinLists().dates) wrong.push(["name", `belongs to a list of the package: ${name}`]);
    if (!/^https?:\/\/[^\s]+$/.test(url) || !URL.canParse(url))
      wrong.push(["url", "must be an http or https address"]);
    if (!classes.includes(kind)) wrong.push(["class", `must be one of ${classes.join(", ")}`]);
    return wrong.map(([field, message]) => ({ path: `sources.${index}.${field}`, message }));
  });
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
}
