/** A share, 0..1, as warnings say it: `12.3 %`. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
