import { round } from '../../special/round.ts';
import type { NodeId } from '../node.ts';
import type { Elementwise } from './primitive.ts';

const none = () => [undefined];
const none2 = () => [undefined, undefined];

function stepwise(value: (x: number) => number, code: (x: string) => string): Elementwise {
  return {
    kind: 'elementwise',
    arity: 1,
    value: value as (...inputs: number[]) => number,
    code: code as (...inputs: string[]) => string,
    derivative: none,
    cost: 2,
  };
}

function comparison(symbol: string, holds: (x: number, y: number) => boolean): Elementwise {
  return {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => (holds(x as number, y as number) ? 1 : 0),
    code: (x, y) => `(${x} ${symbol} ${y} ? 1 : 0)`,
    derivative: none2,
    cost: 1,
  };
}

/** max or min: the first input where both are equal; NaN where one of them is. */
function extreme(name: 'max' | 'min', preferred: 'ge' | 'le'): Elementwise {
  return {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => Math[name](x as number, y as number),
    code: (x, y) => `Math.${name}(${x}, ${y})`,
    derivative: () => [(t) => t, (t) => t],
    chosen: (b, [x, y], input) => ({
      condition: b.apply(preferred, [x as NodeId, y as NodeId]),
      holds: input === 0,
    }),
    cost: 2,
  };
}

/** Comparisons, logic, choices, and functions that are constant between jumps (derivative zero). True is 1, false is 0. */
export const CHOICE: Readonly<Record<string, Elementwise>> = {
  /** |x|; the subgradient at 0 is 0. */
  abs: {
    kind: 'elementwise',
    arity: 1,
    value: (x) => Math.abs(x as number),
    code: (x) => `Math.abs(${x})`,
    derivative: (b, [x]) => [(t) => b.mul(t, b.apply('sign', [x as NodeId]))],
    cost: 1,
  },
  sign: stepwise(Math.sign, (x) => `Math.sign(${x})`),
  floor: stepwise(Math.floor, (x) => `Math.floor(${x})`),
  ceil: stepwise(Math.ceil, (x) => `Math.ceil(${x})`),
  fix: stepwise(Math.trunc, (x) => `Math.trunc(${x})`),
  round: stepwise(round, (x) => `round(${x})`),
  max: extreme('max', 'ge'),
  min: extreme('min', 'le'),
  eq: comparison('===', (x, y) => x === y),
  ne: comparison('!==', (x, y) => x !== y),
  lt: comparison('<', (x, y) => x < y),
  le: comparison('<=', (x, y) => x <= y),
  gt: comparison('>', (x, y) => x > y),
  ge: comparison('>=', (x, y) => x >= y),
  and: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => (x && y ? 1 : 0),
    code: (x, y) => `(${x} && ${y} ? 1 : 0)`,
    derivative: none2,
    cost: 1,
  },
  or: {
    kind: 'elementwise',
    arity: 2,
    value: (x, y) => (x || y ? 1 : 0),
    code: (x, y) => `(${x} || ${y} ? 1 : 0)`,
    derivative: none2,
    cost: 1,
  },
  not: stepwise(
    (x) => (x ? 0 : 1),
    (x) => `(${x} ? 0 : 1)`,
  ),
  /** condition ? a : b. A NaN condition does not hold. */
  select: {
    kind: 'elementwise',
    arity: 3,
    value: (condition, a, b) => (condition ? (a as number) : (b as number)),
    code: (condition, a, b) => `(${condition} ? ${a} : ${b})`,
    derivative: () => [undefined, (t) => t, (t) => t],
    chosen: (_, [condition], input) =>
      input === 0 ? undefined : { condition: condition as NodeId, holds: input === 1 },
    cost: 1,
  },
};
