import type { DataPolicy } from "trialgate";
import { basePoints } from "trialgate/core";
import { hint } from "./args.js";
import { begin } from "./begin.js";
import { readPolicy } from "./policy-file.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { plural, printable, problemLine, usd } from "./words.js";

const help = `Usage: trialgate policy check FILE.json [--json]

Checks a policy: its form, its names (with what was probably meant), and that every tier can be
reached. Prints its id and version, its tiers, and the reasons that are younger than its
"catalogue": those weigh 0 until you move it on.

Example:
  trialgate policy check policy.json

Exit codes: 0 the policy is good, 1 it has problems, 2 the command is wrong or the file cannot be
read.
`;

const flags = { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;
const actions = ["check"];

/** `trialgate policy check FILE.json` */
export async function policyVerb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { out, err } = terminal;
  const begun = await begin(args, { name: "policy", help, flags }, terminal);
  if (!begun.ok) return begun.exit;
  const { values, positionals, fail } = begun;
  const [action, path, ...more] = positionals;
  if (action !== "check") {
    const asked = action === undefined ? "say what to do" : "that is not something to do with a policy";
    return fail(2, `${asked}; ${hint(action ?? "", actions)}`);
  }
  if (path === undefined || more.length > 0)
    return fail(2, "give one file, like: trialgate policy check policy.json");

  const read = await readPolicy(path);
  if (values.json) {
    await out.write(
      `${JSON.stringify(read.ok ? described(read.policy) : { ok: false, problems: read.problems })}\n`,
    );
  } else if (read.ok) {
    await out.write(shown(read.policy));
  } else {
    const { problems } = read;
    const heading = read.exit === 2 ? "" : `${printable(path)}: ${plural(problems.length, "problem")}\n`;
    await err.write(`${heading}${problems.map((problem) => `  ${problemLine(problem)}\n`).join("")}`);
  }
  return read.ok ? 0 : read.exit;
}

function described({ id, version, resolved }: DataPolicy): object {
  const { tiers, unadopted } = resolved;
  return { ok: true, id, version, basePoints: basePoints(resolved), tiers, unadopted };
}

function shown({ id, version, resolved }: DataPolicy): string {
  const { tiers, unadopted } = resolved;
  const width = Math.max(...tiers.map((tier) => tier.id.length));
  const rows = tiers.map(({ id: tier, maxPoints, decision, credits, needs = [] }) => {
    const upTo = maxPoints === undefined ? "whoever is left" : `up to ${maxPoints} points`;
    const proof = needs.length === 0 ? "" : `, with ${needs.join(" and ")}`;
    return `  ${tier.padEnd(width)}  ${usd(credits).padStart(10)}  ${decision.padEnd(9)}  ${upTo}${proof}`;
  });
  const young = unadopted.map((code) => `  ${code}`);
  return `${[
    `ok  policy ${id}, version ${version}`,
    "",
    ...rows,
    "",
    `A signup without any evidence stands at ${basePoints(resolved)} points; 50 is even odds, +10 doubles them.`,
    ...(young.length === 0
      ? []
      : ["Younger than the catalogue, and of no weight until you move it on:", ...young]),
  ]
    .map(printable)
    .join("\n")}\n`;
}
