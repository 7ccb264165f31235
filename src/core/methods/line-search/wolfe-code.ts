import { dotCode, type EvaluationCode, entries } from '../step-code.ts';
import type { SearchCode } from './line-search.ts';
import { lenience, nextTrial, wolfeHolds, wolfeSearch } from './wolfe-trials.ts';

/** The search of `wolfe`, with f and its gradient in its midst. */
export function wolfeCode(n: number, { statements, value, gradient }: EvaluationCode): SearchCode {
  const names = ['y', 'h'].flatMap((letter) => entries(n, (i) => `${letter}${i} = 0`));
  return {
    statements: [
      `let f = 0, trials = 0, ${names.join(', ')};`,
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
      'if (wolfeHolds(value, slope, alpha, f, bend, c1, c2, lenience(strict, trials, weak))) break;',
      'wolfeSearch.f0 = value; wolfeSearch.d0 = slope; wolfeSearch.c1 = c1;',
      'wolfeSearch.early = early;',
      'wolfeSearch.trials = trials; wolfeSearch.alpha = alpha; wolfeSearch.f = f; wolfeSearch.d = bend;',
      // The sign tells V8 that it is a number, which then stays in a register.
      'alpha = +nextTrial(wolfeSearch);',
      // No further trial: what to make of that is left to the solver.
      'if (alpha !== alpha) break steps;',
      '}',
    ],
    calls: { lenience, nextTrial, wolfeHolds, wolfeSearch },
  };
}
