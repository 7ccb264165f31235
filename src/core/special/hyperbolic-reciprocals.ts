/** From here on cosh x and |sinh x| are exp(|x|)/2 to the last bit. */
const FAR = 20;

/** 1/cosh x, which goes on where cosh x overflows. */
export function sech(x: number): number {
  return Math.abs(x) < FAR ? 1 / Math.cosh(x) : 2 * Math.exp(-Math.abs(x));
}

/** 1/sinh x, which goes on where sinh x overflows. */
export function csch(x: number): number {
  return Math.abs(x) < FAR ? 1 / Math.sinh(x) : 2 * Math.sign(x) * Math.exp(-Math.abs(x));
}
