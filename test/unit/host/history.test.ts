import fc from 'fast-check';
import { expect, test } from 'vitest';
import { History } from '../../../src/host/history.ts';

test('undo and redo walk through what was pushed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 20 }), (values) => {
      const history = new History(0);
      for (const value of values) history.push(value);
      const back = values.map(() => {
        history.undo();
        return history.present;
      });
      expect(back).toEqual([0, ...values.slice(0, -1)].reverse());
      expect(history.canUndo).toBe(false);
      const forth = values.map(() => {
        history.redo();
        return history.present;
      });
      expect(forth).toEqual(values);
      expect(history.canRedo).toBe(false);
    }),
  );
});

test('values of one key are taken back as one, until an undo parts them', () => {
  const history = new History('text');
  history.push('0.1', 'slider');
  history.push('0.2', 'slider');
  history.push('adam', 'method');
  history.undo();
  expect(history.present).toBe('0.2');
  history.push('0.3', 'slider');
  history.undo();
  expect(history.present).toBe('0.2');
  history.undo();
  expect(history.present).toBe('text');
});

test('what was taken back is gone when something else follows', () => {
  const history = new History('a');
  history.push('b');
  history.undo();
  history.push('c');
  expect(history.canRedo).toBe(false);
  history.undo();
  expect(history.present).toBe('a');
});

test('a refined value is no change of its own', () => {
  const history = new History('a');
  history.push('b');
  history.refine('b, in full');
  history.undo();
  expect(history.present).toBe('a');
  history.redo();
  expect(history.present).toBe('b, in full');
});
