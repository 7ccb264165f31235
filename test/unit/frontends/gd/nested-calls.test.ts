import { expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { parseGd } from '../../../../src/frontends/gd/parse-gd.ts';

test('helpers call helpers that call helpers, each with constants of the text', () => {
  const text = 'c = 2\nf0(x) = c*x\nf1(x) = f0(x) + c\nf2(x) = f1(x)*f0(x)\nf3(x) = f2(x + 1) + f1(x)';
  const { objectives, problems } = parseGd(text);
  expect(problems).toEqual([]);
  const last = objectives.at(-1)?.objective;
  // f3(1) = (2·2 + 2)·(2·2) + (2·1 + 2)
  expect(last && compileObjective(last).value(Float64Array.of(1))).toBe(28);
});
