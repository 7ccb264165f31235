import { ProblemError } from '../../core/problem.ts';
import type { Expression } from '../expression.ts';
import { parseExpression } from '../parse-expression.ts';
import type { Definitions } from './definitions.ts';

/** A rate that changes with the iteration k under a name of its own. */
export interface ScheduleHelper {
  readonly parameters: readonly string[];
  /** An example of a call. */
  readonly example: string;
  /** What it does, a clause without a full stop. */
  readonly meaning: string;
  readonly body: Expression;
}

function helper(
  parameters: readonly string[],
  example: string,
  meaning: string,
  body: string,
): ScheduleHelper {
  return { parameters, example, meaning, body: parseExpression(body, 0) };
}

/** The schedules that have names: functions of the iteration k, which is counted from 0, with other arguments. */
export const SCHEDULES: Readonly<Record<string, ScheduleHelper>> = {
  exponential: helper(
    ['initial', 'decay'],
    'exponential(5e-4, 1e-4)',
    'falls from the initial rate by the factor exp(−decay) at each step',
    'initial*exp(-decay*k)',
  ),
  cosine: helper(
    ['initial', 'steps'],
    'cosine(0.1, 1000)',
    'falls from the initial rate to 0 along half a wave of the cosine; 0 after so many steps',
    'k < steps ? initial*(1 + cos(3.141592653589793*k/steps))/2 : 0',
  ),
  stepDecay: helper(
    ['initial', 'factor', 'every'],
    'stepDecay(0.1, 0.5, 100)',
    'is multiplied by the factor after every so many steps',
    'initial*factor^floor(k/every)',
  ),
  warmup: helper(
    ['initial', 'steps'],
    'warmup(0.01, 100)',
    'rises evenly to the initial rate in so many steps, and stays there',
    'k + 1 < steps ? initial*(k + 1)/steps : initial',
  ),
};

/**
 * The expression with the schedules that are called by name written out. Functions that the text defines go before them.
 *
 * @throws ProblemError where one has the wrong number of arguments.
 */
export function expandSchedules(expression: Expression, definitions: Definitions): Expression {
  const expand = (inner: Expression): Expression => expandSchedules(inner, definitions);
  if (expression.kind === 'call' && Object.hasOwn(SCHEDULES, expression.callee)) {
    const { callee, range, arguments: given } = expression;
    if (!definitions.functions.has(callee)) {
      const { parameters, example, body } = SCHEDULES[callee] as ScheduleHelper;
      if (given.length !== parameters.length) {
        throw new ProblemError(
          `${callee} takes ${parameters.length} arguments (${parameters.join(', ')}), not ${given.length}; write ${example}`,
          range,
        );
      }
      const values = new Map(parameters.map((name, i) => [name, expand(given[i] as Expression)]));
      return substitute(body, (inner) => (inner.kind === 'name' ? values.get(inner.name) : undefined), range);
    }
  }
  return mapParts(expression, expand);
}

/** A copy in which some parts are replaced and all others lie at one place of the text. */
function substitute(
  expression: Expression,
  replacement: (inner: Expression) => Expression | undefined,
  range: Expression['range'],
): Expression {
  const replaced = replacement(expression);
  if (replaced) return replaced;
  return { ...mapParts(expression, (inner) => substitute(inner, replacement, range)), range };
}

/** Arithmetic, calls, choices and arrays with each part mapped; what else there is stays. */
function mapParts(expression: Expression, map: (inner: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'call':
      return { ...expression, arguments: expression.arguments.map(map) };
    case 'operator':
      return { ...expression, operands: expression.operands.map(map) };
    case 'conditional':
      return {
        ...expression,
        condition: map(expression.condition),
        consequent: map(expression.consequent),
        alternate: map(expression.alternate),
      };
    case 'array':
      return { ...expression, elements: expression.elements.map(map) };
    default:
      return expression;
  }
}
