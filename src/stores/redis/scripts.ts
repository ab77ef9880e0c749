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
  observe: { lua: onSubjects(observeLua), sha1: "2c8702cc1f3caf34dfd81a1f0a1d1a98059913f4" },
  peek: { lua: onCounters(peekLua), sha1: "fd81f991fa43fb003a53f20ae6f5000b62638a01" },
  held: { lua: onSubjects(heldLua), sha1: "8e7b217636e135b9e7f602f424b4d561492c8b14" },
  forget: { lua: onSubjects(forgetLua), sha1: "293612245a77e240a937e237766c5d3af07899f6" },
  relatives: { lua: onSubjects(relativesLua), sha1: "94646263a73cb4114cf49a10f6591ef8dc309476" },
  labels: { lua: onSubjects(labelsLua), sha1: "5df18cb893b740de0264032f2ae58077c9deb3fc" },
  claim: { lua: onCounters(claimLua), sha1: "6bacaebe02bd3defce405407e02b25870fe511ee" },
} as const satisfies Readonly<Record<string, Script>>;
