import 'fmin'; // declares its script for the browser an ES module, so that its only way out is a global
import { local } from '../measure/contender.mjs';
import { interleave } from '../measure/interleave.mjs';
import { absent, ratio } from '../report/row.mjs';
import { ROSENBROCK_2 } from '../texts.mjs';
import { available } from './available.mjs';

const START = [-1.2, 1];

/** fmin's best method for smooth functions, with a gradient by hand. */
function conjugateGradient() {
  let answer = 0;
  const rosenbrock = (/** @type {number[]} */ x, /** @type {number[]} */ g) => {
    const a = 1 - x[0];
    const b = x[1] - x[0] * x[0];
    g[0] = -2 * a - 400 * b * x[0];
    g[1] = 200 * b;
    return a * a + 100 * b * b;
  };
  return local(
    'fmin',
    (count) => {
      for (let i = 0; i < count; i++)
        answer = globalThis.fmin
          .conjugateGradient(rosenbrock, START)
          .x.reduce((sum, entry) => sum + entry, 0);
    },
    () => answer,
  );
}

/**
 * A whole BFGS run on Rosenbrock's function from (−1.2, 1) to a gradient below 1e-6.
 * @type {import('./context.mjs').Group}
 */
export const bfgs = {
  name: 'bfgs',
  measure: async ({ library: { minimize, objective }, rivals, rounds }) => {
    const target = objective(`f(x, y) = ${ROSENBROCK_2}`);
    let answer = 0;
    const once = () => {
      answer = minimize(target, { method: 'bfgs', start: START, until: { gradient: 1e-6 } }).x.reduce(
        (a, b) => a + b,
        0,
      );
    };
    const aims = { c: { most: 2.2 }, scipy: { least: 400 }, fmin: { least: 2 } };
    const what = {
      c: 'BFGS run, Rosenbrock 2: ours ÷ C -O3',
      scipy: 'BFGS run, Rosenbrock 2: SciPy ÷ ours',
      fmin: 'BFGS run, Rosenbrock 2: fmin ÷ ours',
    };
    try {
      once();
    } catch (error) {
      if (!/^there is no method bfgs/.test(/** @type {Error} */ (error).message)) throw error;
      return [
        absent(what.c, 'bfgs: not there yet', aims.c),
        absent(what.scipy, 'bfgs: not there yet', aims.scipy),
        absent(what.fmin, 'bfgs: not there yet', aims.fmin),
      ];
    }
    const ours = local(
      'minimize',
      (count) => {
        for (let i = 0; i < count; i++) once();
      },
      () => answer,
    );
    const c = await available(rivals.c, 'C', 'bfgs');
    const scipy = await available(rivals.python, 'SciPy', 'bfgs-scipy');
    // They stop at different points of a gradient below 1e-6; a loose look at the minimizer is the task of the tests.
    const best = await interleave(
      {
        ours,
        fmin: conjugateGradient(),
        ...(typeof c === 'string' ? {} : { c }),
        ...(typeof scipy === 'string' ? {} : { scipy }),
      },
      { rounds, agree: false },
    );
    const mine = /** @type {const} */ (['ours', best.ours]);
    return [
      best.c === undefined ? absent(what.c, String(c), aims.c) : ratio(what.c, mine, ['C', best.c], aims.c),
      best.scipy === undefined
        ? absent(what.scipy, String(scipy), aims.scipy)
        : ratio(what.scipy, ['SciPy', best.scipy], mine, aims.scipy),
      ratio(what.fmin, ['fmin', best.fmin], mine, aims.fmin),
    ];
  },
};
