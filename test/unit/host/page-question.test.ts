import { describe, expect, test } from 'vitest';
import { readPageMessage } from '../../../src/host/page-message.ts';

const ask = (about: string, question: unknown) => ({ type: 'ask', id: 7, generation: 1, about, question });
const vector = Float64Array.of(1, 2);
const plane = { key: 'a', origin: vector, u: vector, v: vector, labels: ['s', 't'] };

describe('a question of the page', () => {
  test.each([
    [
      'a field of two coordinates',
      ask('sample', { window: { coordinates: [0, 1], x: [0, 1], y: [0, 1] }, columns: 9, rows: 9 }),
    ],
    [
      'a field of any plane',
      ask('sample', { window: { plane, x: [0, 1], y: [0, 1] }, columns: 9, rows: 9, scale: 'linear' }),
    ],
    ['a point', ask('probe', { x: vector })],
    ['gradients', ask('gradients', { window: { plane, x: [0, 1], y: [0, 1] }, columns: 1, rows: 12 })],
    ['a plane', ask('plane', { kind: 'principal', key: 'p', run: 0 })],
  ])('%s is read as it is', (_, message) => {
    expect(readPageMessage(message)).toEqual(message);
  });

  test.each([
    ['a vector that is none', ask('probe', { x: [1, 2] })],
    ['a vector that is not finite', ask('probe', { x: Float64Array.of(1, Number.NaN) })],
    [
      'a scale that there is not',
      ask('sample', { window: { plane, x: [0, 1], y: [0, 1] }, columns: 9, rows: 9, scale: 'cubic' }),
    ],
    [
      'more arrows than fit',
      ask('gradients', { window: { plane, x: [0, 1], y: [0, 1] }, columns: 1e6, rows: 12 }),
    ],
    ['a plane of no kind', ask('plane', { kind: 'flat', key: 'p' })],
    [
      'a window in half a plane',
      ask('sample', { window: { plane: { ...plane, v: [] }, x: [0, 1], y: [0, 1] }, columns: 9, rows: 9 }),
    ],
  ])('%s is refused, under its id', (_, message) => {
    expect(readPageMessage(message)).toMatchObject({ type: 'invalid', id: 7 });
  });
});
