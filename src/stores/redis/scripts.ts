import { claimLua, forgetLua, heldLua, labelsLua, peekLua, relativesLua } from "./ask.lua.js";
import { countersLua } from "./counters.lua.js";
import { observeLua } from "./observe.lua.js";
import { subjectsLua } from "./subjects.lua.js";

/** A script, and the hash by which a server that has it is asked to run it. */
export interface Script {
  readonly lua: string;
  /** SHA-1 of `lua` in hexadecimal. Written down, as there is no synchronous SHA-1 on every runtime; a test works it out again. */
  readonly sha1: string;
}

const onCounters = (lua: string): string => countersLua + lua;
const onSubjects = (lua: string): string => countersLua + subjectsLua + lua;

export const scripts = {
  observe: { lua: onSubjects(observeLua), sha1: "51dcfbbc0ecb63fd1e2cc700e204786cb2250009" },
  peek: { lua: onCounters(peekLua), sha1: "0cde14a552d4d3debd6d6b3cede2dacc3cfcf02a" },
  held: { lua: onSubjects(heldLua), sha1: "20dd345e49ee37153162909cb1c02e5097ae838d" },
  forget: { lua: onSubjects(forgetLua), sha1: "5844cc11d1a642d6265bfa860b3748900a92b2c6" },
  relatives: { lua: onSubjects(relativesLua), sha1: "8460accbe8127dc65fd96bcb5948f18586c86697" },
  labels: { lua: onSubjects(labelsLua), sha1: "8298ad34d74213a7acc9bdb71d1c757a7c5cfb87" },
  claim: { lua: onCounters(claimLua), sha1: "c1f9fbba423153d0002394046d42ea4e75542f6e" },
} as const satisfies Readonly<Record<string, Script>>;
