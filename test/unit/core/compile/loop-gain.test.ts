import { describe, expect, test } from 'vitest';
import { loopGain } from '../../../../src/core/compile/loop-gain.ts';
import { objectiveOf } from '../../support/objectives.ts';

function gainOf(text: string): number {
  const { graph, output } = objectiveOf(text);
  return loopGain(graph, [output]);
}

describe('loops gain over straight-line code', () => {
  test('nothing where all values are single numbers', () => {
    expect(gainOf('f(x, y) = exp(x*y) + sin(x) + tanh(y)')).toBe(0);
  });

  test('in proportion to the entries', () => {
    const gain = (n: number) => gainOf(`f(x[${n}]) = sum(sin(x).^2)`);
    expect(gain(80)).toBeCloseTo(10 * gain(8), 9);
  });

  test('much by sines, a little by sums', () => {
    expect(gainOf('f(x[10]) = sum(sin(x))')).toBeGreaterThan(3 * gainOf('f(x[10]) = sum(x.^2 + 3*x)'));
  });

  test('less than nothing where JavaScript is called for every entry', () => {
    for (const each of ['erf(x)', 'gamma(x)', 'x.^1.4', 'atan(x)'])
      expect(gainOf(`f(x[20]) = sum(${each})`), each).toBeLessThan(0);
  });

  test('by powers that are multiplied out, and by what is written with exponentials', () => {
    for (const each of [
      'x.^3',
      'x.^1.5',
      'sigmoid(x)',
      'softplus(x)',
      'sech(x)',
      'tanh(x)',
      'sinh(x)',
      'log(cosh(x))',
    ])
      expect(gainOf(`f(x[20]) = sum(${each})`), each).toBeGreaterThan(0);
  });
});
