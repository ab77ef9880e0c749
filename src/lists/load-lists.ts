import { builtinLists } from "./builtin.js";
import { domainTable } from "./data/domains.js";
import { openDomains } from "./domains.js";
import type { Lists, NetworkKind, NetworkKnowledge } from "./lists.js";
import { openRanges } from "./range-table.js";
import { keyOf } from "./refresh/address-ranges.js";
import { checkSnapshot } from "./refresh/check-snapshot.js";
import { isInnocent } from "./refresh/innocent-domains.js";
import type { ListSnapshot } from "./refresh/snapshot.js";
import { networkClasses } from "./refresh/sources.js";

/** Kinds that a fresh VPN list may correct; that somebody else numbers a school or a carrier is no news to it. */
const maybeVpn: readonly (NetworkKind | undefined)[] = [undefined, "hosting", "vpn"];

/**
 * Lists in which a snapshot lies over what comes with the package. Fresh data decides where it knows something, except
 * that mailbox providers, relays and schools of the package are never flagged, and that a fresh hosting range only fills
 * gaps. Asked without I/O, like the package's own.
 *
 * Throws `invalid_config` when the snapshot is damaged; `builtinLists()` always works.
 */
export function loadLists(snapshot: ListSnapshot): Lists {
  const { version, domains, networks, sources } = checkSnapshot(snapshot);
  const builtin = builtinLists();
  const layered = openDomains([domains, domainTable]);
  const v4 = openRanges(networks.v4);
  const v6 = openRanges(networks.v6);

  const freshKind = (words: readonly number[]): NetworkKind | undefined => {
    const key = keyOf(words);
    return key === undefined ? undefined : networkClasses[(words.length === 1 ? v4 : v6)(key) - 1];
  };

  return {
    version: `${version}+${builtin.version}`,
    dates: {
      ...builtin.dates,
      ...Object.fromEntries(sources.map(({ name, checkedAt }) => [name, checkedAt])),
    },
    domain: (listed) => {
      const known = layered(listed);
      return known.disposable && isInnocent(listed) ? builtin.domain(listed) : known;
    },
    network: (ip, asn) => {
      const known = builtin.network(ip, asn);
      const kind = ip && freshKind(ip.words);
      return kind !== undefined && wins(kind, known.kind) ? overlaid(known, kind) : known;
    },
  };
}

function wins(fresh: NetworkKind, builtin: NetworkKind | undefined): boolean {
  if (builtin === "relay") return false;
  if (fresh === "hosting") return builtin === undefined;
  return fresh === "vpn" ? maybeVpn.includes(builtin) : true;
}

/** The operator is kept where the kind is: the owner of a range is not who runs an exit in it. */
function overlaid(known: NetworkKnowledge, kind: NetworkKind): NetworkKnowledge {
  if (known.kind === kind) return known;
  return known.asn === undefined ? { kind } : { kind, asn: known.asn };
}
