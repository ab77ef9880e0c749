import { forgetLua, heldLua, labelsLua, peekLua, relativesLua } from "./ask.lua.js";
import { claimLua } from "./claim.lua.js";
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
  observe: { lua: onSubjects(observeLua), sha1: "352caf7b6573fb5f312ebdcb3c4792b461357004" },
  peek: { lua: onCounters(peekLua), sha1: "5fd7e9135aac7d42a625a20273f7e5e70f29e574" },
  held: { lua: onSubjects(heldLua), sha1: "4b4fdbb0af6628da7f33a5fb2b1067f99e27fe94" },
  forget: { lua: onSubjects(forgetLua), sha1: "a8c4a3cb82ef808ea714fbf32fdafebbca27045c" },
  relatives: { lua: onSubjects(relativesLua), sha1: "8563a6a1214a26e93567de7ad22cd59cad1f1139" },
  labels: { lua: onSubjects(labelsLua), sha1: "ec2319b77b74b6ac36320e74f348ab96389e1da1" },
  claim: { lua: onCounters(claimLua), sha1: "f5f8a00d43832b5d429648a0fe73275096a08938" },
} as const satisfies Readonly<Record<string, Script>>;
