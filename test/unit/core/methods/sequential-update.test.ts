import { expect, it } from 'vitest';
import { gd } from '../../../../src/core/methods/gd.ts';
import { momentum } from '../../../../src/core/methods/momentum.ts';
import { sequentialUpdate } from '../../../../src/core/methods/sequential-update.ts';
import { compileUpdate } from '../../../../src/core/run/compile-update.ts';
import { expectClose } from '../../support/close.ts';

/** x² + xy + y²: the order of the coordinates matters. */
const gradientAt = (x: Float64Array, g: Float64Array) => {
  g[0] = 2 * x[0]! + x[1]!;
  g[1] = x[0]! + 2 * x[1]!;
};

it('uses each new value at once for the next derivative', () => {
  const x = Float64Array.of(1, 2);
  const g = new Float64Array(2);
  gradientAt(x, g);
  const next = { x: new Float64Array(2), g: new Float64Array(2), state: [] };
  let calls = 0;
  const counted = (at: Float64Array, out: Float64Array) => {
    calls++;
    gradientAt(at, out);
  };
  sequentialUpdate(compileUpdate(gd), counted, { x, g, state: [] }, Float64Array.of(0.1, 1), next);
  expect(calls).toBe(1);
  expectClose(next.x, [1 - 0.1 * 4, 2 - 0.1 * (0.6 + 4)]);
  expect(Array.from(x)).toEqual([1, 2]);
});

it('carries the state of each coordinate, and is the simultaneous update where f is separable', () => {
  const separable = (x: Float64Array, g: Float64Array) =>
    x.forEach((entry, i) => {
      g[i] = (i + 1) * entry;
    });
  const update = compileUpdate(momentum);
  const vector = () => new Float64Array(3);
  let one = { x: Float64Array.of(1, -2, 3), g: vector(), state: [vector()] };
  let all = { x: one.x.slice(), g: vector(), state: [vector()] };
  for (let k = 1; k <= 5; k++) {
    const scalars = Float64Array.of(0.1, k, 0.9);
    separable(one.x, one.g);
    separable(all.x, all.g);
    const next = { x: vector(), g: vector(), state: [vector()] };
    sequentialUpdate(update, separable, one, scalars, next);
    one = next;
    const other = { x: vector(), g: vector(), state: [vector()] };
    update(all.x, all.g, all.state, scalars, other.x, other.state);
    all = other;
    expect(one.x).toEqual(all.x);
    expect(one.state).toEqual(all.state);
  }
});
