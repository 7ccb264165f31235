"""Objectives in Python: click the link above one, or select its line and run the command."""

import numpy as np

# The article's bowl, with one point per row of theta, and its start.
theta = np.array([[2, 1]])
f = lambda theta: theta[:, 0]**2 + theta[:, 1]**2


def rosenbrock(x, y, a=1, b=100):
    """Rosenbrock's valley."""
    return (a - x)**2 + b * (y - x**2)**2


def log_cosh(x, y):
    """Smooth like a bowl at the minimum, straight like a cone far from it."""
    return np.log(np.cosh(x - 1)) + 2 * np.log(np.cosh(y + 0.5))
