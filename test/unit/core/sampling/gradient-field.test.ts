import { expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { cellMiddle, sampleGradients } from '../../../../src/core/sampling/gradient-field.ts';
import { expectClose } from '../../support/close.ts';
import { objectiveOf } from '../../support/objectives.ts';

test('gradients stand at the middles of the cells, in the plane that is shown', () => {
  const f = compileObjective(objectiveOf('f(x, y, z) = x^2 + 3*y^2 + x*z'));
  const window = { coordinates: [2, 0], x: [0, 4], y: [-1, 1] } as const;
  const field = sampleGradients(f, { window, columns: 4, rows: 2, base: [9, 5, 9] });
  expect(cellMiddle(field, 0, 0)).toEqual([0.5, -0.5]);
  expect(cellMiddle(field, 3, 1)).toEqual([3.5, 0.5]);
  expectClose(field.parts.slice(0, 2), [-0.5, 2 * -0.5 + 0.5]);
  expectClose(field.parts.slice(14), [0.5, 2 * 0.5 + 3.5]);
});

test('along oblique directions they are the slopes of f', () => {
  const f = compileObjective(objectiveOf('f(x, y) = exp(x)*sin(y)'));
  const h = Math.SQRT1_2;
  const plane = {
    key: '',
    origin: Float64Array.of(0.2, 0.3),
    u: Float64Array.of(h, h),
    v: Float64Array.of(-h, h),
    labels: ['s', 't'] as const,
  };
  const { parts } = sampleGradients(f, {
    window: { plane, x: [-1, 1], y: [-1, 1] },
    columns: 1,
    rows: 1,
    base: [],
  });
  const [gx, gy] = [Math.exp(0.2) * Math.sin(0.3), Math.exp(0.2) * Math.cos(0.3)];
  expectClose(parts, [h * (gx + gy), h * (gy - gx)]);
});
