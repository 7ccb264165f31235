import { I } from './instructions.ts';
import type { FunctionBody, ModuleBuilder } from './module-builder.ts';
import { type Local, VectorCode } from './vector-code.ts';

/** The functions that are computed on pairs of numbers by code of our own. */
export type VectorFunction = 'exp' | 'exponentials' | 'log' | 'log1p' | 'sincos';

/** What a function on pairs gives, by the names of Math. */
export const RESULTS: Readonly<Record<VectorFunction, readonly string[]>> = {
  exp: ['exp'],
  exponentials: ['expm1', 'exp'],
  log: ['log'],
  log1p: ['log1p'],
  sincos: ['sin', 'cos'],
};

/** 1.5·2⁵²: added to a whole number it leaves that number in the lowest bits. */
const MAGIC = 6755399441055744;
/** Beyond it exp is infinite or subnormal. */
const GREATEST_EXPONENT = 708;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * Adds a function of `RESULTS`, v128 → v128 or to two, to a module. Lanes inside the range where the formula holds are computed together;
 * where one is outside (infinities, NaN, subnormal or huge arguments) both go through Math. The reductions and polynomials are
 * those of fdlibm (Sun Microsystems 1993: e_exp.c, e_log.c, s_log1p.c, k_sin.c, k_cos.c); the error is below 1 ulp.
 *
 * @param math - The number of the imported f64 → f64 function of that name.
 */
export function addVectorFunction(
  module: ModuleBuilder,
  name: VectorFunction,
  math: (name: string) => number,
): FunctionBody {
  const results = RESULTS[name];
  const body = module.function({ parameters: ['v128'], results: results.map(() => 'v128' as const) });
  const v = new VectorCode(body, 2, module);
  const x = 0;
  const outside = GUARDS[name](v, x);
  v.get(outside);
  body.emit(...I.v128AnyTrue, ...I.if);
  for (const each of results) {
    for (const lane of [0, 1])
      v.get(x).body.emit(
        ...I.f64x2ExtractLane(lane),
        ...I.call(math(each)),
        ...(lane === 0 ? I.f64x2Splat : I.f64x2ReplaceLane(1)),
      );
  }
  body.emit(0x0f, ...I.end);
  for (const result of FORMULAS[name](v, x)) v.get(result);
  return body;
}

/** A mask that is set where the formula does not hold. NaN is never inside. */
const GUARDS: Readonly<Record<VectorFunction, (v: VectorCode, x: Local) => Local>> = {
  exp: (v, x) => not(v, v.compare('Le', v.abs(x), v.constant(GREATEST_EXPONENT))),
  exponentials: (v, x) => not(v, v.compare('Le', v.abs(x), v.constant(GREATEST_EXPONENT))),
  log: (v, x) =>
    not(
      v,
      v.bits.and(
        v.compare('Ge', x, v.constant(2.2250738585072014e-308)),
        v.compare('Le', x, v.constant(Number.MAX_VALUE)),
      ),
    ),
  log1p: (v, x) =>
    not(
      v,
      v.bits.and(v.compare('Ge', x, v.constant(-0.9)), v.compare('Le', x, v.constant(Number.MAX_VALUE))),
    ),
  sincos: (v, x) => not(v, v.compare('Le', v.abs(x), v.constant(8e5))),
};

function not(v: VectorCode, mask: Local): Local {
  v.get(mask);
  v.body.emit(...I.v128Not);
  return v.keep();
}

const FORMULAS: Readonly<Record<VectorFunction, (v: VectorCode, x: Local) => Local[]>> = {
  exp: (v, x) => {
    const { n, high, excess } = reduced(v, x);
    return [timesPower(v, v.sub(v.constant(1), v.sub(excess, high)), n)];
  },
  // 2ⁿ·exp(r) − 1 = (2ⁿ − 1) + 2ⁿ·r + …, the first sum with its rounding.
  exponentials: (v, x) => {
    const { n, high, excess } = reduced(v, x);
    const one = v.constant(1);
    const power = timesPower(v, one, n);
    const [whole, part] = [v.sub(power, one), v.mul(power, high)];
    const sum = v.add(whole, part);
    const rest = v.sub(v.sub(part, v.sub(sum, whole)), v.mul(power, excess));
    return [v.add(sum, rest), timesPower(v, v.sub(one, v.sub(excess, high)), n)];
  },
  log: (v, x) => [logarithm(v, x, undefined)],
  log1p: (v, x) => {
    const one = v.constant(1);
    const u = v.add(one, x);
    return [logarithm(v, u, v.div(v.sub(x, v.sub(u, one)), u))];
  },
  sincos: (v, x) => {
    const n = v.nearest(v.mul(x, v.constant(2 / Math.PI)));
    // π/2 in three parts, so that n times the first two is exact.
    const t = v.sub(x, v.mul(n, v.constant(1.5707963267341256)));
    const w = v.mul(n, v.constant(6.077100506303966e-11));
    const r = v.sub(t, w);
    const rest = v.sub(v.mul(n, v.constant(2.0222662487959506e-21)), v.sub(v.sub(t, r), w));
    const y = v.sub(r, rest);
    const tail = v.sub(v.sub(r, y), rest);
    const [sine, cosine] = [sineKernel(v, y, tail), cosineKernel(v, y, tail)];
    const whole = v.add(n, v.constant(MAGIC));
    const odd = v.bits.shiftRight(v.bits.shiftLeft(whole, 63), 63);
    const half = v.bits.shiftLeft(whole, 62);
    const sign = v.bits.constant(0x80000000, 0);
    const next = v.bits.shiftLeft(v.bits.add(whole, v.bits.constant(0, 1)), 62);
    return [
      v.bits.xor(v.choose(odd, cosine, sine), v.bits.and(half, sign)),
      v.bits.xor(v.choose(odd, sine, cosine), v.bits.and(next, sign)),
    ];
  },
};

/** x = n·log 2 + r as n and r = high − low, and low − (exp(r) − 1 − r), so that exp(r) = 1 − (excess − high). */
function reduced(v: VectorCode, x: Local): { n: Local; high: Local; excess: Local } {
  const n = v.nearest(v.mul(x, v.constant(Math.LOG2E)));
  const high = v.sub(x, v.mul(n, v.constant(LN2_HIGH)));
  const low = v.mul(n, v.constant(LN2_LOW));
  const r = v.sub(high, low);
  const square = v.mul(r, r);
  const c = v.sub(
    r,
    v.mul(
      square,
      v.polynomial(
        square,
        [
          0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6,
          4.1381367970572385e-8,
        ],
      ),
    ),
  );
  return { n, high, excess: v.sub(low, v.div(v.mul(r, c), v.sub(v.constant(2), c))) };
}

/** y·2ⁿ for a normal result. */
function timesPower(v: VectorCode, y: Local, n: Local): Local {
  return v.bits.add(y, v.bits.shiftLeft(v.add(n, v.constant(MAGIC)), 52));
}

/** log(u) + correction for a normal u > 0. */
function logarithm(v: VectorCode, u: Local, correction: Local | undefined): Local {
  // u = 2ᵏ·m with √½ ≤ m < √2.
  const shifted = v.bits.add(u, v.bits.constant(0x00095f62, 0));
  const exponent = v.bits.sub(v.bits.shiftRight(shifted, 52), v.bits.constant(0, 1023));
  const k = v.sub(v.bits.add(exponent, v.constant(MAGIC)), v.constant(MAGIC));
  const m = v.bits.add(
    v.bits.and(shifted, v.bits.constant(0x000fffff, 0xffffffff)),
    v.bits.constant(0x3fe6a09e, 0),
  );
  const f = v.sub(m, v.constant(1));
  const s = v.div(f, v.add(v.constant(2), f));
  const z = v.mul(s, s);
  const w = v.mul(z, z);
  const even = v.mul(w, v.polynomial(w, [0.3999999999940942, 0.22222198432149784, 0.15313837699209373]));
  const uneven = v.mul(
    z,
    v.polynomial(w, [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605116586]),
  );
  const half = v.mul(v.mul(v.constant(0.5), f), f);
  const low = v.mul(k, v.constant(LN2_LOW));
  const tail = correction === undefined ? low : v.add(low, correction);
  const inner = v.add(v.mul(s, v.add(half, v.add(even, uneven))), tail);
  return v.sub(v.mul(k, v.constant(LN2_HIGH)), v.sub(v.sub(half, inner), f));
}

/** sin(y + tail) for |y| ≤ π/4. */
function sineKernel(v: VectorCode, y: Local, tail: Local): Local {
  const z = v.mul(y, y);
  const r = v.polynomial(
    z,
    [
      0.00833333333332249, -0.0001984126982985795, 2.7557313707070068e-6, -2.5050760253406863e-8,
      1.58969099521155e-10,
    ],
  );
  const cube = v.mul(z, y);
  const inner = v.sub(v.mul(z, v.sub(v.mul(v.constant(0.5), tail), v.mul(cube, r))), tail);
  return v.sub(y, v.sub(inner, v.mul(cube, v.constant(-0.16666666666666632))));
}

/** cos(y + tail) for |y| ≤ π/4. */
function cosineKernel(v: VectorCode, y: Local, tail: Local): Local {
  const z = v.mul(y, y);
  const r = v.mul(
    z,
    v.polynomial(
      z,
      [
        0.0416666666666666, -0.001388888888887411, 2.480158728947673e-5, -2.7557314351390663e-7,
        2.087572321298175e-9, -1.1359647557788195e-11,
      ],
    ),
  );
  const half = v.mul(v.constant(0.5), z);
  const one = v.constant(1);
  const w = v.sub(one, half);
  return v.add(w, v.add(v.sub(v.sub(one, w), half), v.sub(v.mul(z, r), v.mul(y, tail))));
}
