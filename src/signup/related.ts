import { longestWindowMs } from "../core/counter.js";
import { labelled, subjectKey } from "../core/seal.js";
import type { Link, Relative } from "../core/store.js";
import type { SecretSeal } from "../identifiers/seal.js";
import { rareAttributes } from "./measures/rare-attributes.js";
import { checkCall, idProblem } from "./options/check-call.js";
import { numberProblem, textsProblem } from "./options/check-options.js";
import { openStore, type StoreAccess } from "./store-access.js";

/** Options of {@link related}. */
export interface RelatedOptions {
  /** What has to be shared: first parts of the keys of `distinct` counters of accounts. Default: payment, device, mailbox, phone and domain. */
  readonly by?: readonly string[] | undefined;
  /** Only accounts last seen with it in so many milliseconds, 1 ms to 365 days. Default: 365 days. */
  readonly windowMs?: number | undefined;
  /** Most accounts to answer, and to look at for each thing that is shared, 1 to 1,000. Default 100. */
  readonly limit?: number | undefined;
}

/** Another account, and what ties it to the one that was asked about. */
export interface RelatedAccount {
  /** `assessment.id`; for an id that two people used, the second one's own, made of it. */
  readonly id: string;
  /** 0..1: how strong the tie is. Two accounts alone on one device are at 1, two of sixteen at 0.25. */
  readonly strength: number;
  /** What is shared, with how many accounts share it, both included; at the bound of a counter at least so many. */
  readonly by: readonly SharedAttribute[];
  /** Epoch ms: when it was last seen with any of it. */
  readonly at: number;
}

/** Something that accounts share. */
export interface SharedAttribute {
  readonly attribute: string;
  readonly members: number;
}

/**
 * Who else? The accounts that share a rare attribute with this one: the rest of a farm, once one of them is known. The
 * fewer share a thing, the more it ties them (1 / log2 of how many, after Adamic and Adar, 2003), and several ties add
 * up. Networks and mailbox providers are shared by half the world and left out unless `by` asks for them. An account whose
 * name was sealed under a secret that is no longer given is left out: nobody could say who it is.
 * @param options The `store`, `namespace`, `secrets` and `clock` that the scorer has.
 * @param id `assessment.id`.
 * @returns Strongest first; empty for an account that is not known.
 * @throws TrialgateError `invalid_input`; `invalid_config` for a store that outlives the process without its `secrets`.
 * Rejects as the store does when that is down.
 */
export async function related(
  options: StoreAccess,
  id: string,
  { by = Object.keys(rareAttributes), windowMs = longestWindowMs, limit = 100 }: RelatedOptions = {},
): Promise<readonly RelatedAccount[]> {
  checkCall(
    idProblem("id", id),
    textsProblem("by", by, '["device"]'),
    numberProblem("windowMs", windowMs, 1, longestWindowMs, "days(30)"),
    numberProblem("limit", limit, 1, 1000, "100"),
  );
  const { store, namespace, seals, clock } = openStore(options);
  const at = clock();
  const accounts = new Map<string, Ties>();
  for (const seal of seals) {
    const links = await store.related(await subjectKey(seal, namespace, id), { at, limit });
    for (const link of links.filter(({ attribute }) => by.includes(attribute))) {
      for (const other of link.others) {
        if (other.at <= at - windowMs) continue;
        const name = await nameOf(other, namespace, seals);
        if (name !== undefined) accounts.set(name, tied(accounts.get(name), link, other));
      }
    }
  }
  return [...accounts]
    .map(([name, ties]) => toAccount(name, ties))
    .sort((a, b) => b.strength - a.strength || b.at - a.at || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

interface Ties {
  readonly at: number;
  /** Members by attribute. */
  readonly shared: ReadonlyMap<string, number>;
}

/** One tie more. Of two counters of one attribute the wider one counts: a short window makes many look like few. */
function tied(ties: Ties | undefined, { attribute, members }: Link, { at }: Relative): Ties {
  const most = Math.max(members, ties?.shared.get(attribute) ?? 0);
  return { at: Math.max(at, ties?.at ?? 0), shared: new Map([...(ties?.shared ?? []), [attribute, most]]) };
}

function toAccount(id: string, { at, shared }: Ties): RelatedAccount {
  const by = [...shared].map(([attribute, members]) => ({ attribute, members }));
  const doubt = by.reduce((left, tie) => left * (1 - tieStrength(tie)), 1);
  return {
    id,
    strength: Math.round((1 - doubt) * 1000) / 1000,
    by: by.sort((a, b) => tieStrength(b) - tieStrength(a) || (a.attribute < b.attribute ? -1 : 1)),
    at,
  };
}

// An attribute that only the caller knows ties like a domain does.
const unknownWeight = rareAttributes.domain;

function tieStrength({ attribute, members }: SharedAttribute): number {
  const weights: Readonly<Record<string, number>> = rareAttributes;
  const weight = Object.hasOwn(weights, attribute) ? (weights[attribute] ?? unknownWeight) : unknownWeight;
  return weight / Math.log2(Math.max(2, members));
}

/** The id of a relative. Its label may have been written under another secret than the key that both stand under. */
async function nameOf(
  { label }: Relative,
  namespace: string,
  seals: readonly SecretSeal[],
): Promise<string | undefined> {
  if (label === undefined) return undefined;
  for (const { decrypt } of seals) {
    const decrypted = await decrypt(label);
    if (decrypted !== undefined) return labelled(namespace, decrypted);
  }
  return undefined;
}
