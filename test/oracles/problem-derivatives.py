"""Writes values, gradients and Hessians of the classical problems, at their first starting point and at one beside it, from
the formulas of the papers in 100 digits: central differences with a step of 1e-20 are exact to some 40 digits.

    python3 problem-derivatives.py > ../fixtures/problem-derivatives.json        (needs mpmath)
"""

import contextlib
import io
import json
import pathlib
import runpy

from mpmath import mp, mpf

with contextlib.redirect_stdout(io.StringIO()):
    cases = runpy.run_path(str(pathlib.Path(__file__).with_name("problem-values.py")))["CASES"]

mp.dps = 100
H = mpf(10) ** -20
ASIDE = [0.37, -0.21, 0.13, 0.29, -0.17, 0.11]


def derivatives(f, x):
    n = len(x)

    def at(*steps):
        point = [mpf(v) for v in x]
        for i, sign in steps:
            point[i] += sign * H
        return f(*point)

    def second(i, j):
        if i == j:
            return (at((i, 1)) - 2 * at() + at((i, -1))) / H**2
        return (at((i, 1), (j, 1)) - at((i, 1), (j, -1)) - at((i, -1), (j, 1)) + at((i, -1), (j, -1))) / (4 * H**2)

    return {
        "x": x,
        "value": float(at()),
        "gradient": [float((at((i, 1)) - at((i, -1))) / (2 * H)) for i in range(n)],
        "hessian": [float(second(i, j)) for i in range(n) for j in range(n)],
    }


result = {}
for name, f, starts in cases:
    start = [float(v) for v in starts[0].split()]
    result[name] = [derivatives(f, start), derivatives(f, [v + d for v, d in zip(start, ASIDE)])]
rows = [f"  {json.dumps(name)}: [\n    " + ",\n    ".join(map(json.dumps, points)) + "\n  ]" for name, points in result.items()]
print("{\n" + ",\n".join(rows) + "\n}")
