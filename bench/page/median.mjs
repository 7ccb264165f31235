/**
 * The middle of some numbers, the upper one of two; NaN of none.
 * @param {readonly number[]} values
 */
export const median = (values) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
