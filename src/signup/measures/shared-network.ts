import type { NetworkKnowledge } from "../../lists/lists.js";

/** Whether many strangers come from one address of this network as a matter of course: a carrier, a school, a privacy relay. */
export function isSharedNetwork(network: NetworkKnowledge | undefined): boolean {
  const kind = network?.kind;
  return kind === "mobile" || kind === "education" || kind === "relay";
}
