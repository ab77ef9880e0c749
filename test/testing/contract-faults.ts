/** A rule of a contract, for whatever it is a contract of. */
interface Check<Subject> {
  readonly name: string;
  run(make: () => Subject | Promise<Subject>): Promise<void>;
}

/** What is wrong with one that was broken on purpose, how, and a rule that has to say so. */
export type Fault<Subject> = readonly [
  name: string,
  change: (sound: Subject) => Partial<Subject>,
  rule: string,
];

/** The names of the rules that what `make` makes breaks once it is changed. */
export async function brokenRules<Subject extends object>(
  contract: readonly Check<Subject>[],
  make: () => Subject,
  [, change]: Fault<NoInfer<Subject>>,
): Promise<readonly string[]> {
  const makeBroken = (): Subject => {
    const sound = make();
    return { ...sound, ...change(sound) };
  };
  const names = await Promise.all(
    contract.map(({ name, run }) =>
      run(makeBroken).then(
        () => [],
        () => [name],
      ),
    ),
  );
  return names.flat();
}

/** The names of the rules that none of the faults breaks. */
export async function rulesThatNeverBite<Subject extends object>(
  contract: readonly Check<Subject>[],
  make: () => Subject,
  faults: readonly Fault<NoInfer<Subject>>[],
): Promise<readonly string[]> {
  const broken = await Promise.all(faults.map((fault) => brokenRules(contract, make, fault)));
  const bitten = new Set(broken.flat());
  return contract.map(({ name }) => name).filter((name) => !bitten.has(name));
}
