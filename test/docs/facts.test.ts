import { readdirSync, readFileSync } from "node:fs";
import { definePolicy, standardPolicyData } from "trialgate";
import { describe, expect, it } from "vitest";
import { blocksOf } from "../../scripts/docs/blocks.js";
import { textOf } from "../../scripts/docs/files.js";
import { manifest } from "../../scripts/doors.js";
import { inputFields } from "../../src/signup/parse/input-schema.js";
import { policySchema } from "../../src/signup/policy/policy-schema.js";

const policies = textOf("docs/policies.md");

describe("docs/policies.md", () => {
  it("has a heading for every field of a policy", () => {
    const headings = [...policies.matchAll(/^### (\w+)$/gm)].map(([, field]) => field);
    expect(headings.sort()).toEqual(
      Object.keys(policySchema.shape)
        .filter((field) => field !== "$schema")
        .sort(),
    );
  });

  it("has a row for every field of a tier", () => {
    const section = policies.slice(policies.indexOf("### tiers"), policies.indexOf("### channels"));
    const rows = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
    expect(rows.sort()).toEqual(Object.keys(policySchema.shape.tiers.def.element.def.shape).sort());
  });

  it("names every standard fact", () => {
    const section = policies.slice(policies.indexOf("### facts"), policies.indexOf("### tiers"));
    const rows = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, fact]) => fact);
    expect(rows).toEqual(Object.keys(standardPolicyData.facts));
  });

  it("names every standard rule", () => {
    const section = policies.slice(
      policies.indexOf("The standard ones: `"),
      policies.indexOf("### whenDegraded"),
    );
    const named = [...section.matchAll(/`([\w-]+)` \(/g)].map(([, rule]) => rule);
    expect(named.sort()).toEqual(standardPolicyData.rules.map(({ id }) => id as string).sort());
  });

  it("shows a policy in a file that is a good one", () => {
    const [shown] = blocksOf("docs/policies.md", policies).filter(({ info }) => info === "json");
    expect(definePolicy(JSON.parse(shown?.text ?? "")).id).toBe("ours");
    expect(JSON.parse(readFileSync("test/docs/policy.json", "utf8"))).toMatchObject({ id: "ours" });
  });
});

describe("docs/extending.md", () => {
  it("names only facts that a signup has", () => {
    const text = textOf("docs/extending.md");
    const section = text.slice(text.indexOf("## Facts at hand"), text.indexOf("## A policy in code"));
    const own = ["subject", "at", "network"];
    const rows = [...section.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, cell = ""]) =>
      cell.replaceAll("`", "").split(", "),
    );
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.filter((fact) => !own.includes(fact) && !inputFields.includes(fact))).toEqual([]);
  });
});

describe("docs/errors.md", () => {
  const source = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(`src/${file}`, "utf8"))
    .join("\n");

  /** The words of a message that the code must hold literally: what stands between places, values and ellipses. */
  function fixedWords(message: string): readonly string[] {
    return message
      .replace(/^(\*\w+\*|\w+(\.\w+)*|\w+, \w+): /, "")
      .split(/…|"|\*[\w ]+\*|-?\d+|;| · |\w+: /)
      .map((words) => words.trim())
      .filter((words) => words.length > 7);
  }

  it("quotes messages that the code says", () => {
    const text = textOf("docs/errors.md");
    const tables = text.slice(text.indexOf("## invalid_input"), text.indexOf("## What never rejects"));
    const rows = [...tables.matchAll(/^\|(?! ---| Message| From)(.+)\|$/gm)].map(([, row = ""]) =>
      row.split(" | "),
    );
    const messages = rows.map((cells) => (cells.at(-2) ?? "").trim());
    expect(messages.length).toBeGreaterThan(25);
    expect(messages.flatMap(fixedWords).filter((words) => !source.includes(words))).toEqual([]);
  });

  it("would be seen to quote what nobody says", () => {
    expect(fixedWords("email: must be at most 1000 characters")).toEqual(["must be at most", "characters"]);
    expect(source.includes("must be at least as good as")).toBe(false);
  });
});

describe("docs/decisions/0001-dependencies.md", () => {
  const text = textOf("docs/decisions/0001-dependencies.md");
  const rows = [...text.matchAll(/^\| ([@a-z][@/\w.-]+) \| ([\d.]+) \| ([\w.-]+) \|/gm)].map(
    ([, name = "", version = "", licence = ""]) => ({ name, version, licence }),
  );
  const names = rows.map(({ name }) => name);

  it("has a row for every dependency at run time, and names nothing that is not installed", () => {
    const dependencies = Object.keys(manifest.dependencies);
    expect(names).toEqual(expect.arrayContaining(dependencies));
    expect(Object.keys(manifest.devDependencies)).toEqual(
      expect.arrayContaining(names.filter((name) => !dependencies.includes(name))),
    );
  });

  it.each(rows)("is right about $name", ({ name, version, licence }) => {
    const installed = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    expect(installed.version.startsWith(version)).toBe(true);
    expect(installed.license).toBe(licence);
    for (const when of ["preinstall", "install", "postinstall"]) {
      expect(Object.keys(installed.scripts ?? {})).not.toContain(when);
    }
  });
});
