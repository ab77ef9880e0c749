import { readFileSync } from "node:fs";
import ts from "typescript";
import * as z from "zod/mini";
import { policySchema } from "../src/signup/policy/policy-schema.js";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What stands where in a policy: a path of keywords into the schema, and the interface that describes it. */
const described: readonly (readonly [path: readonly string[], file: string, interfaceName: string])[] = [
  [[], "src/signup/policy/policy-data.ts", "PolicyData"],
  [["properties", "tiers", "items"], "src/signup/policy/policy-data.ts", "TierData"],
  [["properties", "tiers", "items", "properties", "limits"], "src/tiers/grant.ts", "Limits"],
  [["properties", "tiers", "items", "properties", "unlock"], "src/tiers/grant.ts", "Unlock"],
  [["properties", "rules", "items"], "src/core/ladder.ts", "Rule"],
  [["properties", "channels", "additionalProperties"], "src/core/ladder.ts", "Channel"],
];

/**
 * The JSON schema of a policy, for editors: its form, from the schema that `definePolicy` checks with, described in the
 * words of the interfaces. What the names in a policy mean only `definePolicy` knows.
 */
export function policyJsonSchema(): JsonSchema {
  const { $schema, ...form } = z.toJSONSchema(policySchema, { io: "input" });
  for (const [path, file, interfaceName] of described) {
    const target = path.reduce<JsonSchema>(
      (schema, keyword) => Reflect.get(schema, keyword) as JsonSchema,
      form,
    );
    const { whole, members } = documentation(file, interfaceName);
    if (whole !== undefined) target.description = whole;
    for (const [name, member] of Object.entries(target.properties ?? {})) {
      const text = members.get(name);
      if (typeof member === "object" && text !== undefined) member.description = text;
    }
  }
  return { ...($schema !== undefined && { $schema }), title: "A trialgate policy", ...form };
}

function documentation(
  file: string,
  interfaceName: string,
): { readonly whole: string | undefined; readonly members: ReadonlyMap<string, string> } {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === interfaceName);
  if (found === undefined) throw new Error(`${file} has no interface ${interfaceName}`);
  const members = found.members.flatMap((member) => {
    const text = textOf(member);
    return member.name !== undefined && text !== undefined
      ? [[member.name.getText(source), text] as const]
      : [];
  });
  return { whole: textOf(found), members: new Map(members) };
}

function textOf(node: ts.Node): string | undefined {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return ts.getTextOfJSDocComment(comment?.comment)?.replaceAll(/\s+/g, " ");
}
