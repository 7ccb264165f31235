// Values with gradients, as one writes them by hand in JavaScript.

/** @typedef {(x: Float64Array, g: Float64Array) => number} Evaluation */

/** @param {Float64Array} x @param {Float64Array} g */
function bowl(x, g) {
  const a = x[0];
  const b = x[1];
  g[0] = 2 * a;
  g[1] = 2 * b;
  return a * a + b * b;
}

/** @param {Float64Array} x @param {Float64Array} g */
function rosenbrock2(x, g) {
  const x0 = x[0];
  const a = 1 - x0;
  const b = x[1] - x0 * x0;
  g[0] = -2 * a - 400 * b * x0;
  g[1] = 200 * b;
  return a * a + 100 * b * b;
}

/** @param {Float64Array} x @param {Float64Array} g */
function beale(x, g) {
  const x0 = x[0];
  const y = x[1];
  const y2 = y * y;
  const y3 = y2 * y;
  const a = 1.5 - x0 + x0 * y;
  const b = 2.25 - x0 + x0 * y2;
  const c = 2.625 - x0 + x0 * y3;
  g[0] = 2 * (a * (y - 1) + b * (y2 - 1) + c * (y3 - 1));
  g[1] = 2 * x0 * (a + 2 * b * y + 3 * c * y2);
  return a * a + b * b + c * c;
}

/** @param {Float64Array} x @param {Float64Array} g */
function rastrigin(x, g) {
  let sum = 10 * x.length;
  for (let i = 0; i < x.length; i++) {
    const entry = x[i];
    const angle = 2 * Math.PI * entry;
    sum += entry * entry - 10 * Math.cos(angle);
    g[i] = 2 * entry + 20 * Math.PI * Math.sin(angle);
  }
  return sum;
}

/** @param {Float64Array} x @param {Float64Array} g */
function rosenbrock(x, g) {
  let sum = 0;
  let carried = 0;
  const last = x.length - 1;
  for (let i = 0; i < last; i++) {
    const a = 1 - x[i];
    const b = x[i + 1] - x[i] * x[i];
    sum += a * a + 100 * b * b;
    g[i] = carried - 2 * a - 400 * b * x[i];
    carried = 200 * b;
  }
  g[last] = carried;
  return sum;
}

/** @type {Readonly<Record<string, Evaluation>>} */
export const BY_HAND = { bowl, rosenbrock2, beale, rastrigin, rosenbrock };
