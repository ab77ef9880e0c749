// Writes policy.schema.json, which ships for editors. A test fails when it is not what this makes.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { policyJsonSchema } from "./policy-json-schema.js";

const file = "policy.schema.json";
writeFileSync(file, JSON.stringify(policyJsonSchema()));
execFileSync("npx", ["biome", "format", "--write", file], { stdio: "inherit" });
