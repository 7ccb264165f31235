"""Compares the solvers with SciPy's on the classical problems and those of the tests, by evaluations of f, gradients and Hessian products.

    python3 test/oracles/compare-scipy.py [METHOD ...] [--tolerance 1e-5] [--further]

METHOD is one of bfgs, lbfgs, cg, newton, neldermead, lm, gaussnewton; --further takes only the last set of problems, on which no constant was chosen. Ours, BFGS and CG stop
at the tolerance in the gradient's norm, L-BFGS-B in its greatest entry, which is less strict, Newton-CG where steps become short, and Nelder–Mead
at xatol = fatol = 1e-4. SciPy counts as having solved a problem where the tolerance is met, Newton-CG and Nelder–Mead also where they report
success; ours as having lost it where it does neither meet the tolerance nor end at least as low with a gradient at least as small. Needs numpy
and scipy.

    python3 test/oracles/compare-scipy.py --save           writes SciPy's counts at 1e-5 for the tests
"""
import argparse
import json
import math
import subprocess
import sys
import warnings

import numpy as np
from scipy.optimize import minimize

warnings.filterwarnings("ignore")
COUNTERPARTS = {
    "bfgs": "BFGS",
    "lbfgs": "L-BFGS-B",
    "cg": "CG",
    "newton": "Newton-CG",
    "neldermead": "Nelder-Mead",
    "lm": "BFGS",
    "gaussnewton": "BFGS",
}
SAVED = ("bfgs", "lbfgs", "cg", "newton", "neldermead")
parser = argparse.ArgumentParser()
parser.add_argument("methods", nargs="*", default=SAVED)
parser.add_argument("--tolerance", type=float, default=1e-5)
parser.add_argument("--further", action="store_true")
parser.add_argument("--save", action="store_true")
arguments = parser.parse_args()
TOLERANCE = arguments.tolerance
server = subprocess.Popen(
    ["node", sys.argv[0].replace("compare-scipy.py", "serve-problems.mjs")],
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
    text=True,
)


def ask(line):
    server.stdin.write(line + "\n")
    server.stdin.flush()
    return server.stdout.readline()


def numbers(values):
    return " ".join(repr(float(v)).replace("inf", "Infinity").replace("nan", "NaN") for v in values)


def evaluate(index, order, *vectors):
    answer = ask(f"{index} {order} " + " ".join(numbers(v) for v in vectors)).split()
    return np.array([float(word.replace("Infinity", "inf")) for word in answer])


def scipy_run(index, start, method):
    counts = {"f": 0, "g": 0, "h": 0}

    def value(x):
        counts["f"] += 1
        return evaluate(index, 1, x)[0]

    def gradient(x):
        counts["g"] += 1
        return evaluate(index, 1, x)[1:]

    def product(x, v):
        counts["h"] += 1
        return evaluate(index, 2, x, v)[1:]

    options = {
        "BFGS": {"gtol": TOLERANCE, "norm": 2, "maxiter": 5000},
        "L-BFGS-B": {"gtol": TOLERANCE, "ftol": 0, "maxiter": 5000, "maxfun": 50000},
        "CG": {"gtol": TOLERANCE, "norm": 2, "maxiter": 5000},
        "Newton-CG": {"xtol": 1e-9, "maxiter": 5000},
        "Nelder-Mead": {"maxiter": 20000, "maxfev": 20000},
    }[method]
    extra = {} if method == "Nelder-Mead" else {"jac": gradient}
    if method == "Newton-CG":
        extra["hessp"] = product
    try:
        result = minimize(value, start, method=method, options=options, **extra)
    except Exception as error:
        return {"f": math.nan, "slope": math.nan, "counts": counts, "solved": False, "error": str(error)}
    slope = np.abs(evaluate(index, 1, result.x)[1:]).max()
    met = slope <= TOLERANCE and method != "Nelder-Mead"
    solved = bool(met or (method in ("Newton-CG", "Nelder-Mead") and result.success))
    return {"f": result.fun, "slope": slope, "counts": counts, "solved": solved}


def better(a, b):
    """Whether a is no worse than b, as a final value."""
    return a <= b + 1e-6 * max(1, abs(b))


problems = json.loads(ask("list"))
if arguments.save:
    rows = []
    for index, problem in enumerate(problems):
        runs = {own: scipy_run(index, problem["start"], COUNTERPARTS[own]) for own in SAVED}
        counts = {own: [*run["counts"].values(), run["solved"]] for own, run in runs.items()}
        rows.append(f"  {json.dumps(problem['name'], ensure_ascii=False)}: {json.dumps(counts)}")
    with open(sys.argv[0].replace("oracles/compare-scipy.py", "unit/core/methods/scipy-counts.json"), "w") as file:
        file.write("{\n" + ",\n".join(rows) + "\n}\n")
    server.stdin.close()
    sys.exit()
cache = {}
for method in arguments.methods:
    theirs = COUNTERPARTS[method]
    rows = json.loads(ask(f"ours {method} {TOLERANCE}"))
    print(f"\n{method} against {theirs}\n{'problem':34} {'f/g':>9} {'SciPy':>11}   f")
    compared = fewer = fewer_in_all = lost = 0
    for index, (problem, own) in enumerate(zip(problems, rows)):
        if "refused" in own or (arguments.further and not problem["further"]):
            continue
        key = (index, theirs)
        if key not in cache:
            cache[key] = scipy_run(index, problem["start"], theirs)
        scipy = cache[key]
        f, g = own["evaluations"]["f"], own["evaluations"]["gradient"] + own["evaluations"]["jvp"]
        h = own["evaluations"]["hvp"]
        sf, sg, sh = scipy["counts"].values()
        simplex = method == "neldermead"
        solved = own["reason"] == ("step" if simplex else "gradient") or (not simplex and own["slope"] <= TOLERANCE)
        notes = []
        compared += 1
        if scipy["solved"] and not solved and not (own["f"] <= scipy["f"] and own["slope"] <= scipy["slope"]):
            lost += 1
            notes.append(f"LOST ({own['reason']}, {own['slope']:.1e})")
        elif not scipy["solved"]:
            notes.append(f"SciPy stays at {scipy['slope']:.1e}")
        if not better(own["f"], scipy["f"]):
            notes.append(f"ends higher, SciPy {scipy['f']:.6g}")
        elif not better(scipy["f"], own["f"]):
            notes.append(f"SciPy ends higher {scipy['f']:.6g}")
        fine = (solved and not scipy["solved"]) or (f <= sf and f + g <= sf + sg and solved)
        fewer += fine
        in_all = (solved and not scipy["solved"]) or (f + g + h <= sf + sg + sh and solved)
        fewer_in_all += in_all
        mark = "*" if not fine else "h" if not in_all else " "
        products = f"/{h}" if h or sh else ""
        theirs_products = f"/{sh}" if h or sh else ""
        print(
            f"{mark}{problem['name']:33} {f:4}/{g}{products:5} {sf:5}/{sg}{theirs_products:5} {own['f']:.6g} {'; '.join(notes)}"
        )
    share = f"{fewer} of {compared} ({100 * fewer / compared:.0f} %)"
    in_all = f", with Hessian products on {fewer_in_all}" if method == "newton" else ""
    print(f"{method}: no more evaluations on {share}{in_all}; {lost} lost")
server.stdin.close()
