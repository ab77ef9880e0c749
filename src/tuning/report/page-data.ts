import type { PolicyData } from "trialgate";
import type { Sample } from "./sample.js";
import type { Setting } from "./sliders.js";

/** What the page's script works on: read from the page, where the report wrote it. */
export interface PageData extends Setting {
  readonly sample: Sample;
  /** The policy as somebody would write it: what is copied once the sliders are in it. */
  readonly written: PolicyData;
}

/** The id of the element that holds it. */
export const pageDataId = "trialgate-data";

/** JSON that no text in it can break out of: `</script>` and line separators are spelled as escapes. */
export function toScriptJson(data: PageData): string {
  return JSON.stringify(data).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
