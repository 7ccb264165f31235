import { evaluations } from '../measure/contender.mjs';
import { interleave } from '../measure/interleave.mjs';
import { absent, ratio } from '../report/row.mjs';
import { logistic as text } from '../texts.mjs';
import { available } from './available.mjs';

const RIVALS = /** @type {const} */ ([
  { key: 'c', child: 'c', task: 'logistic', name: 'C', aim: { most: 1 } },
  { key: 'numpy', child: 'python', task: 'logistic-numpy', name: 'numpy', aim: { least: 1 } },
  { key: 'torch', child: 'python', task: 'logistic-torch', name: 'PyTorch', aim: { least: 1 } },
]);

/**
 * The mean logistic loss of 1000 rows of 20 numbers, with its gradient.
 * @type {import('./context.mjs').Group}
 */
export const logistic = {
  name: 'logistic',
  measure: async ({ library: { compile, objective }, rivals, rounds }) => {
    const compiled = compile(objective(text()));
    /** @type {Record<string, import('../measure/contender.mjs').Contender>} */
    const contenders = {
      ours: evaluations('ours', (x, g) => compiled.valueAndGradient(x, g), new Array(20).fill(0.3)),
    };
    /** @type {Record<string, string>} */
    const reasons = {};
    for (const { key, child, task, name } of RIVALS) {
      const there = await available(rivals[child], name, task, 20);
      if (typeof there === 'string') reasons[key] = there;
      else contenders[key] = there;
    }
    const best = await interleave(contenders, { rounds });
    return RIVALS.map(({ key, name, aim }) => {
      const [ours, other] = [
        ['ours', best.ours],
        [name, best[key]],
      ].map((side) => /** @type {[string, number]} */ (side));
      const what = `logistic 1000×20: ${'most' in aim ? `ours ÷ ${name} -O3` : `${name} ÷ ours`}`;
      if (reasons[key] !== undefined) return absent(what, reasons[key], aim);
      return 'most' in aim ? ratio(what, ours, other, aim) : ratio(what, other, ours, aim);
    });
  },
};
