import type { BfgsState } from './bfgs.ts';
import { LITTLE, PATIENCE, SHORT } from './creeping.ts';
import { HOPED_LENGTH, ownRate } from './line-search/first-trial.ts';
import type { LineSearch, SearchCode } from './line-search/line-search.ts';
import { lineSearch } from './line-search/registry.ts';
import { preconvexPart } from './preconvex-part.ts';
import { secantCorrection } from './secant-correction.ts';
import type { SearchSettings } from './solver.ts';
import { type CompiledSteps, dotCode, entries, type StepCode } from './step-code.ts';

/** s·y must be at least this part of ‖s‖‖y‖, else the pair says nothing of curvature and is not taken in. */
export const LEAST_CURVATURE = 1e-12;

/**
 * The first steps, in which updates and searches are the plain ones: corrections are of third order, and what is far from a minimum or has been
 * seen along few directions is not of second order yet. Found by trial: any number from 10 to 20 serves.
 */
export const EARLY = 12;

/** With more variables, loops over the entries of H are as fast as code that has each by name. */
const MOST_VARIABLES = 8;

/** By line search; a run of a few steps would spend a twentieth of its time on making them. */
const known = new Map<string, CompiledSteps<BfgsState> | undefined>();

/** The numbers of a line search's settings, in the order of its hyperparameters. */
const constants = new WeakMap<SearchSettings['settings'], readonly number[]>();

/** The steps of BFGS as code with a name for every entry of H; undefined where its line search has none. */
export function bfgsSteps(search: string): CompiledSteps<BfgsState> | undefined {
  if (!known.has(search)) known.set(search, stepsWith(lineSearch(search)));
  return known.get(search);
}

function stepsWith(search: LineSearch): CompiledSteps<BfgsState> | undefined {
  const { name, hyperparameters, code } = search;
  if (!code) return undefined;
  return {
    key: `bfgs ${name}`,
    most: MOST_VARIABLES,
    constants: ({ search: chosen }) => {
      const { settings } = chosen as SearchSettings;
      let numbers = constants.get(settings);
      if (!numbers) {
        numbers = hyperparameters.map((each) => settings[each.name] as number);
        constants.set(settings, numbers);
      }
      return numbers;
    },
    code: (n, evaluation) => bfgsCode(n, search, code(n, evaluation)),
    initial: (n) => [0, Number.NaN, 0, Number.NaN, Number.POSITIVE_INFINITY, 0, ...identity(n)],
    save,
    restore,
  };
}

/** Of H, which is symmetric to the last bit, the entries on and below the diagonal are there. */
const inverseAt = (i: number, j: number) => `s${Math.max(i, j)}_${Math.min(i, j)}`;

function bfgsCode(n: number, { hyperparameters }: LineSearch, search: SearchCode): StepCode {
  const triangle = (code: (i: number, j: number) => string) =>
    Array.from({ length: n }, (_, i) => entries(i + 1, (j) => code(i, j))).flat();
  return {
    state: ['learned', 'fall', 'crept', 'mark', 'slopeSquare', 'extentSquare', ...triangle(inverseAt)],
    before: hyperparameters.map(({ name }, i) => `const ${name} = q[${i}];`),
    step: [
      ...entries(
        n,
        (i) =>
          `const r${i} = -(${dotCode(
            n,
            (j) => inverseAt(i, j),
            (j) => `g${j}`,
          )});`,
      ),
      `const slope = ${dotCode(
        n,
        (i) => `g${i}`,
        (i) => `r${i}`,
      )};`,
      'if (!(slope < 0)) break steps;',
      `const early = k <= ${EARLY}, strict = early;`,
      `let alpha = learned === 1 ? ownRate(value, fall, slope) : Math.min(1, ${HOPED_LENGTH} / Math.sqrt(-slope));`,
      ...search.statements,
      // Whether to take a step that comes to nothing, see `stepAlong`, is left to the solver.
      'if (!(f < value)) break steps;',
    ],
    accepted: [
      // As `creeps` tells; the last short step is left to the solver.
      `extentSquare = Math.max(extentSquare, ${dotCode(
        n,
        (i) => `x${i}`,
        (i) => `x${i}`,
      )});`,
      `if ((lengthSquare <= ${SHORT ** 2} * extentSquare || Math.abs(mark - f) <= ${LITTLE} * Math.abs(mark)) && square > 0.25 * slopeSquare) { if (crept >= ${PATIENCE}) break steps; crept++; } else { crept = 0; mark = f; slopeSquare = square; }`,
      'fall = value - f;',
      ...entries(n, (i) => `const b${i} = h${i} - g${i};`),
      `const sy = ${dotCode(
        n,
        (i) => `d${i}`,
        (i) => `b${i}`,
      )};`,
      `const yy = ${dotCode(
        n,
        (i) => `b${i}`,
        (i) => `b${i}`,
      )};`,
      `if (sy > ${LEAST_CURVATURE} * Math.sqrt(lengthSquare * yy)) {`,
      'learned = 1;',
      `const slopes = ${dotCode(
        n,
        (i) => `d${i}`,
        (i) => `(h${i} + g${i})`,
      )};`,
      'const gained = early ? 0 : secantCorrection(value, f, slopes, sy), correction = gained * (1 / lengthSquare);',
      ...entries(n, (i) => `const v${i} = b${i} + correction * d${i};`),
      ...entries(
        n,
        (i) =>
          `const m${i} = ${dotCode(
            n,
            (j) => inverseAt(i, j),
            (j) => `v${j}`,
          )};`,
      ),
      'const part = 1 / (sy + gained);',
      `const vHv = ${dotCode(
        n,
        (i) => `m${i}`,
        (i) => `v${i}`,
      )};`,
      'const more = early ? 0 : preconvexPart(sy + gained, vHv), mixed = (1 + more) * part;',
      'const scale = part + vHv * (mixed * part), own = more === 0 ? 0 : more / vHv;',
      ...entries(
        n,
        (i) => `const a${i} = scale * d${i} - m${i} * mixed, e${i} = own * m${i} - d${i} * mixed;`,
      ),
      ...triangle((i, j) => `${inverseAt(i, j)} = ${inverseAt(i, j)} + a${i} * d${j} + e${i} * m${j};`),
      '}',
    ],
    rate: 'alpha',
    evaluations: 'trials',
    calls: { ...search.calls, ownRate, preconvexPart, secantCorrection },
    work: 60 + 10 * n * n,
    brief: true,
  };
}

/** The identity as H is kept. */
function identity(n: number): number[] {
  return Array.from({ length: n }, (_, i) => [...new Array<number>(i).fill(0), 1]).flat();
}

function save(
  { inverse, learned, fall, creeping, direction: { length: n } }: BfgsState,
  p: Float64Array,
  at: number,
): void {
  p[at] = learned ? 1 : 0;
  p[at + 1] = fall;
  p[at + 2] = creeping.steps;
  p[at + 3] = creeping.value;
  p[at + 4] = creeping.slope ** 2;
  p[at + 5] = creeping.extent ** 2;
  for (let i = 0, to = at + 6; i < n; i++) {
    for (let j = 0; j <= i; j++) p[to++] = learned ? (inverse[i * n + j] as number) : i === j ? 1 : 0;
  }
}

function restore(state: BfgsState, p: Float64Array, at: number, steps: number): void {
  const {
    inverse,
    creeping,
    direction: { length: n },
  } = state;
  state.learned = p[at] === 1;
  state.taken = steps;
  state.fall = p[at + 1] as number;
  creeping.steps = p[at + 2] as number;
  creeping.value = p[at + 3] as number;
  creeping.slope = Math.sqrt(p[at + 4] as number);
  creeping.extent = Math.sqrt(p[at + 5] as number);
  for (let i = 0, from = at + 6; i < n; i++) {
    for (let j = 0; j <= i; j++) inverse[i * n + j] = inverse[j * n + i] = p[from++] as number;
  }
}
