// In a fresh process: the milliseconds from a text to its first gradient, `ours FILE` or `mathjs`, for the function named last.
// What is imported is loaded before, as in an editor that has started.
import { pathToFileURL } from 'node:url';
import { ROSENBROCK_2, rastrigin, rastriginInNumbers } from '../texts.mjs';

const [engine, file, name] = process.argv.slice(2);
const n = name === 'rosenbrock2' ? 2 : 10;
const x = new Float64Array(n).fill(0.3);
const g = new Float64Array(n);

/** @type {() => number} */
let first;
if (engine === 'mathjs') {
  const { mathjsGradient } = await import('./mathjs-gradient.mjs');
  const expression = n === 2 ? ROSENBROCK_2 : rastriginInNumbers(10);
  const names = n === 2 ? ['x', 'y'] : Array.from({ length: n }, (_, i) => `x${i + 1}`);
  first = () => mathjsGradient(expression, names)(x, g);
} else {
  const { compile, objective } = await import(pathToFileURL(file).href);
  const text = n === 2 ? `f(x, y) = ${ROSENBROCK_2}` : rastrigin(n);
  first = () => compile(objective(text)).valueAndGradient(x, g);
}
const begin = process.hrtime.bigint();
const value = first();
console.log(`${process.hrtime.bigint() - begin} ${g.reduce((sum, entry) => sum + entry, value)}`);
