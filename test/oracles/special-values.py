"""Writes test/unit/core/special/reference-values.ts: values of the special functions in 40 digits, rounded to doubles.

    python3 special-values.py > ../unit/core/special/reference-values.ts        (needs mpmath)
"""

import random

from mpmath import erf, erfc, exp, gamma, log, log1p, mp, mpf, pi, psi, re, sin, cot, sqrt

mp.dps = 40
random.seed(20)


def spread(low, high, n):
    return [random.uniform(low, high) for _ in range(n)]


def decades(low, high, n):
    return [10 ** random.uniform(low, high) for _ in range(n)]


lgamma = lambda x: log(abs(gamma(x)))
CASES = {
    "erf": (erf, [(x,) for x in decades(-300, -1, 6) + spread(-6, 6, 20) + [0.84375, 1.25, -2.5, 5.9]]),
    "erfc": (erfc, [(x,) for x in decades(-20, -1, 4) + spread(-6, 1, 10) + spread(1, 26, 14) + [0.25, 0.84375, 2.5, 26.4]]),
    "gamma": (gamma, [(x,) for x in decades(-300, -1, 4) + spread(0, 8, 8) + spread(8, 171, 8) + spread(-10, 0, 6)
                      + spread(-170, -10, 4) + [0.5, 1.5, 30.0, 171.6, 1e-307]]),
    "lgamma": (lgamma, [(x,) for x in decades(-300, 2, 6) + spread(0, 8, 10) + spread(8, 1000, 6) + decades(3, 300, 5)
                        + [1.0000000001, 0.9999999, 1.99999999, 2.000001, -0.5, -1.5]]),
    "digamma": (lambda x: psi(0, x), [(x,) for x in decades(-300, 2, 6) + spread(0, 10, 12) + decades(3, 300, 5)
                                      + [1.4616321449683622, 1.4616321449683625, 1.46163, 1.0, 0.5, -0.25, -3.75]]),
    "polygamma": (lambda m, x: psi(int(m), x), [(m, x) for m in (1, 2, 3, 4, 8) for x in decades(-3, 4, 5)]
                  + [(1, 1.0), (2, 1.0), (1, 0.5), (30, 2.5), (100, 2000.0), (1, -0.5), (1, -20.25), (3, -200.75), (2, -0.25)]),
    "hypot": (lambda x, y: sqrt(x * x + y * y), [(x, y) for x, y in zip(spread(-2, 2, 10), spread(-2, 2, 10))]
              + [(x, y) for x, y in zip(decades(-310, 300, 10), decades(-310, 300, 10))]
              + [(x, x * y) for x, y in zip(decades(-305, 305, 10), spread(0, 1, 10))]),
    "sinpi": (lambda x: sin(pi * x), [(x,) for x in decades(-300, -1, 4) + spread(-3, 3, 16) + spread(-1e6, 1e6, 10)]),
    "cotpi": (lambda x: cot(pi * x), [(x,) for x in decades(-300, -1, 4) + spread(-3, 3, 16) + spread(-1e6, 1e6, 10)]),
    "sigmoid": (lambda x: 1 / (1 + exp(-x)), [(x,) for x in spread(-5, 5, 14) + spread(-700, 40, 12) + decades(-20, -1, 4)]),
    "softplus": (lambda x: log1p(exp(x)), [(x,) for x in spread(-5, 5, 14) + spread(-700, 700, 12) + decades(-20, -1, 4)]),
}

print("/** Arguments, the value last: 40 digits rounded to doubles. Written by test/oracles/special-values.py. */")
print("export const REFERENCE: Readonly<Record<string, readonly (readonly number[])[]>> = {")
for name, (function, arguments) in CASES.items():
    print(f"  {name}: [")
    for a in arguments:
        a = tuple(map(float, a))
        value = float(re(function(*map(mpf, a))))
        print(f"    [{', '.join(map(repr, (*a, value)))}],")
    print("  ],")
print("};")
