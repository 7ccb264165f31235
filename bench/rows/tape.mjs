import { interleave } from '../measure/interleave.mjs';
import { ratio } from '../report/row.mjs';

const CASES = [
  { name: 'bowl', title: 'x² + y²' },
  { name: 'rosenbrock2', title: 'Rosenbrock 2' },
  { name: 'beale', title: 'Beale' },
  { name: 'rastrigin', title: 'Rastrigin 10' },
];

/**
 * Value and gradient where code may not be generated, in a process of its own that forbids it.
 * @type {import('./context.mjs').Group}
 */
export const tape = {
  name: 'tape',
  measure: async ({ rivals: { withoutCode }, rounds }) => {
    const rows = [];
    for (const { name, title } of CASES) {
      const best = await interleave(
        {
          ours: withoutCode.contender('ours', `tape-${name}`),
          mathjs: withoutCode.contender('mathjs', `mathjs-${name}`),
        },
        { rounds },
      );
      rows.push(
        ratio(
          `${title} without generated code: mathjs ÷ ours`,
          ['mathjs', best.mathjs],
          ['ours', best.ours],
          { least: 6 },
        ),
      );
    }
    return rows;
  },
};
