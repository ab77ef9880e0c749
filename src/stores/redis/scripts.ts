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
  observe: { lua: onSubjects(observeLua), sha1: "9c738d7fcf88a8d70d2f3b8d6c60ee4dabb22c8d" },
  peek: { lua: onCounters(peekLua), sha1: "738b7f606c2ce1b49aedd5734b511b8f7bc552e0" },
  held: { lua: onSubjects(heldLua), sha1: "d5c2741bdacaf95622ba753fd68d73cdfc4551dc" },
  forget: { lua: onSubjects(forgetLua), sha1: "e93fbaaf00e8b9bb0527dfed1cf34600ee23e0b8" },
  relatives: { lua: onSubjects(relativesLua), sha1: "e35f2539fc63c747c31a971e94c73758d9197cfe" },
  labels: { lua: onSubjects(labelsLua), sha1: "6f90e408e7d233a611f301ef99646087ed56030d" },
  claim: { lua: onCounters(claimLua), sha1: "54ff8601f4e37ba6a8e59fd217a6cd2d9daa6b19" },
} as const satisfies Readonly<Record<string, Script>>;
