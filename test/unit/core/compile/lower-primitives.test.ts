import { describe, expect, test } from 'vitest';
import { lowerPrimitives } from '../../../../src/core/compile/loops/lower-primitives.ts';
import { objectiveOf } from '../../support/objectives.ts';

const loweredOps = (text: string) => {
  const { graph, output } = objectiveOf(text);
  return lowerPrimitives(graph, [output]).graph.map(({ op }) => op);
};

describe('what loops compute', () => {
  test.each([
    ['softplus', 'f(x[100]) = sum(log(1 + exp(x)))', ['max', 'exp', 'log1p']],
    ['sigmoid', 'f(x[100]) = sum(1 ./ (1 + exp(-x)))', ['exp', 'select']],
    ['sech', 'f(x[100]) = sum(sech(x))', ['exp', 'div']],
    ['tanh', 'f(x[100]) = sum(tanh(x))', ['expm1', 'div']],
    ['sinh', 'f(x[100]) = sum(sinh(x))', ['expm1', 'div']],
    ['cosh', 'f(x[100]) = sum(cosh(x))', ['exp', 'div']],
    ['logcosh', 'f(x[100]) = sum(log(cosh(x)))', ['expm1', 'log1p']],
  ])('%s is made of what the kernels have', (name, text, parts) => {
    const before = objectiveOf(text).graph.map(({ op }) => op);
    expect(before).toContain(name);
    const after = loweredOps(text);
    expect(after).not.toContain(name);
    for (const part of parts) expect(after).toContain(part);
  });

  test('log1p of an exponential that may overflow is softplus, and of one that cannot stays', () => {
    const ops = (text: string) => objectiveOf(text).graph.map(({ op }) => op);
    expect(ops('f(x) = log1p(exp(x))')).toContain('softplus');
    expect(ops('f(x) = log1p(exp(-abs(x)))')).not.toContain('softplus');
  });
});
