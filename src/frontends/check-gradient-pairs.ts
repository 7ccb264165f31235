import type { SourceRange } from '../core/problem.ts';
import type { Candidate } from './code/candidates.ts';

/** A function and another one that may be its gradient. */
export interface FunctionPair {
  readonly objective: Candidate;
  readonly gradient: Candidate;
  /** Whether nothing but their parameters speaks for the pair, so that either may be the gradient. */
  readonly open?: boolean;
}

/** Words that say that a function is a gradient. */
const GRADIENT_WORDS = new Set(
  'grad grads gradient gradients nabla jac jacobian der deriv derivative derivatives prime'.split(' '),
);
const FILLERS = new Set(['of', 'by', 'wrt', 'for']);

/**
 * The functions that belong together, by their names first (`grad_f`, `fGradient`, `df`, `dfdx` with `f`), then by their
 * parameters.
 *
 * @param selection - What the user points at; of the functions that it touches the innermost comes first. Where it touches
 * none, all pairs of the text whose names say so.
 * @returns the best ones, equally good; none where nothing fits.
 */
export function findGradientPairs(
  candidates: readonly Candidate[],
  selection: SourceRange,
): readonly FunctionPair[] {
  const functions = candidates.filter(({ function: fn }) => fn.name !== '' && fn.parameters.length > 0);
  const touched = functions
    .filter(({ function: { range } }) => range.start <= selection.end && selection.start <= range.end)
    .sort((a, b) => b.around.length - a.around.length);
  if (touched.length === 0) {
    const all = functions.flatMap((each) => best(functions.flatMap((other) => scored(other, each))));
    return all.filter(({ objective, gradient }) => likeness(gradient, objective) > 0);
  }
  const [one, other, ...more] = touched;
  if (one && other && more.length === 0 && !nested(one, other)) {
    const chosen = best([...scored(one, other), ...scored(other, one)]);
    return chosen.length > 0 ? chosen.slice(0, 1) : [{ objective: one, gradient: other, open: true }];
  }
  for (const each of touched) {
    const others = functions.filter((another) => another !== each && !nested(each, another));
    const named = best(others.flatMap((another) => [...scored(another, each), ...scored(each, another)]));
    if (named.length > 0) return named;
    const alike = others.filter((another) => parametersOf(another) === parametersOf(each));
    if (alike.length > 0) {
      return alike.map((another): FunctionPair => ({ objective: each, gradient: another, open: true }));
    }
  }
  return [];
}

interface ScoredPair extends FunctionPair {
  readonly score: number;
}

function best(pairs: readonly ScoredPair[]): FunctionPair[] {
  const top = pairs.reduce((most, { score }) => Math.max(most, score), 0);
  return pairs
    .filter(({ score }) => score === top)
    .map(({ objective, gradient }) => ({ objective, gradient }));
}

function scored(objective: Candidate, gradient: Candidate): ScoredPair[] {
  const named = likeness(gradient, objective);
  if (named === 0 || objective === gradient || nested(objective, gradient)) return [];
  // Of two functions named alike, the one with the same parameters, and beside it, is meant.
  const alike = parametersOf(objective) === parametersOf(gradient) ? 2 : 0;
  const beside = objective.around.at(-1) === gradient.around.at(-1) ? 1 : 0;
  return named < 3 && !alike ? [] : [{ objective, gradient, score: named * 4 + alike + beside }];
}

/** How much the names say that one function is the gradient of the other: 0, nothing, to 3, all. */
function likeness(gradient: Candidate, objective: Candidate): number {
  const words = wordsOf(gradient.function.name);
  const own = wordsOf(objective.function.name);
  if (own.some((each) => GRADIENT_WORDS.has(each))) return 0;
  const name = own.join('');
  const rest = words.filter((each) => !GRADIENT_WORDS.has(each) && !FILLERS.has(each)).join('');
  if (words.some((each) => GRADIENT_WORDS.has(each))) {
    if (rest === name) return 3;
    if (rest === '') return 1;
    return name.startsWith(rest) || rest.startsWith(name) ? 2 : 0;
  }
  const leibniz = words.join('');
  return leibniz === `d${name}` || leibniz.startsWith(`d${name}d`) ? 3 : 0;
}

/** `gradOfLoss`, `grad_of_loss` → grad, of, loss. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replaceAll('∇', 'nabla_')
    .split(/[_$]+/)
    .filter((each) => each !== '');
}

function parametersOf({ function: { parameters } }: Candidate): string {
  const textOf = (target: (typeof parameters)[number]['target']): string =>
    target.kind === 'name'
      ? target.name
      : target.kind === 'pattern'
        ? target.elements.map(textOf).join()
        : '';
  return parameters.map(({ target }) => textOf(target)).join();
}

function nested(a: Candidate, b: Candidate): boolean {
  return a.around.includes(b.function) || b.around.includes(a.function);
}
