"""Trajectories of first-order methods, by the update rules of PyTorch's documentation (torch.optim.SGD, Adam) in numpy.

Heavy ball is Polyak's form, v <- beta v - eta g, x <- x + v, the same iterates as PyTorch's SGD with momentum at a constant
rate. Prints test/unit/core/methods/trajectories.json: for each problem and method the iterates 1, 2, 3, 5, 10, 20 and 50.
"""
import json

import numpy as np


def rosenbrock(x):
    return np.array([-2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0] ** 2), 200 * (x[1] - x[0] ** 2)])


def quadratic(x):
    return 2 * np.arange(1, 6) * (x - 1)


def gd(gradient, x, rate):
    while True:
        x = x - rate * gradient(x)
        yield x


def momentum(gradient, x, rate, beta=0.9):
    v = np.zeros_like(x)
    while True:
        v = beta * v - rate * gradient(x)
        x = x + v
        yield x


def adam(gradient, x, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m, v, k = np.zeros_like(x), np.zeros_like(x), 0
    while True:
        k += 1
        g = gradient(x)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        x = x - rate * (m / (1 - beta1**k)) / (np.sqrt(v / (1 - beta2**k)) + epsilon)
        yield x


PROBLEMS = {
    "rosenbrock": (rosenbrock, [-1.2, 1.0]),
    "quadratic": (quadratic, [3.0, -2.0, 2.0, -1.0, 0.0]),
}
RUNS = [
    ("gd", gd, {"rosenbrock": 5e-4, "quadratic": 0.05}, {}),
    ("momentum", momentum, {"rosenbrock": 5e-4, "quadratic": 0.05}, {}),
    ("momentum", momentum, {"rosenbrock": 2e-4, "quadratic": 0.02}, {"momentum": 0.5}),
    ("adam", adam, {"rosenbrock": 0.05, "quadratic": 0.1}, {}),
    ("adam", adam, {"rosenbrock": 0.02, "quadratic": 0.2}, {"beta1": 0.8, "beta2": 0.99, "epsilon": 1e-6}),
]
KEPT = [1, 2, 3, 5, 10, 20, 50]

found = []
for problem, (gradient, start) in PROBLEMS.items():
    for method, make, rates, settings in RUNS:
        arguments = {"beta" if name == "momentum" else name: value for name, value in settings.items()}
        steps = make(gradient, np.array(start), rates[problem], **arguments)
        iterates = [next(steps) for _ in range(50)]
        found.append(
            {
                "problem": problem,
                "method": method,
                "rate": rates[problem],
                "hyperparameters": settings,
                "start": start,
                "iterates": {str(k): iterates[k - 1].tolist() for k in KEPT},
            }
        )
print(json.dumps(found, indent=1))
