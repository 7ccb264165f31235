import { compile as compileMathjs } from 'mathjs';
import { local } from '../measure/contender.mjs';
import { interleave } from '../measure/interleave.mjs';
import { absent, ratio } from '../report/row.mjs';
import { BEALE, RASTRIGIN_2 } from '../texts.mjs';
import { available } from './available.mjs';

const SIDE = 512;
const CASES = [
  { name: 'beale', title: 'Beale', expression: BEALE, half: 4.5, most: 1.4 },
  { name: 'rastrigin', title: 'Rastrigin', expression: RASTRIGIN_2, half: 5.12, most: 0.2 },
];

/**
 * Fields of 512×512 points.
 * @type {import('./context.mjs').Group}
 */
export const field = {
  name: 'field',
  measure: async ({ library: { compile, objective }, rivals, rounds }) => {
    const rows = [];
    for (const { name, title, expression, half, most } of CASES) {
      const out = new Float64Array(SIDE * SIDE);
      const sum = () => out.reduce((total, entry) => total + entry, 0);
      const compiled = compile(objective(`f(x, y) = ${expression}`));
      const window = { x: /** @type {const} */ ([-half, half]), y: /** @type {const} */ ([-half, half]) };
      const ours = local(
        'ours',
        (count) => {
          for (let i = 0; i < count; i++) compiled.field(window, SIDE, SIDE, out);
        },
        sum,
      );
      const c = await available(rivals.c, 'C', `field-${name}`);
      const mathjs = mathjsField(expression, half, out);
      const best = await interleave({ ours, mathjs, ...(typeof c === 'string' ? {} : { c }) }, { rounds });
      const what = `field 512² of ${title}`;
      if (best.c === undefined) rows.push(absent(`${what}: ours ÷ C -O3, 128-bit`, String(c), { most }));
      else rows.push(ratio(`${what}: ours ÷ C -O3, 128-bit`, ['ours', best.ours], ['C', best.c], { most }));
      rows.push(
        ratio(`${what}: mathjs ÷ ours`, ['mathjs', best.mathjs], ['ours', best.ours], { least: 300 }),
      );
    }
    return rows;
  },
};

/**
 * @param {string} expression
 * @param {number} half
 * @param {Float64Array} out
 */
function mathjsField(expression, half, out) {
  const code = compileMathjs(expression);
  const scope = { x: 0, y: 0 };
  const at = (/** @type {number} */ i) => (i === SIDE - 1 ? half : -half + (i * 2 * half) / (SIDE - 1));
  return local(
    'mathjs',
    (count) => {
      for (let k = 0; k < count; k++) {
        for (let j = 0, next = 0; j < SIDE; j++) {
          scope.y = at(j);
          for (let i = 0; i < SIDE; i++) {
            scope.x = at(i);
            out[next++] = code.evaluate(scope);
          }
        }
      }
    },
    () => out.reduce((total, entry) => total + entry, 0),
  );
}
