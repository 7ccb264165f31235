import { expect, test } from 'vitest';
import { methodGroups } from '../../../webview/compare/method-groups.ts';
import { applyState, EMPTY_MODEL } from '../../../webview/model.ts';
import { grouped, rosenbrock } from '../../page/scenes.ts';

/** Two rates of one method, then another method, then the first with another setting. */
function modelOfFour() {
  const { state } = rosenbrock();
  const [gd, momentum] = state.runs;
  if (!gd || !momentum || !state.plan) throw new Error('the scene has no runs');
  const choice = { ...gd.plan.choice, hyperparameters: { clip: 1 } };
  const clipped = { ...gd, plan: { ...gd.plan, choice } };
  const { runs, plans } = grouped([gd, gd, momentum, clipped]);
  return {
    ...EMPTY_MODEL,
    ...applyState(EMPTY_MODEL, { ...state, runs, plan: { ...state.plan, ...plans } }),
  };
}

test('a method of a profile is drawn like its first run, whatever its rates', () => {
  expect(methodGroups(modelOfFour(), 3)).toEqual([0, 2, 3]);
});

test('where a profile is about other methods than the runs, each has the style of its place', () => {
  expect(methodGroups(modelOfFour(), 2)).toEqual([0, 1]);
});
