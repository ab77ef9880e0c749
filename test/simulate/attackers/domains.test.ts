import { parseEmail } from "trialgate/identifiers";
import { createRandom, type Random } from "trialgate/simulate";
import { describe, expect, it } from "vitest";
import {
  cheapDomain,
  freeHost,
  freshDisposableDomain,
  knownDisposableDomain,
} from "../../../src/simulate/attackers/domains.js";

/** What is known of 400 domains that a maker makes. */
const known = (make: (random: Random) => string) => {
  const random = createRandom("domains");
  return Array.from({ length: 400 }, () => {
    const parsed = parseEmail(`someone@${make(random)}`);
    if (!parsed.ok) throw new Error(parsed.message);
    return parsed.value;
  });
};

describe("an attacker's domains", () => {
  it("are registered, when they are cheap ones", () => {
    for (const it of known(cheapDomain))
      expect(it).toMatchObject({ privateSuffix: false, registrableDomain: it.domain });
    expect(new Set(known(cheapDomain).map(({ domain }) => domain)).size).toBeGreaterThan(390);
  });

  it("stand under a private suffix of the Public Suffix List, when they are free hosts", () => {
    for (const it of known(freeHost)) expect(it).toMatchObject({ privateSuffix: true, site: it.domain });
  });

  it("stand at times below another, when they are fresh disposable ones", () => {
    const below = known(freshDisposableDomain).filter(({ domain, site }) => domain !== site);
    expect(below.length).toBeGreaterThan(80);
    expect(below.length).toBeLessThan(160);
  });

  it("are those of a few services, when they are known disposable ones", () => {
    expect(new Set(known(knownDisposableDomain).map(({ domain }) => domain)).size).toBeLessThan(30);
  });
});
