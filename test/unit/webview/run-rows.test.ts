import { expect, test } from 'vitest';
import type { RunView } from '../../../src/protocol/page.ts';
import { groupRows, sortRows } from '../../../webview/compare/run-rows.ts';
import { applyState, EMPTY_MODEL } from '../../../webview/model.ts';
import { manyStarts, seededRuns } from '../../page/scenes.ts';

const modelOf = (state: ReturnType<typeof seededRuns>) => ({
  ...EMPTY_MODEL,
  ...applyState(EMPTY_MODEL, state),
});

test('runs that differ by seed are one row, with the median of each number', () => {
  const state = seededRuns();
  const rows = groupRows(modelOf(state));
  expect(rows).toHaveLength(1);
  const [row] = rows;
  expect(row?.members).toHaveLength(9);
  // Of 12, 13 … 20 steps.
  expect(row?.iterations).toBe(16);
  expect(row?.spreads?.iterations).toEqual({ p10: 12.8, median: 16, p90: 19.2 });
  expect(row?.reason).toMatch(/^9 runs: 8 of 10 end between/);
});

test('runs of other rates have rows of their own, also with seeds', () => {
  const state = seededRuns();
  const rates = [0.1, 0.2, 0.3];
  const valued = (run: RunView, at: number): RunView => ({
    ...run,
    plan: { ...run.plan, values: [rates[at % 3] as number, at] },
  });
  const groups = state.plan?.groups.map((group) => ({ ...group, swept: ['rate', 'seed'] })) ?? [];
  const plan = state.plan && { ...state.plan, groups };
  const rows = groupRows(modelOf({ ...state, runs: state.runs.map(valued), ...(plan && { plan }) }));
  expect(rows.map(({ members }) => members.length)).toEqual([3, 3, 3]);
  expect(rows.map(({ members }) => members[0]?.run)).toEqual([0, 1, 2]);
});

test('a run that was lost counts as infinitely bad, and a row that is alone is the run itself', () => {
  const { state } = manyStarts(4);
  const lost = state.runs.map(
    (run, at): RunView =>
      at > 1 && run.result ? { ...run, result: { ...run.result, reason: 'diverged' } } : run,
  );
  const [alone, many] = groupRows(modelOf({ ...state, runs: lost }));
  expect(alone?.spreads).toBeUndefined();
  expect(alone?.f).toBe(state.runs[0]?.result?.f);
  expect(many?.f).toBe(Number.POSITIVE_INFINITY);
  expect(
    sortRows(
      [many, alone].flatMap((row) => row ?? []),
      'f',
      false,
    )[0],
  ).toBe(alone);
});
