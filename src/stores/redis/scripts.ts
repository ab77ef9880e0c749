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
  observe: { lua: onSubjects(observeLua), sha1: "fe010241eb652f805e3866b4079a851e74e72329" },
  peek: { lua: onCounters(peekLua), sha1: "dd20d9f0d0eb766035f5ce89f1f19bae21a02c18" },
  held: { lua: onSubjects(heldLua), sha1: "f8a26b41e52f5637db0a76e1614e687002d6e357" },
  forget: { lua: onSubjects(forgetLua), sha1: "94e27f1f248343964ebb1b2966a774c20921e3e4" },
  relatives: { lua: onSubjects(relativesLua), sha1: "c50538e5e512e6a28d16f14eec419d44c00d41dd" },
  labels: { lua: onSubjects(labelsLua), sha1: "c02c34cfb39b24243f58558428d5aa5d013bf5cf" },
  claim: { lua: onCounters(claimLua), sha1: "ce6739beec7e47e1c87f96098b3fd047432b1e2a" },
} as const satisfies Readonly<Record<string, Script>>;
