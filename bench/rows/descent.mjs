import { local } from '../measure/contender.mjs';
import { interleave } from '../measure/interleave.mjs';
import { absent, ratio } from '../report/row.mjs';
import { BOWL, ROSENBROCK_2 } from '../texts.mjs';
import { available } from './available.mjs';

// Many steps, few enough that the library's trace keeps every one, and so small that no run arrives.
const LONG = 250_000;
const SHORT = 50_000;

const BOWL_RUN = { text: `f(x, y) = ${BOWL}`, method: 'gd', start: [1, 0.5], rate: 1e-6 };
const ROSENBROCK_RUN = { text: `f(x, y) = ${ROSENBROCK_2}`, method: 'gd', start: [-1.2, 1], rate: 1e-4 };
const ADAM_RUN = { ...ROSENBROCK_RUN, method: 'adam', rate: 1e-6 };

/** The aims count our recording of every iterate, and C's loop without it; the row with it is there to see what that costs. */
const CASES = [
  { title: 'gradient descent, x² + y²', task: 'gd-bowl', request: BOWL_RUN, most: 1.3 },
  { title: 'gradient descent, Rosenbrock 2', task: 'gd-rosenbrock', request: ROSENBROCK_RUN, most: 1.3 },
  { title: 'Adam, Rosenbrock 2', task: 'adam', request: ADAM_RUN, most: 1.6 },
];

/**
 * The time of one step of `minimize`, every iterate recorded: the difference of a long and a short run, so that what comes once
 * (reading, compiling) does not count.
 * @type {import('./context.mjs').Group}
 */
export const descent = {
  name: 'descent',
  measure: async ({ library: { minimize, objective }, rivals, rounds }) => {
    const rows = [];
    for (const { title, task, request, most } of CASES) {
      const { text, ...rest } = request;
      const target = objective(text);
      const run = (/** @type {number} */ iterations) => {
        let f = 0;
        return local(
          'minimize',
          (count) => {
            for (let i = 0; i < count; i++) {
              const result = minimize(target, { ...rest, until: { iterations } });
              if (result.trace.length !== iterations + 1)
                throw new Error(`the trace has ${result.trace.length} rows`);
              f = result.f;
            }
          },
          () => f,
        );
      };
      const plain = await available(rivals.c, 'C', task, LONG);
      const recording = await available(rivals.c, 'C, recording', `${task}-recording`, LONG);
      const best = await interleave(
        {
          long: run(LONG),
          ...(typeof plain === 'string' ? {} : { plain }),
          ...(typeof recording === 'string' ? {} : { recording }),
        },
        { rounds },
      );
      const { short } = await interleave({ short: run(SHORT) }, { rounds });
      const ours = /** @type {const} */ (['ours', (best.long - short) / (LONG - SHORT)]);
      for (const [name, there] of /** @type {const} */ ([
        ['plain', plain],
        ['recording', recording],
      ])) {
        const other = name === 'plain' ? 'C -O3' : 'C -O3 that records the same';
        const what = `${title}, a step, recorded: ours ÷ ${other}`;
        const aim = { most };
        const taken = best[name];
        if (taken === undefined) rows.push(absent(what, String(there), aim));
        else rows.push(ratio(what, ours, ['C', taken / LONG], aim));
      }
    }
    return rows;
  },
};
