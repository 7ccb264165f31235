"""Writes the trajectories of first-order methods to test/fixtures/first-order-trajectories.json.

    python3 first-order-trajectories.py > ../fixtures/first-order-trajectories.json        (needs numpy)

The update rules are transcribed from the algorithms in PyTorch's documentation (torch.optim, version 2.7: SGD, Adagrad, Adadelta,
RMSprop, AdamW, Adamax, Adam with amsgrad=True, NAdam, RAdam), with its names and its order of operations; Lion is algorithm 2 of
arXiv:2302.06675. PyTorch itself is not needed; torch-trajectories.py compares what is written with it.
"""

import json

import numpy as np
from numpy import abs, maximum, sign, sqrt

STEPS = 60


def rosenbrock(x):
    return np.array([-400 * x[0] * (x[1] - x[0] ** 2) - 2 * (1 - x[0]), 200 * (x[1] - x[0] ** 2)])


def quadratic(x):
    """The gradient of Σ i (xᵢ − 1/i)² / 2, i = 1 … 5."""
    i = np.arange(1, 6)
    return i * (x - 1 / i)


PROBLEMS = {
    "rosenbrock": (rosenbrock, [-1.2, 1.0]),
    "quadratic": (quadratic, [3.0, -2.0, 1.0, 0.5, -1.0]),
}


def sgd(grad, x, lr, momentum=0, dampening=0, decay=0, nesterov=0):
    b = None
    while True:
        g = grad(x)
        if decay != 0:
            g = g + decay * x
        if momentum != 0:
            b = g if b is None else momentum * b + (1 - dampening) * g
            g = g + momentum * b if nesterov else b
        x = x - lr * g
        yield x


def nesterov(grad, x, lr, momentum=0.9):
    return sgd(grad, x, lr, momentum=momentum, nesterov=1)


def adagrad(grad, x, lr, epsilon=1e-10):
    s = np.zeros_like(x)
    while True:
        g = grad(x)
        s = s + g * g
        x = x - lr * g / (sqrt(s) + epsilon)
        yield x


def adadelta(grad, x, lr, rho=0.9, epsilon=1e-6):
    v, u = np.zeros_like(x), np.zeros_like(x)
    while True:
        g = grad(x)
        v = v * rho + g**2 * (1 - rho)
        delta = sqrt(u + epsilon) / sqrt(v + epsilon) * g
        u = u * rho + delta**2 * (1 - rho)
        x = x - lr * delta
        yield x


def rmsprop(grad, x, lr, alpha=0.99, epsilon=1e-8, momentum=0, centered=0):
    v, b, mean = np.zeros_like(x), np.zeros_like(x), np.zeros_like(x)
    while True:
        g = grad(x)
        v = alpha * v + (1 - alpha) * g**2
        tilde = v
        if centered:
            mean = mean * alpha + (1 - alpha) * g
            tilde = tilde - mean**2
        if momentum > 0:
            b = momentum * b + g / (sqrt(tilde) + epsilon)
            x = x - lr * b
        else:
            x = x - lr * g / (sqrt(tilde) + epsilon)
        yield x


def adam_family(grad, x, lr, beta1, beta2, epsilon, decay=0, amsgrad=False):
    m, v, greatest = np.zeros_like(x), np.zeros_like(x), np.zeros_like(x)
    t = 0
    while True:
        t += 1
        g = grad(x)
        x = x - lr * decay * x
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**t)
        greatest = maximum(greatest, v)
        v_hat = (greatest if amsgrad else v) / (1 - beta2**t)
        x = x - lr * m_hat / (sqrt(v_hat) + epsilon)
        yield x


def adam(grad, x, lr, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return adam_family(grad, x, lr, beta1, beta2, epsilon)


def adamw(grad, x, lr, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.01):
    return adam_family(grad, x, lr, beta1, beta2, epsilon, decay=decay)


def amsgrad(grad, x, lr, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return adam_family(grad, x, lr, beta1, beta2, epsilon, amsgrad=True)


def adamax(grad, x, lr, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m, u = np.zeros_like(x), np.zeros_like(x)
    t = 0
    while True:
        t += 1
        g = grad(x)
        m = beta1 * m + (1 - beta1) * g
        u = maximum(beta2 * u, abs(g) + epsilon)
        x = x - lr * m / ((1 - beta1**t) * u)
        yield x


def nadam(grad, x, lr, beta1=0.9, beta2=0.999, epsilon=1e-8, psi=0.004):
    m, v = np.zeros_like(x), np.zeros_like(x)
    t, product = 0, 1.0
    while True:
        t += 1
        g = grad(x)
        mu = beta1 * (1 - 0.5 * 0.96 ** (t * psi))
        mu_next = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * psi))
        product *= mu
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = mu_next * m / (1 - product * mu_next) + (1 - mu) * g / (1 - product)
        v_hat = v / (1 - beta2**t)
        x = x - lr * m_hat / (sqrt(v_hat) + epsilon)
        yield x


def radam(grad, x, lr, beta1=0.9, beta2=0.999, epsilon=1e-8):
    rho_inf = 2 / (1 - beta2) - 1
    m, v = np.zeros_like(x), np.zeros_like(x)
    t = 0
    while True:
        t += 1
        g = grad(x)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**t)
        rho = rho_inf - 2 * t * beta2**t / (1 - beta2**t)
        if rho > 5:
            length = sqrt(1 - beta2**t) / (sqrt(v) + epsilon)
            r = sqrt((rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho))
            x = x - lr * m_hat * r * length
        else:
            x = x - lr * m_hat
        yield x


def lion(grad, x, lr, beta1=0.9, beta2=0.99, decay=0):
    m = np.zeros_like(x)
    while True:
        g = grad(x)
        c = beta1 * m + (1 - beta1) * g
        x = x - lr * (sign(c) + decay * x)
        m = beta2 * m + (1 - beta2) * g
        yield x


# Method, rate, hyperparameters.
RUNS = [
    (sgd, 1e-3, {}),
    (sgd, 5e-4, {"momentum": 0.9}),
    (sgd, 1e-3, {"momentum": 0.8, "dampening": 0.3, "decay": 0.05}),
    (sgd, 5e-4, {"momentum": 0.9, "nesterov": 1, "decay": 0.01}),
    (nesterov, 5e-4, {}),
    (nesterov, 1e-3, {"momentum": 0.5}),
    (adagrad, 0.5, {}),
    (adagrad, 0.1, {"epsilon": 1e-3}),
    (adadelta, 1, {}),
    (adadelta, 10, {"rho": 0.95, "epsilon": 1e-4}),
    (rmsprop, 0.01, {}),
    (rmsprop, 0.01, {"alpha": 0.9, "momentum": 0.5}),
    (rmsprop, 0.002, {"centered": 1, "momentum": 0.9, "epsilon": 1e-3}),
    (adam, 0.05, {}),
    (adamw, 0.05, {}),
    (adamw, 0.01, {"beta1": 0.8, "beta2": 0.99, "epsilon": 1e-6, "decay": 0.3}),
    (adamax, 0.05, {}),
    (adamax, 0.01, {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-4}),
    (amsgrad, 0.05, {}),
    (amsgrad, 0.1, {"beta1": 0.5, "beta2": 0.9}),
    (nadam, 0.05, {}),
    (nadam, 0.02, {"beta1": 0.8, "beta2": 0.9, "psi": 1}),
    (radam, 1e-3, {}),
    (radam, 0.002, {"beta1": 0.5, "beta2": 0.8}),
    (lion, 0.01, {}),
    (lion, 0.02, {"beta1": 0.7, "beta2": 0.8, "decay": 0.5}),
]

out = []
for method, rate, hyperparameters in RUNS:
    for problem, (gradient, start) in PROBLEMS.items():
        steps = method(gradient, np.array(start), rate, **hyperparameters)
        path = [next(steps).tolist() for _ in range(STEPS)]
        out.append(
            {
                "method": method.__name__,
                "problem": problem,
                "rate": rate,
                "hyperparameters": hyperparameters,
                "at": {str(k): path[k - 1] for k in (1, 2, 6, 20, STEPS)},
            }
        )
print("[\n" + ",\n".join(json.dumps(run) for run in out) + "\n]")
