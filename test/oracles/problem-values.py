"""Prints the values of the classical problems at their starting points, from the formulas of the papers in 40 digits.

    python3 problem-values.py        (needs mpmath)
"""

from mpmath import atan, cos, e, exp, mp, mpf, pi, sin, sqrt

mp.dps = 40

BARD = "0.14 0.18 0.22 0.25 0.29 0.32 0.35 0.39 0.37 0.58 0.73 0.96 1.34 2.1 4.39".split()


def rosenbrock(x, y):
    return 100 * (y - x**2) ** 2 + (1 - x) ** 2


def beale(x, y):
    return sum((mpf(c) - x * (1 - y**i)) ** 2 for i, c in ((1, "1.5"), (2, "2.25"), (3, "2.625")))


def helical_valley(x, y, z):
    turn = atan(y / x) / (2 * pi) + (mpf(1) / 2 if x < 0 else 0)
    return 100 * ((z - 10 * turn) ** 2 + (sqrt(x**2 + y**2) - 1) ** 2) + z**2


def bard(x, y, z):
    return sum((mpf(c) - x - u / ((16 - u) * y + min(u, 16 - u) * z)) ** 2 for u, c in enumerate(BARD, 1))


def powell_singular(a, b, c, d):
    return (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4


def wood(a, b, c, d):
    coupling = 10 * (b + d - 2) ** 2 + (b - d) ** 2 / 10
    return rosenbrock(a, b) + 90 * (d - c**2) ** 2 + (1 - c) ** 2 + coupling


def brown_dennis(a, b, c, d):
    times = [mpf(i) / 5 for i in range(1, 21)]
    return sum(((a + t * b - exp(t)) ** 2 + (c + d * sin(t) - cos(t)) ** 2) ** 2 for t in times)


def penalty(*x):
    return sum((v - 1) ** 2 for v in x) / 10**5 + (sum(v**2 for v in x) - mpf(1) / 4) ** 2


def goldstein_price(x, y):
    first = 1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
    second = 30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2)
    return first * second


def branin(x, y):
    return (y - mpf("5.1") / (4 * pi**2) * x**2 + 5 / pi * x - 6) ** 2 + 10 * (1 - 1 / (8 * pi)) * cos(x) + 10


def six_hump_camel(x, y):
    return (4 - mpf("2.1") * x**2 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2


def rastrigin(*x):
    return 10 * len(x) + sum(v**2 - 10 * cos(2 * pi * v) for v in x)


def ackley(*x):
    n = len(x)
    mean_square = sum(v**2 for v in x) / n
    mean_cosine = sum(cos(2 * pi * v) for v in x) / n
    return -20 * exp(-sqrt(mean_square) / 5) - exp(mean_cosine) + 20 + e


def trid(*x):
    return sum((v - 1) ** 2 for v in x) - sum(v * w for v, w in zip(x, x[1:]))


CASES = [
    ("Rosenbrock", rosenbrock, ["-1.2 1"]),
    ("Beale", beale, ["1 1"]),
    ("Helical valley", helical_valley, ["-1 0 0"]),
    ("Bard", bard, ["1 1 1"]),
    ("Powell singular", powell_singular, ["3 -1 0 1"]),
    ("Wood", wood, ["-3 -1 -3 -1"]),
    ("Brown-Dennis", brown_dennis, ["25 5 -5 -1"]),
    ("Penalty I", penalty, ["1 2 3 4"]),
    ("Booth", lambda x, y: (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2, ["0 0"]),
    ("Matyas", lambda x, y: mpf("0.26") * (x**2 + y**2) - mpf("0.48") * x * y, ["5 -5"]),
    ("Himmelblau", lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, ["2 2", "-1 -1"]),
    ("Goldstein-Price", goldstein_price, ["-0.5 -0.5"]),
    ("Branin", branin, ["2.5 7.5"]),
    ("Six-hump camel", six_hump_camel, ["0.5 1"]),
    ("McCormick", lambda x, y: sin(x + y) + (x - y) ** 2 - 3 * x / 2 + 5 * y / 2 + 1, ["0 0"]),
    ("Rastrigin", rastrigin, ["-2 3.5"]),
    ("Ackley", ackley, ["0.3 -0.4"]),
    ("Styblinski-Tang", lambda *x: sum(v**4 - 16 * v**2 + 5 * v for v in x) / 2, ["-1 -1"]),
    ("Trid", trid, ["0 0 0 0 0 0"]),
    ("Bukin N.6", lambda x, y: 100 * sqrt(abs(y - x**2 / 100)) + abs(x + 10) / 100, ["-12 2"]),
]

for name, f, starts in CASES:
    print(f"  '{name}': {[float(f(*map(mpf, start.split()))) for start in starts]},")
