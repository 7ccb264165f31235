import { describe, expect, test } from 'vitest';
import type { RunView } from '../../../src/protocol/page.ts';
import { followRuns } from '../../../webview/follow-runs.ts';
import { rosenbrock } from '../../page/scenes.ts';

const [first, second, third] = rosenbrock().state.runs as [RunView, RunView, RunView];
const runs = [first, second, third];

describe('what was chosen about a run follows it', () => {
  test('when another method is removed', () => {
    expect(followRuns({ runs, hidden: [1], selected: 2 }, [second, third])).toMatchObject({
      hidden: [0],
      selected: 1,
    });
  });

  test('and is forgotten when it is removed itself', () => {
    expect(followRuns({ runs, hidden: [1], selected: 1 }, [first, third])).toMatchObject({
      hidden: [],
      selected: 0,
    });
  });

  test('when a method is put before it, also the same once more', () => {
    expect(followRuns({ runs, hidden: [2], selected: 1 }, [third, first, second])).toMatchObject({
      hidden: [0],
      selected: 2,
    });
    expect(followRuns({ runs, hidden: [0], selected: 0 }, [first, first, second, third]).hidden).toEqual([0]);
  });

  test('when its rate is changed', () => {
    const faster = { ...second, plan: { ...second.plan, text: 'momentum(rate = 3e-4, momentum = 0.95)' } };
    const { hidden, selected } = followRuns({ runs, hidden: [1], selected: 1 }, [first, faster, third]);
    expect([hidden, selected]).toEqual([[1], 1]);
  });

  test('among runs that differ in their start', () => {
    const at = (start: number[]) => ({ ...first, plan: { ...first.plan, start } });
    const before = [at([0, 0]), at([0, 1]), at([1, 1])];
    const after = [at([0, 1]), at([1, 1]), at([2, 2]), at([3, 3])];
    expect(followRuns({ runs: before, hidden: [0, 2], selected: 1 }, after)).toMatchObject({
      hidden: [1],
      selected: 0,
    });
  });

  test('the same places stay the same object, so that nothing is drawn anew', () => {
    const hidden = [1];
    expect(followRuns({ runs, hidden, selected: 0 }, [...runs]).hidden).toBe(hidden);
  });
});
