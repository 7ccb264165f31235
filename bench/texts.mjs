// The functions of the benchmarks as a user writes them.

const range = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => i);

/** Of two variables x and y, in `.gd` and in mathjs alike. */
export const BOWL = 'x^2 + y^2';
export const ROSENBROCK_2 = '(1 - x)^2 + 100*(y - x^2)^2';
export const BEALE = '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2';
export const RASTRIGIN_2 = '20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)';

/** @param {number} n */
export const rastrigin = (n) => `f(x[${n}]) = ${10 * n} + sum(x.^2 - 10*cos(2*pi*x))`;

/** Rastrigin's function in numbers x1, x2 …, as mathjs can differentiate it. @param {number} n */
export const rastriginInNumbers = (n) =>
  `${10 * n} + ${range(n)
    .map((i) => `x${i + 1}^2 - 10*cos(2*pi*x${i + 1})`)
    .join(' + ')}`;

/** The extended Rosenbrock function, in slices. @param {number} n */
export const rosenbrock = (n) => `f(x[${n}]) = sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)`;

/** The same as a sum over an index. @param {number} n */
export const rosenbrockByIndex = (n) =>
  `f(x[${n}]) = sum(i, 1, ${n - 1}, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)`;

/** The same written out term by term. @param {number} n */
export const rosenbrockWrittenOut = (n) =>
  `f(x[${n}]) = ${range(n - 1)
    .map((i) => `100*(x[${i + 2}] - x[${i + 1}]^2)^2 + (1 - x[${i + 1}])^2`)
    .join(' + ')}`;

/** The mean logistic loss of 1000 rows of 20 numbers, which every contender makes in the same way. */
export function logistic() {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (((state >>> 16) % 2001) - 1000) / 1000;
  };
  const rows = range(1000).map(() => range(20).map(next));
  const labels = rows.map(() => (next() < 0 ? -1 : 1));
  return [
    `X = [${rows.map((row) => `[${row.join(', ')}]`).join(', ')}]`,
    `label = [${labels.join(', ')}]`,
    'loss(w[20]) = mean(log(1 + exp(-label .* (X*w))))',
  ].join('\n');
}
