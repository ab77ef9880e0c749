import { describe, expect, it } from "vitest";
import { domainNames } from "../../scripts/build-lists/domains.js";
import { checkSentinels } from "../../scripts/build-lists/sentinels.js";
import { disposableSources, installedVersion, readDisposable } from "../../scripts/build-lists/sources.js";
import { describeDomain } from "../../src/identifiers/domain.js";
import { builtinLists } from "../../src/lists/builtin.js";
import { manifest } from "../../src/lists/data/manifest.js";
import { openLists } from "../../src/lists/index.js";

// The build itself is compared byte for byte by `main.ts --check`, which needs the heavy data packages.
describe("the lists that come with the package", () => {
  const lists = builtinLists();

  it("are made of the installed packages, and the manifest says so", () => {
    const read = readDisposable();
    for (const [key, { name, licence }] of Object.entries(disposableSources)) {
      const entry = manifest.sources.find((source) => source.name === name);
      const count = read[key as keyof typeof disposableSources].length;
      expect(entry).toMatchObject({ version: installedVersion(name), licence, count });
    }
  });

  it("hold every disposable domain of every source in its tier", () => {
    const names = domainNames();
    const tiers = ["curated", "broad", "historic"] as const;
    const wrong = tiers.flatMap((tier, rank) =>
      [...names[tier]].filter((domain) => {
        const { disposable, education } = lists.domain(describeDomain(domain));
        return !education && (disposable === undefined || tiers.indexOf(disposable.tier) > rank);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("flag nobody who is known to be innocent", () => {
    expect(checkSentinels(lists, [])).toEqual([]);
  });

  it("would not be built with a sentinel in them", () => {
    const flagged = { ...lists, domain: () => ({ ...lists.domain(describeDomain("mailinator.com")) }) };
    expect(checkSentinels(flagged, ["tum.de"]).some((problem) => problem.startsWith("tum.de would be"))).toBe(
      true,
    );
    const blind = { ...lists, network: () => ({}) };
    expect(checkSentinels(blind, [])).toContain("AS16509 is none, not hosting");
  });

  it("state their age and attribution", () => {
    expect(lists.version).toMatch(/^\d{4}-\d\d-\d\d\.[0-9a-f]{8}$/);
    for (const { name, attribution, licence } of manifest.sources) {
      expect(lists.dates[name], name).toBeGreaterThan(Date.UTC(2022, 0, 1));
      expect(attribution.length).toBeGreaterThan(0);
      expect(licence).toMatch(/^(MIT|CC0-1\.0|BSD-3-Clause|CC-BY-4\.0|Apache-2\.0)$/);
    }
  });

  it("are one object, and empty tables know nothing", () => {
    expect(builtinLists()).toBe(lists);
    const nothing = { count: 0, index: "", blocks: "" };
    const empty = openLists({
      manifest: { version: "none", sources: [] },
      domains: { count: 0, bucketBits: 4, data: "" },
      networks: { groups: [], v4: nothing, v6: nothing, asn: nothing },
    });
    expect(empty.domain(describeDomain("mailinator.com")).disposable).toBeUndefined();
    expect(empty.network({ words: [1] }, 16509)).toEqual({ asn: 16509 });
  });
});
