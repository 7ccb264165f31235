"""Prints where SciPy's Nelder-Mead ends on the classical problems, and after how many evaluations.

    python3 scipy-neldermead.py        (needs scipy and, for problem-values.py, mpmath)

Tolerances are SciPy's own (xatol = fatol = 1e-4); at most 20,000 evaluations. The problems are those of problem-values.py, on floats.
"""

import contextlib
import io
import math
import runpy
from pathlib import Path

from scipy.optimize import minimize

with contextlib.redirect_stdout(io.StringIO()):
    problems = runpy.run_path(str(Path(__file__).with_name("problem-values.py")))
scope = problems["rosenbrock"].__globals__
scope.update(problems)
scope.update({name: getattr(math, name) for name in ("atan", "cos", "e", "exp", "pi", "sin", "sqrt")}, mpf=float)

for adaptive in (False, True):
    print("adaptive" if adaptive else "standard")
    for name, f, starts in problems["CASES"]:
        for start in starts:
            options = {"adaptive": adaptive, "maxfev": 20_000, "maxiter": 20_000}
            x0 = [float(v) for v in start.split()]
            result = minimize(lambda x: f(*x), x0, method="Nelder-Mead", options=options)
            print(f"  ['{name}', {x0}, {result.nfev}, {result.fun}],")
