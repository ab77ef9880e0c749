import { isTrialgateError } from "trialgate";
import { printable } from "./words.js";

/** What stands there as a number; what is none is refused by whoever knows its range. */
export const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : text.trim() === "" ? Number.NaN : Number(text);

/** What the library says is wrong with its options, by the flags that they came from; whatever else is wrong is left for later. */
export function optionProblems(attempt: () => unknown): readonly string[] {
  try {
    attempt();
    return [];
  } catch (error) {
    if (!isTrialgateError(error)) throw error;
    if (error.code !== "invalid_config") return [];
    return error.problems.map(({ path, message }) => {
      const [option = "", ...within] = path.split(".");
      const flag = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      // A place in a list that a flag was repeated for tells nobody anything; one in a file does.
      const place = within.filter((part) => !/^\d+$/.test(part)).join(".");
      return `--${flag}: ${printable(place === "" ? message : `${place} ${message}`)}`;
    });
  }
}
