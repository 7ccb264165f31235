// The library and mathjs where nobody may generate code, as in a page with a strict content policy. Node is started with
// --disallow-code-generation-from-strings; WebAssembly is taken away before the library looks for it.
// Answers each line `task count size` with `nanoseconds answer`.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { BEALE, BOWL, ROSENBROCK_2, rastrigin, rastriginInNumbers } from '../texts.mjs';
import { mathjsGradient } from './mathjs-gradient.mjs';

Reflect.deleteProperty(globalThis, 'WebAssembly');
const { compile, objective } = await import(pathToFileURL(process.argv[2]).href);

/** @type {Record<string, [text: string, expression: string, names: string[]]>} */
const FUNCTIONS = {
  bowl: [`f(x, y) = ${BOWL}`, BOWL, ['x', 'y']],
  rosenbrock2: [`f(x, y) = ${ROSENBROCK_2}`, ROSENBROCK_2, ['x', 'y']],
  beale: [`f(x, y) = ${BEALE}`, BEALE, ['x', 'y']],
  rastrigin: [rastrigin(10), rastriginInNumbers(10), Array.from({ length: 10 }, (_, i) => `x${i + 1}`)],
};

/** @type {Map<string, { f: import('./by-hand.mjs').Evaluation, x: Float64Array, g: Float64Array }>} */
const made = new Map();

/** @param {string} task `tape-bowl`, `mathjs-bowl` … */
function make(task) {
  const [engine, name] = task.split('-');
  const [text, expression, names] = FUNCTIONS[name];
  const f =
    engine === 'mathjs' ? mathjsGradient(expression, names) : compile(objective(text)).valueAndGradient;
  return { f, x: new Float64Array(names.length).fill(0.3), g: new Float64Array(names.length) };
}

for await (const line of createInterface(process.stdin)) {
  const [task, count] = line.split(' ');
  try {
    const there = made.get(task) ?? make(task);
    made.set(task, there);
    const { f, x, g } = there;
    let last = 0;
    const begin = process.hrtime.bigint();
    for (let i = 0; i < Number(count); i++) {
      x[0] = 0.3 + (i & 1) * 1e-6;
      last = f(x, g);
    }
    const taken = process.hrtime.bigint() - begin;
    console.log(`${taken} ${g.reduce((sum, entry) => sum + entry, last)}`);
  } catch (error) {
    console.log(`error ${/** @type {Error} */ (error).message.replaceAll('\n', ' ')}`);
  }
}
