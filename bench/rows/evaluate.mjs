import { evaluations } from '../measure/contender.mjs';
import { interleave } from '../measure/interleave.mjs';
import { absent, ratio } from '../report/row.mjs';
import { BY_HAND } from '../rivals/by-hand.mjs';
import { mathjsGradient } from '../rivals/mathjs-gradient.mjs';
import { BEALE, BOWL, ROSENBROCK_2, rastrigin, rastriginInNumbers, rosenbrock } from '../texts.mjs';

/** @typedef {{ name: string, title: string, n: number, text: string, mathjs?: string, mathjsAim?: number, cAim?: number }} Case */

/** @type {Case[]} */
const CASES = [
  { name: 'bowl', title: 'x² + y²', n: 2, text: `f(x, y) = ${BOWL}`, mathjs: BOWL, mathjsAim: 100 },
  {
    name: 'rosenbrock2',
    title: 'Rosenbrock 2',
    n: 2,
    text: `f(x, y) = ${ROSENBROCK_2}`,
    mathjs: ROSENBROCK_2,
    mathjsAim: 100,
  },
  { name: 'beale', title: 'Beale', n: 2, text: `f(x, y) = ${BEALE}`, mathjs: BEALE, mathjsAim: 100 },
  {
    name: 'rastrigin',
    title: 'Rastrigin 10',
    n: 10,
    text: rastrigin(10),
    mathjs: rastriginInNumbers(10),
    mathjsAim: 60,
    cAim: 1,
  },
  { name: 'rosenbrock', title: 'Rosenbrock 10', n: 10, text: rosenbrock(10) },
];

/** @param {number} n */
const names = (n) => (n === 2 ? ['x', 'y'] : Array.from({ length: n }, (_, i) => `x${i + 1}`));

/**
 * Value and gradient of small functions. All are compiled and warm before the first is timed, as in a program that has seen
 * more than one function.
 * @type {import('./context.mjs').Group}
 */
export const evaluate = {
  name: 'evaluate',
  measure: async ({ library: { compile, objective }, rivals, rounds }) => {
    const contenders = CASES.map(({ name, n, text, mathjs }) => {
      const start = new Array(n).fill(0.3);
      const compiled = compile(objective(text));
      return {
        ours: evaluations('generated', (x, g) => compiled.valueAndGradient(x, g), start),
        hand: evaluations('by hand', BY_HAND[name], start),
        ...(mathjs ? { mathjs: evaluations('mathjs', mathjsGradient(mathjs, names(n)), start) } : {}),
        ...(typeof rivals.c === 'string' ? {} : { c: rivals.c.contender('C', name, n) }),
      };
    });
    for (const { ours, hand } of contenders) for (const each of [ours, hand]) await each.time(100_000);

    const rows = [];
    for (const [i, { title, mathjsAim, cAim }] of CASES.entries()) {
      const best = await interleave(contenders[i], { rounds });
      const ours = /** @type {const} */ (['generated', best.ours]);
      rows.push(
        ratio(`${title}: generated ÷ JavaScript by hand`, ours, ['by hand', best.hand], { most: 1.15 }),
      );
      const overC = `${title}: generated ÷ C -O3`;
      const aim = cAim === undefined ? undefined : { most: cAim };
      if (best.c === undefined) rows.push(absent(overC, String(rivals.c), aim));
      else rows.push(ratio(overC, ours, ['C', best.c], aim));
      if (best.mathjs !== undefined && mathjsAim !== undefined) {
        rows.push(ratio(`${title}: mathjs ÷ generated`, ['mathjs', best.mathjs], ours, { least: mathjsAim }));
      }
    }
    return rows;
  },
};
