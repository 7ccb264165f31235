import { reverse } from '../autodiff/reverse.ts';
import { makeFunction } from '../compile/make-function.ts';
import { parameterNodes } from '../compile/parameter-nodes.ts';
import { scalarize } from '../compile/scalarize.ts';
import { straightLine } from '../compile/straight-line.ts';
import { GraphBuilder } from '../graph/builder.ts';
import { type CompiledSteps, dotCode, type EvaluationCode, entries } from '../methods/step-code.ts';
import type { Objective } from '../objective.ts';
import { ROW } from './trace-recorder.ts';

/** The greatest number of operations of f and its gradient for which steps are compiled in one piece. */
const MOST_OPERATIONS = 1500;
/** Squared lengths between these neither vanish nor overflow. */
const LEAST = 1e-280;
const GREATEST = 1e280;

/** What may end a burst after a step, as a condition on a number `#`. All for the function that is minimized. */
export const BURST_LIMITS = {
  decrease: 'gain < #',
  relativeDecrease: 'gain <= # * Math.max(Math.abs(value), Math.abs(f))',
  gradient: 'norm < #',
  step: 'length < #',
  target: 'f <= #',
  divergence: 'f > #',
  evaluations: 'evaluations >= #',
} as const;

export type BurstLimit = keyof typeof BURST_LIMITS;

/** A number for each, NaN where it is not asked for. */
export type BurstLimits = Readonly<Record<BurstLimit, number>>;

/** What a burst has at the beginning of p: the number of steps taken before, f, and the number of evaluations. */
export const HEAD = ['k', 'value', 'evaluations'] as const;

/**
 * Takes up to `rows` steps, until a limit is reached, or a step wants care: a candidate is not finite, or so near the ends of the range of
 * numbers that its length wants care, or the method says so.
 *
 * @param p - `HEAD`, x, the gradient, and the method's state; holds those of the last accepted point afterwards.
 * @param numbers, at - Where the rows of the record go, see `TraceRecorder`.
 * @param limits - What ends the burst.
 * @param q - The constants of the method's code.
 * @returns The number of steps taken. If it is less than `rows` and no limit is reached, the next step wants care.
 */
export type Burst = (
  p: Float64Array,
  rows: number,
  numbers: Float64Array,
  at: number,
  limits: BurstLimits,
  q: Float64Array,
) => number;

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
  if (!evaluation) return undefined;
  const { state, before, step, accepted, rate, evaluations, calls } = steps.code(n, evaluation);
  const all = (code: (i: number) => string) => entries(n, code);
  const locals = [...HEAD, ...all((i) => `x${i}`), ...all((i) => `g${i}`), ...state];
  const square = (letter: string) =>
    dotCode(
      n,
      (i) => letter + i,
      (i) => letter + i,
    );
  const row = ['f', 'norm', 'length', rate, 'evaluations', ...all((i) => `y${i}`)];
  const body = [
    ...locals.map((name, i) => `let ${name} = p[${i}];`),
    `const { ${limits.map((name, i) => `${name}: l${i}`).join(', ')} } = limits;`,
    `const start = ${square('g')};`,
    `if (!(start > ${LEAST} && start < ${GREATEST})) return 0;`,
    ...before,
    'let row = 0, to = at;',
    'steps: while (row < rows) {',
    'k++;',
    ...step,
    `const square = ${square('h')};`,
    ...all((i) => `const d${i} = y${i} - x${i};`),
    `const lengthSquare = ${square('d')};`,
    // NaN and infinity, and squares near the ends of the range of numbers, are left to the careful way.
    `if (!(f - f === 0 && square > ${LEAST} && square < ${GREATEST} && lengthSquare < ${GREATEST} && (lengthSquare > ${LEAST} || ${all((i) => `d${i} === 0`).join(' && ')}))) break;`,
    ...accepted,
    `evaluations += ${EVALUATIONS} * ${evaluations};`,
    'const length = Math.sqrt(lengthSquare), norm = Math.sqrt(square), gain = Math.abs(value - f);',
    ...row.map((code, i) => `numbers[to + ${i}] = ${code};`),
    `to += ${ROW.length + n};`,
    'row++;',
    ...all((i) => `x${i} = y${i}; g${i} = h${i};`),
    `const ends = ${limits.map((name, i) => BURST_LIMITS[name].replace('#', `l${i}`)).join(' || ') || 'false'};`,
    'value = f;',
    'if (ends) break;',
    '}',
    'k = p[0] + row;',
    ...locals.map((name, i) => `p[${i}] = ${name};`),
    'return row;',
  ];
  return makeFunction<Burst>('p, rows, numbers, at, limits, q', body.join('\n'), calls);
}

/** f and its gradient count as one evaluation each. */
const EVALUATIONS = 2;

function evaluationCode(objective: Objective, sense: 'minimize' | 'maximize'): EvaluationCode | undefined {
  const b = new GraphBuilder(objective.graph);
  const output = sense === 'maximize' ? b.neg(objective.output) : objective.output;
  const adjoints = reverse(b, output, parameterNodes(b, objective.parameters));
  const scalar = scalarize(b.nodes, [output, ...adjoints], MOST_OPERATIONS);
  if (!scalar) return undefined;
  const code = straightLine(scalar.graph, scalar.roots.flat(), (offset) => `y${offset}`);
  const [value, ...gradient] = code.roots;
  return { statements: code.statements[0] as readonly string[], value: value as string, gradient };
}
