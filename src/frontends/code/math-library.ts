import { named, OPERATORS } from './arithmetic.ts';
import { number } from './build.ts';
import { toArray } from './conversions.ts';
import { elementwise } from './elementwise.ts';
import { factor, one, two, unary } from './entrywise-functions.ts';
import type { Given, Library } from './given.ts';
import { norm, total } from './reduce.ts';
import type { Value } from './value.ts';

/** The value of a function of constants that is not computed here. */
export const unknown = () => Number.NaN;

/** Functions whose meaning is the same in `math`, NumPy, JAX, PyTorch and JavaScript. */
export const COMMON: Library = {
  exp: unary('exp', Math.exp),
  expm1: unary('expm1', Math.expm1),
  log2: unary('log2', Math.log2),
  log10: unary('log10', Math.log10),
  log1p: unary('log1p', Math.log1p),
  sqrt: unary('sqrt', Math.sqrt),
  cbrt: unary('cbrt', Math.cbrt),
  abs: unary('abs', Math.abs),
  sign: unary('sign', Math.sign),
  floor: unary('floor', Math.floor),
  ceil: unary('ceil', Math.ceil),
  trunc: unary('fix', Math.trunc),
  sin: unary('sin', Math.sin),
  cos: unary('cos', Math.cos),
  tan: unary('tan', Math.tan),
  asin: unary('asin', Math.asin),
  acos: unary('acos', Math.acos),
  atan: unary('atan', Math.atan),
  sinh: unary('sinh', Math.sinh),
  cosh: unary('cosh', Math.cosh),
  tanh: unary('tanh', Math.tanh),
  asinh: unary('asinh', Math.asinh),
  acosh: unary('acosh', Math.acosh),
  atanh: unary('atanh', Math.atanh),
  atan2: two(named('atan2', Math.atan2)),
  pow: two(OPERATORS['**']),
};

/** The natural logarithm, or the one to a base. */
export function logarithm(given: Given): Value {
  const { range } = given;
  const plain = elementwise(named('log', Math.log), [given.at(0, 'x')], range);
  const base = given.find(1, 'base');
  if (!base) return plain;
  return elementwise(OPERATORS['/'], [plain, elementwise(named('log', Math.log), [base], range)], range);
}

/** Functions of Python's `math`. */
export const MATH: Library = {
  ...COMMON,
  log: logarithm,
  fabs: COMMON.abs!,
  exp2: one({
    write: ([x], arrays, range) => OPERATORS['**'].write([number(2, range), x!], [false, arrays[0]!], range),
    compute: (x = 0) => 2 ** x,
  }),
  hypot: (given) => elementwise(named('hypot', Math.hypot), given.list, given.range),
  erf: unary('erf', unknown),
  gamma: unary('gamma', unknown),
  lgamma: unary('lgamma', unknown),
  degrees: one(factor('degrees')),
  radians: one(factor('radians')),
  fsum: (given) => total('sum', given.at(0), given.range),
  prod: (given) => total('prod', given.at(0), given.range),
  dist: (given) =>
    norm(
      elementwise(
        OPERATORS['-'],
        [toArray(given.at(0), given.range), toArray(given.at(1), given.range)],
        given.range,
      ),
      undefined,
      given.range,
    ),
};
