import { expect, it } from "vitest";

/** What is wrong with one that was broken on purpose, how, and the beginning of a rule that has to say so. */
export type Fault<Subject> = readonly [
  name: string,
  change: (sound: Subject) => Partial<Subject>,
  rule: string,
];

/** A rule of a contract, for whatever it is a contract of. */
interface Check<Subject> {
  readonly name: string;
  run(make: () => Subject | Promise<Subject>): Promise<void>;
}

/** Tests that a contract sees each of the faults, and that none of its rules is one that nothing can break. */
export function itBites<Subject extends object>(
  contract: readonly Check<Subject>[],
  make: () => NoInfer<Subject>,
  faults: readonly Fault<NoInfer<Subject>>[],
): void {
  const broken = faults.map(([name, change, rule]) => {
    const makeBroken = (): Subject => {
      const sound = make();
      return { ...sound, ...change(sound) };
    };
    return { name, rule, rules: brokenRules(contract, makeBroken) };
  });

  it.each(broken)("on one that $name", async ({ rule, rules }) => {
    expect((await rules).join("\n")).toContain(rule);
  });

  it("with every rule", async () => {
    const bitten = new Set((await Promise.all(broken.map(({ rules }) => rules))).flat());
    expect(contract.map(({ name }) => name).filter((name) => !bitten.has(name))).toEqual([]);
  });
}

/** The names of the rules that what `make` makes breaks. */
async function brokenRules<Subject>(
  contract: readonly Check<Subject>[],
  make: () => Subject,
): Promise<readonly string[]> {
  const names = contract.map(({ name, run }) =>
    run(make).then(
      () => [],
      () => [name],
    ),
  );
  return (await Promise.all(names)).flat();
}
