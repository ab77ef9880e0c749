/** Things that a campaign has `count` of: at least one, as a campaign without any would not come. */
export function several<Thing>(count: number, make: () => Thing): readonly [Thing, ...Thing[]] {
  return [make(), ...Array.from({ length: Math.max(0, Math.floor(count) - 1) }, make)];
}
