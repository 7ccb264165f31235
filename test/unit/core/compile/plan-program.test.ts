import { expect, test } from 'vitest';
import { lowerPrimitives } from '../../../../src/core/compile/loops/lower-primitives.ts';
import { planProgram } from '../../../../src/core/compile/loops/plan-program.ts';
import { objectiveOf } from '../../support/objectives.ts';

test.each([
  ['a vector', `[${Array.from({ length: 100 }, (_, i) => `x*${i}`).join(', ')}]`],
  ['a matrix', `[${Array.from({ length: 50 }, (_, i) => `x*${i}, ${i}, x^2 + ${i}`).join('; ')}]`],
  ['joined vectors', `concat(${Array.from({ length: 50 }, (_, i) => `[x*${i}, x + ${i}]`).join(', ')})`],
])('the entries of %s are placed into one array, without others on the way', (_, text) => {
  const { graph, output } = objectiveOf(`f(x) = sum(exp(${text}))`);
  const lowered = lowerPrimitives(graph, [output]);
  const { arrays } = planProgram(lowered.graph, lowered.roots);
  expect(arrays).toHaveLength(1);
});
