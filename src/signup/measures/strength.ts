/**
 * How strongly a measurement speaks: 0 up to `none`, 1 from `full` on, straight between; `none` may be the larger.
 * To three decimals, so that the last bits of a logarithm, which differ between runtimes, do not show.
 */
export function ramp(value: number, none: number, full: number): number {
  const share = (value - none) / (full - none);
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;
}

/** How strongly a count speaks: 0 up to `none`, 1 from `full` on; each doubling between adds the same. */
export function growth(count: number, none: number, full: number): number {
  return ramp(Math.log2(Math.max(0, count)), Math.log2(none), Math.log2(full));
}

/**
 * How far accounts are strewn over networks: 0 up to one network for three of them (an office and those who work at home,
 * a hall and its hotspots), 1 from four networks for five (a proxy for each). Beyond `few` networks it is no office,
 * however many share each: from `many` on it is 1 as well, or a farm would hide the better the fewer proxies it pays for.
 */
export function spread(
  networks: number,
  accounts: number,
  { few, many }: { readonly few: number; readonly many: number },
): number {
  const share = ramp(networks, Math.max(1, accounts / 3), Math.max(2, accounts * 0.8));
  return Math.max(share, growth(networks, few, many));
}
