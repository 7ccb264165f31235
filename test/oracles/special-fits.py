"""Computes the coefficients of the rational approximations in src/core/special.

Each function f on [a, b] is interpolated by P/Q (degrees p and q, Q(0) = 1) at p + q + 1 Chebyshev points in 60 digits,
which is close to minimax. The coefficients are rounded to doubles; the error printed is that of the rounded fraction in
exact arithmetic, so it is what evaluation in doubles adds its own rounding to.

    python3 special-fits.py        (needs mpmath)
"""

from mpmath import cos, digamma, erf, erfc, euler, exp, findroot, gamma, loggamma, lu_solve, matrix, mp, mpf, pi, sqrt, zeta

mp.dps = 60


def interpolate(f, a, b, p, q):
    n = p + q + 1
    a, b = mpf(a), mpf(b)
    nodes = [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    rows, right = matrix(n, n), matrix(n, 1)
    for i, x in enumerate(nodes):
        y = f(x)
        for j in range(p + 1):
            rows[i, j] = x**j
        for j in range(q):
            rows[i, p + 1 + j] = -y * x ** (j + 1)
        right[i] = y
    c = lu_solve(rows, right)
    return [float(c[j]) for j in range(p + 1)], [1.0] + [float(c[p + 1 + j]) for j in range(q)]


def value(c, x):
    return sum(mpf(v) * x**i for i, v in enumerate(c))


def report(name, f, a, b, p, q, weight=lambda x: mpf(1)):
    top, bottom = interpolate(f, a, b, p, q)
    a, b = mpf(a), mpf(b)
    worst = max(
        abs((value(top, x) / value(bottom, x) - f(x)) * weight(x))
        for x in ((a + b) / 2 + (b - a) / 2 * cos(pi * i / 300) for i in range(301))
    )
    print(f"{name} on [{float(a)}, {float(b)}], degrees {p}/{q}, error {float(worst):.2e}")
    print("  top   ", ", ".join(map(repr, top)))
    print("  bottom", ", ".join(map(repr, bottom)))


def removable(f, at_zero):
    return lambda t: at_zero if abs(t) < mpf(10) ** -40 else f(t)


c = mpf(float(1 / sqrt(pi)))
print("1/sqrt(pi)", float(c), "+", float(1 / sqrt(pi) - c))

# erf x = x + x R(x^2)
small = removable(lambda z: erf(sqrt(z)) / sqrt(z) - 1, 2 / sqrt(pi) - 1)
report("erf: erf(x)/x - 1 in z = x^2", small, 0, mpf("0.84375") ** 2, 4, 5)

# x exp(x^2) erfc x = 1/sqrt(pi) + R(x), or 1/sqrt(pi) + s R(s) with s = 1/x^2; errors relative to the whole
scaled = lambda x: x * exp(x * x) * erfc(x)
report("erfc middle, in x", lambda x: scaled(x) - c, "0.84375", "2.5", 6, 8, lambda x: 1 / scaled(x))
far = lambda s: (scaled(1 / sqrt(s)) - 1 / sqrt(pi)) / s
weight = lambda s: s / scaled(1 / sqrt(s))
report("erfc far, in s = 1/x^2", far, 1 / mpf(28) ** 2, 1 / mpf("2.5") ** 2, 7, 7, weight)

# log gamma(1 + t) = t R(t), log gamma(2 + t) = t R(t): both zeros kept to full relative precision
one = removable(lambda t: loggamma(1 + t) / t, -euler)
report("lgamma near 1", one, "-0.25", "0.7", 8, 8, lambda t: 1 / one(t))
two = removable(lambda t: loggamma(2 + t) / t, 1 - euler)
report("lgamma near 2", two, "-0.5", 1, 7, 7, lambda t: 1 / two(t))

# gamma(2 + t) = 1 + t R(t)
g = removable(lambda t: (gamma(2 + t) - 1) / t, 1 - euler)
report("gamma on [2, 3]", g, 0, 1, 7, 6, lambda t: t / gamma(2 + t))

# digamma(1 + t) = (t + 1 - root) R(t)
root = findroot(digamma, mpf("1.4616321449683623"))
high = mpf(float(root))
print("digamma root", repr(float(root)), "+", repr(float(root - high)))
d = lambda t: digamma(1 + t) / (t + 1 - root)
report("digamma on [1, 2]", d, 0, 1, 7, 7, lambda t: 1 / d(t))
