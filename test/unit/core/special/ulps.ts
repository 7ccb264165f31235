const view = new DataView(new ArrayBuffer(8));

/** The distance from |x| to the next greater double. */
function ulp(x: number): number {
  view.setFloat64(0, Math.abs(x));
  view.setBigInt64(0, view.getBigInt64(0) + 1n);
  return view.getFloat64(0) - Math.abs(x);
}

/** |value − truth| in units of the last place of the truth; 0 for equal values, infinite ones too. */
export function ulpsBetween(value: number, truth: number): number {
  return Object.is(value, truth) ? 0 : Math.abs(value - truth) / ulp(truth);
}
