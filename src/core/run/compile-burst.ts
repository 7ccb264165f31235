import { reverse } from '../autodiff/reverse.ts';
import { graphWork } from '../compile/graph-work.ts';
import { lazy } from '../compile/lazy.ts';
import { makeFunction } from '../compile/make-function.ts';
import { parameterNodes } from '../compile/parameter-nodes.ts';
import { scalarize } from '../compile/scalarize.ts';
import { splitParameters } from '../compile/split-parameters.ts';
import { straightLine } from '../compile/straight-line.ts';
import {
  type CompiledSteps,
  dotCode,
  type EvaluationCode,
  entries,
  type StepCode,
} from '../methods/step-code.ts';
import type { Objective } from '../objective.ts';
import { ROW } from './trace-columns.ts';

/** The greatest number of operations of f and its gradient for which steps are compiled in one piece. */
const MOST_OPERATIONS = 1500;
/** Squared lengths between these neither vanish nor overflow. */
const LEAST = 1e-280;
const GREATEST = 1e280;

/** What may end a burst after a step, as a condition on a number `#`. All for the function that is minimized. */
export const BURST_LIMITS = {
  decrease: 'Math.abs(gain) < #',
  relativeDecrease: 'Math.abs(gain) <= # * Math.max(Math.abs(value), Math.abs(f))',
  gradient: 'Math.sqrt(square) < #',
  step: 'Math.sqrt(lengthSquare) < #',
  target: 'f <= #',
  divergence: 'f > #',
  evaluations: 'evaluations >= #',
} as const;

export type BurstLimit = keyof typeof BURST_LIMITS;

/** The names of the limits, in the order of their numbers. */
export const LIMIT_NAMES = Object.keys(BURST_LIMITS) as readonly BurstLimit[];

/**
 * What a burst has at the beginning of p: the number of steps taken before, f, the number of evaluations; of the last step by how much f
 * fell, the squared norm of the gradient after it, and the square of its length; and the smallest f so far with the number of its step.
 */
export const HEAD = [
  'k',
  'value',
  'evaluations',
  'fell',
  'normSquare',
  'stepSquare',
  'least',
  'best',
] as const;

/**
 * Takes up to `rows` steps, until a limit is reached, or a step wants care: a candidate is not finite, or so near the ends of the range of
 * numbers that its length wants care, or the method says so.
 *
 * @param p - `HEAD`, x, the gradient, and the method's state; holds those of the last accepted point afterwards.
 * @param limits - What ends the burst: a number for each of `LIMIT_NAMES`, NaN where it is not asked for.
 * @param q - The constants of the method's code.
 * @param numbers, at - Where the row of each step goes, see `TraceRecorder`.
 * @returns The number of steps taken. If it is less than `rows` and no limit is reached, the next step wants care.
 */
export type TakeAndWrite = (
  p: Float64Array,
  rows: number,
  limits: Float64Array,
  q: Float64Array,
  numbers: Float64Array,
  at: number,
) => number;

/** The same without writing anything down. */
export type Take = (p: Float64Array, rows: number, limits: Float64Array, q: Float64Array) => number;

/** Steps in one compiled piece; each function is made when it is first asked for. */
export interface Burst {
  readonly takeAndWrite: () => TakeAndWrite;
  readonly take: () => Take;
  /**
   * Whether to take steps again, when somebody asks for their rows, costs less than to write them at once: memory that was never touched
   * is slower than a few additions.
   */
  readonly cheap: boolean;
}

/** Steps of less work than this, in additions, are cheap; of brief runs, evaluations are. */
const CHEAP = 40;

/**
 * Compiles a method's steps and the gradient into one function whose numbers stay in registers from step to step: a call for each
 * evaluation would cost more than the step.
 *
 * @param limits - What ends a burst. Only that is looked at: seven conditions take as long as the step itself.
 * @returns Undefined for objectives that are too large, and where generating code is forbidden.
 */
export function compileBurst(
  objective: Objective,
  sense: 'minimize' | 'maximize',
  steps: Pick<CompiledSteps<never>, 'most' | 'code'>,
  limits: readonly BurstLimit[],
): Burst | undefined {
  const n = objective.size;
  const evaluation = n <= steps.most ? evaluationCode(objective, sense) : undefined;
  if (!evaluation || !makeFunction('', '')) return undefined;
  const code = steps.code(n, evaluation);
  const row = ['f', 'Math.sqrt(square)', 'Math.sqrt(lengthSquare)', code.rate, 'evaluations'];
  const write = [...row, ...entries(n, (i) => `y${i}`)].map((each, i) => `numbers[to + ${i}] = ${each};`);
  const made = <F>(parameters: string, body: string) =>
    lazy(() => makeFunction<F>(parameters, body, code.calls) as F);
  return {
    take: made<Take>('p, rows, limits, q', burstBody(n, code, limits, [])),
    takeAndWrite: made<TakeAndWrite>(
      'p, rows, limits, q, numbers, at',
      burstBody(n, code, limits, [`const to = at + row * ${ROW.length + n};`, ...write]),
    ),
    cheap: evaluation.work + (code.brief ? 0 : code.work) < CHEAP,
  };
}

/** @param write - Statements that write a step down. */
function burstBody(
  n: number,
  code: StepCode,
  limits: readonly BurstLimit[],
  write: readonly string[],
): string {
  const all = (entry: (i: number) => string) => entries(n, entry);
  const locals = [...HEAD, ...all((i) => `x${i}`), ...all((i) => `g${i}`), ...code.state];
  const square = (letter: string) =>
    dotCode(
      n,
      (i) => letter + i,
      (i) => letter + i,
    );
  return [
    ...locals.map((name, i) => `let ${name} = p[${i}];`),
    ...limits.map((name, i) => `const l${i} = limits[${LIMIT_NAMES.indexOf(name)}];`),
    `const start = ${square('g')};`,
    `if (!(start > ${LEAST} && start < ${GREATEST})) return 0;`,
    ...code.before,
    'let row = 0;',
    'steps: while (row < rows) {',
    'k++;',
    ...code.step,
    `const square = ${square('h')};`,
    ...all((i) => `const d${i} = y${i} - x${i};`),
    `const lengthSquare = ${square('d')};`,
    // NaN and infinity, and squares near the ends of the range of numbers, are left to the careful way.
    `if (!(f - f === 0 && square > ${LEAST} && square < ${GREATEST} && lengthSquare < ${GREATEST} && (lengthSquare > ${LEAST} || ${all((i) => `d${i} === 0`).join(' && ')}))) break;`,
    ...code.accepted,
    `evaluations += ${EVALUATIONS} * ${code.evaluations};`,
    'const gain = value - f;',
    'fell = gain; normSquare = square; stepSquare = lengthSquare;',
    'if (f < least) { least = f; best = k; }',
    ...write,
    'row++;',
    ...all((i) => `x${i} = y${i}; g${i} = h${i};`),
    `const ends = ${limits.map((name, i) => BURST_LIMITS[name].replace('#', `l${i}`)).join(' || ') || 'false'};`,
    'value = f;',
    'if (ends) break;',
    '}',
    'k = p[0] + row;',
    ...locals.map((name, i) => `p[${i}] = ${name};`),
    'return row;',
  ].join('\n');
}

/** f and its gradient count as one evaluation each. */
const EVALUATIONS = 2;

function evaluationCode(objective: Objective, sense: 'minimize' | 'maximize'): EvaluationCode | undefined {
  const { builder: b, output: own, parameters, merged } = splitParameters(objective);
  const output = sense === 'maximize' ? b.neg(own) : own;
  const adjoints = merged(reverse(b, output, parameterNodes(b, parameters)));
  const scalar = scalarize(b.nodes, [output, ...adjoints], MOST_OPERATIONS);
  if (!scalar) return undefined;
  const code = straightLine(scalar.graph, scalar.roots.flat(), (offset) => `y${offset}`);
  const [value, ...gradient] = code.roots;
  const statements = code.statements[0] as readonly string[];
  const work = graphWork(scalar.graph, scalar.roots.flat());
  return { statements, value: value as string, gradient, work };
}
