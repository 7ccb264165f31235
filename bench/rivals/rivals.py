"""Answers each line `task count size` with `nanoseconds answer`; `error` and a sentence where a package is missing."""

import importlib
import sys
import time


def package(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        raise LookupError(f"no {name}") from None


def logistic_data():
    numpy = package("numpy")
    state = 1
    numbers = []
    for _ in range(21_000):
        state = (state * 1664525 + 1013904223) % 2**32
        numbers.append(((state >> 16) % 2001 - 1000) / 1000)
    X = numpy.array(numbers[:20_000]).reshape(1000, 20)
    label = numpy.where(numpy.array(numbers[20_000:]) < 0, -1.0, 1.0)
    return X, label


def logistic_numpy():
    numpy = package("numpy")
    X, label = logistic_data()
    w = numpy.full(20, 0.3)

    def once():
        margin = label * (X @ w)
        e = numpy.exp(-margin)
        value = numpy.log1p(e).mean()
        gradient = X.T @ (-label * e / (1 + e)) / 1000
        return float(value), gradient

    return once, lambda result: result[0] + float(result[1].sum())


def logistic_torch():
    torch = package("torch")
    X, label = (torch.tensor(part) for part in logistic_data())
    w = torch.full((20,), 0.3, dtype=torch.float64, requires_grad=True)

    def once():
        w.grad = None
        value = torch.nn.functional.softplus(-label * (X @ w)).mean()
        value.backward()
        return value

    return once, lambda value: float(value) + float(w.grad.sum())


def bfgs_scipy():
    optimize = package("scipy.optimize")
    numpy = package("numpy")

    def rosenbrock(x):
        a, b = 1 - x[0], x[1] - x[0] * x[0]
        return a * a + 100 * b * b, numpy.array([-2 * a - 400 * b * x[0], 200 * b])

    start = numpy.array([-1.2, 1.0])

    def once():
        return optimize.minimize(rosenbrock, start, jac=True, method="BFGS", options={"gtol": 1e-6, "norm": 2})

    return once, lambda result: float(result.x.sum())


TASKS = {"logistic-numpy": logistic_numpy, "logistic-torch": logistic_torch, "bfgs-scipy": bfgs_scipy}
made = {}

for line in sys.stdin:
    name, count, _ = line.split()
    try:
        if name not in made:
            made[name] = TASKS[name]()
        once, answer = made[name]
        result = None
        begin = time.perf_counter_ns()
        for _ in range(int(count)):
            result = once()
        taken = time.perf_counter_ns() - begin
        print(taken, repr(answer(result)), flush=True)
    except LookupError as missing:
        print("error", missing.args[0], flush=True)
    except Exception as problem:
        print("error", repr(problem).replace("\n", " "), flush=True)
