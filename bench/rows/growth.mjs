import { evaluations, local } from '../measure/contender.mjs';
import { interleave } from '../measure/interleave.mjs';
import { absent, ratio, time } from '../report/row.mjs';
import { rosenbrock, rosenbrockByIndex, rosenbrockWrittenOut } from '../texts.mjs';

const SIZES = [100, 1000, 10_000, 100_000];
const WAYS = [
  { how: 'in slices', write: rosenbrock },
  { how: 'as an index sum', write: rosenbrockByIndex },
];

/** @param {number} n */
const size = (n) => n.toLocaleString('en').replaceAll(',', ' ');

/**
 * The extended Rosenbrock function with its gradient at growing n, in both ways to write it; and how long one takes to begin with that
 * is written out term by term.
 * @type {import('./context.mjs').Group}
 */
export const growth = {
  name: 'growth',
  measure: async ({ library: { compile, objective }, rivals, rounds }) => {
    const rows = [];
    for (const { how, write } of WAYS) {
      /** @type {Map<number, number>} */
      const perVariable = new Map();
      for (const n of SIZES) {
        const compiled = compile(objective(write(n)));
        const start = new Array(n).fill(0.3);
        const best = await interleave(
          {
            ours: evaluations('generated', (x, g) => compiled.valueAndGradient(x, g), start),
            ...(typeof rivals.c === 'string' ? {} : { c: rivals.c.contender('C', 'rosenbrock', n) }),
          },
          { rounds },
        );
        perVariable.set(n, best.ours / n);
        const what = `Rosenbrock ${size(n)} ${how}: ours ÷ C -O3`;
        const aim = n >= 1000 ? { most: 2.5 } : undefined;
        if (best.c === undefined) rows.push(absent(what, String(rivals.c), aim));
        else rows.push(ratio(what, ['ours', best.ours], ['C', best.c], aim));
      }
      const [small, large] = [100, 100_000].map((n) => /** @type {number} */ (perVariable.get(n)));
      rows.push(
        ratio(`Rosenbrock ${how}: time per variable, n = 100 000 ÷ 100`, ['100 000', large], ['100', small], {
          most: 1.5,
        }),
      );
      rows.push(await firstGradientOfMany(how, 100_000, write, { compile, objective }));
    }
    for (const n of [1000, 10_000]) {
      const most = n > 1000 ? 1.5 : 0.5;
      rows.push(
        await firstGradientOfMany('written out', n, rosenbrockWrittenOut, { compile, objective }, most),
      );
    }
    return rows;
  },
};

/**
 * The time from the text to the first gradient of many variables. Each text is another, so that none was seen before.
 * @param {string} how
 * @param {number} n
 * @param {(n: number) => string} write
 * @param {Pick<import('./context.mjs').Context['library'], 'compile' | 'objective'>} library
 * @param {number} [most] the aim, in seconds.
 */
async function firstGradientOfMany(how, n, write, { compile, objective }, most = 0.5) {
  const x = new Float64Array(n).fill(0.3);
  const g = new Float64Array(n);
  let seen = 0;
  let value = 0;
  const ours = local(
    'ours',
    () => {
      seen++;
      value = compile(objective(write(n).replaceAll('100*', `${100 + seen}*`))).valueAndGradient(x, g);
    },
    () => value,
  );
  const best = await interleave({ ours }, { rounds: 5, agree: false, once: true });
  return time(`Rosenbrock ${size(n)} ${how}: text to first gradient`, best.ours, 's', { most });
}
