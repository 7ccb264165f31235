import { fileURLToPath } from 'node:url';
import { run } from '../../scripts/run.mjs';
import { local } from '../measure/contender.mjs';
import { interleave } from '../measure/interleave.mjs';
import { ratio, time } from '../report/row.mjs';
import { mathjsGradient } from '../rivals/mathjs-gradient.mjs';
import { ROSENBROCK_2, rastrigin, rastriginInNumbers } from '../texts.mjs';

const COLD_START = fileURLToPath(new URL('../rivals/cold-start.mjs', import.meta.url));
const CASES = [
  {
    name: 'rosenbrock2',
    title: 'Rosenbrock 2',
    n: 2,
    text: `f(x, y) = ${ROSENBROCK_2}`,
    mathjs: ROSENBROCK_2,
  },
  { name: 'rastrigin', title: 'Rastrigin 10', n: 10, text: rastrigin(10), mathjs: rastriginInNumbers(10) },
];

/**
 * From a text to its first gradient: in a process that has never seen one, and in one that has seen many.
 * @type {import('./context.mjs').Group}
 */
export const firstGradient = {
  name: 'first-gradient',
  measure: async ({ library, file, rounds }) => {
    const rows = [];
    for (const { name, title, n, text, mathjs } of CASES) {
      const cold = (/** @type {string} */ engine) => coldContender(engine, file, name);
      const first = await interleave(
        { ours: cold('ours'), mathjs: cold('mathjs') },
        { rounds: Math.min(rounds, 7), once: true },
      );
      const warm = await interleave(warmContenders(library, text, mathjs, n), { rounds });
      const what = `text to first gradient, ${title}`;
      rows.push(time(`${what}, fresh process`, first.ours, 'ms', { most: 10 }));
      rows.push(
        ratio(`${what}, fresh process: ours ÷ mathjs`, ['ours', first.ours], ['mathjs', first.mathjs], {
          most: 0.1,
        }),
      );
      rows.push(time(`${what}, warm`, warm.ours, 'ms', { most: 10 }));
      rows.push(
        ratio(`${what}, warm: ours ÷ mathjs`, ['ours', warm.ours], ['mathjs', warm.mathjs], { most: 0.1 }),
      );
    }
    return rows;
  },
};

/**
 * @param {string} engine
 * @param {string} file
 * @param {string} name
 * @returns {import('../measure/contender.mjs').Contender}
 */
function coldContender(engine, file, name) {
  let answer = 0;
  return {
    name: engine,
    time: async () => {
      const [nanoseconds, last] = (await run(process.execPath, [COLD_START, engine, file, name]))
        .split(' ')
        .map(Number);
      answer = last;
      return nanoseconds;
    },
    answer: () => answer,
  };
}

/**
 * @param {import('./context.mjs').Context['library']} library
 * @param {string} text
 * @param {string} mathjs
 * @param {number} n
 */
function warmContenders({ compile, objective }, text, mathjs, n) {
  const names = n === 2 ? ['x', 'y'] : Array.from({ length: n }, (_, i) => `x${i + 1}`);
  const x = new Float64Array(n).fill(0.3);
  const g = new Float64Array(n);
  let value = 0;
  let seen = 0;
  // Another text each time, the same to within the agreement of the contenders, so that no cache knows it.
  const fresh = (/** @type {string} */ source) => `${source} + 1e-300*${++seen}`;
  const contender = (/** @type {string} */ name, /** @type {() => number} */ once) =>
    local(
      name,
      (count) => {
        for (let i = 0; i < count; i++) value = once();
      },
      () => g.reduce((sum, entry) => sum + entry, value),
    );
  return {
    ours: contender('ours', () => compile(objective(fresh(text))).valueAndGradient(x, g)),
    mathjs: contender('mathjs', () => mathjsGradient(fresh(mathjs), names)(x, g)),
  };
}
