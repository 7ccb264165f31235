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

/** Every iterate is kept. What that costs shows where the trace is read, beside a C program that writes the same rows. */
const CASES = [
  { title: 'gradient descent, x² + y²', task: 'gd-bowl', request: BOWL_RUN, most: 1.3 },
  { title: 'gradient descent, Rosenbrock 2', task: 'gd-rosenbrock', request: ROSENBROCK_RUN, most: 1.3 },
  { title: 'Adam, Rosenbrock 2', task: 'adam', request: ADAM_RUN, most: 1.6 },
];

/**
 * The time of one step of `minimize`, every iterate kept: the difference of a long and a short run, so that what comes once
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
      const run = (/** @type {number} */ iterations, /** @type {boolean} */ read) => {
        let f = 0;
        return local(
          'minimize',
          (count) => {
            for (let i = 0; i < count; i++) {
              const { f: last, trace } = minimize(target, { ...rest, until: { iterations } });
              if (trace.length !== iterations + 1) throw new Error(`the trace has ${trace.length} rows`);
              if (read && (trace.f.at(-1) !== last || trace.x.length !== 2 * trace.length))
                throw new Error('the trace does not hold the run');
              f = last;
            }
          },
          () => f,
        );
      };
      const plain = await available(rivals.c, 'C', task, LONG);
      const recording = await available(rivals.c, 'C, recording', `${task}-recording`, LONG);
      const best = await interleave(
        {
          kept: run(LONG, false),
          read: run(LONG, true),
          ...(typeof plain === 'string' ? {} : { plain }),
          ...(typeof recording === 'string' ? {} : { recording }),
        },
        { rounds },
      );
      const short = await interleave({ kept: run(SHORT, false), read: run(SHORT, true) }, { rounds });
      for (const [ours, name, there, what, aim] of /** @type {const} */ ([
        ['kept', 'plain', plain, 'a step: ours ÷ C -O3', { most }],
        [
          'read',
          'recording',
          recording,
          'a step, its trace read: ours ÷ C -O3 that records the same',
          undefined,
        ],
      ])) {
        const step = /** @type {const} */ (['ours', (best[ours] - short[ours]) / (LONG - SHORT)]);
        const other = best[name];
        const row = `${title}, ${what}`;
        if (other === undefined) rows.push(absent(row, String(there), aim));
        else rows.push(ratio(row, step, ['C', other / LONG], aim));
      }
    }
    return rows;
  },
};
