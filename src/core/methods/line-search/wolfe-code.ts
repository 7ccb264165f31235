import { dotCode, type EvaluationCode, entries } from '../step-code.ts';
import type { SearchCode } from './line-search.ts';
import { nextTrial, wolfeHolds } from './wolfe-trials.ts';

/** The search of `wolfe`, with f and its gradient in its midst. */
export function wolfeCode(n: number, { statements, value, gradient }: EvaluationCode): SearchCode {
  const names = ['y', 'h'].flatMap((letter) => entries(n, (i) => `${letter}${i}`));
  return {
    statements: [
      `let f, trials = 0, ${names.join(', ')};`,
      'for (;;) {',
      ...entries(n, (i) => `y${i} = x${i} + alpha * r${i};`),
      ...statements,
      `f = ${value};`,
      ...gradient.map((code, i) => `h${i} = ${code};`),
      'trials++;',
      `const bend = ${dotCode(
        n,
        (i) => `h${i}`,
        (i) => `r${i}`,
      )};`,
      'if (wolfeHolds(value, slope, alpha, f, bend, c1, c2)) break;',
      'alpha = nextTrial(trials, value, slope, alpha, f, bend, c1);',
      // No further trial: what to make of that is left to the solver.
      'if (alpha !== alpha) break steps;',
      '}',
    ],
    calls: { nextTrial, wolfeHolds },
  };
}
