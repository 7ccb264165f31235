"""Losses to descend: click the lens above a function, or select one and run
"Descent: Run gradient descent on selection"."""

import numpy as np
from scipy.optimize import minimize

# The article's bowl, for many points at once: one per row.
f = lambda theta: theta[:, 0]**2 + theta[:, 1]**2
theta = np.array([[2, 1]])


def rosenbrock(x, y, a=1, b=100):
    """A long, bent valley; its minimum lies at (a, a²)."""
    return (a - x)**2 + b * (y - x**2)**2


def himmelblau(p):
    """Four minima of the same depth."""
    x, y = p
    return (x**2 + y - 11)**2 + (x + y**2 - 7)**2


minimize(himmelblau, [0.5, -1])


def rastrigin(x):
    """A bowl full of dents."""
    return 10 * len(x) + np.sum(x**2 - 10 * np.cos(2 * np.pi * x))


hours = [0.5, 1.0, 1.5, 2.5, 3.0, 4.0]
passed = [0, 0, 1, 0, 1, 1]


def logistic(w, bias):
    """The cross-entropy of a logistic regression on six students."""
    loss = 0.0
    for t, y in zip(hours, passed):
        z = w * t + bias
        loss += np.log(1 + np.exp(-z)) if y == 1 else np.log(1 + np.exp(z))
    return loss / len(hours)
