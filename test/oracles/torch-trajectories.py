"""Compares test/fixtures/first-order-trajectories.json with PyTorch's own optimizers, which take the same steps.

    python3 torch-trajectories.py        (needs torch; Debian's python3-torch 1.13 will do)

Prints for each run the largest difference, relative to the iterate, and ends with an error where one is above 1e-12: what is left is
rounding. Lion is not among PyTorch's optimizers. NAdam is asked for with foreach=True, since version 1.13 multiplies by mu twice in the
other way, which its documentation and later versions do not.
"""

import json
import pathlib
import sys

import torch

# NAdam keeps a product in the default type.
torch.set_default_dtype(torch.float64)
FIXTURE = pathlib.Path(__file__).parent / "../fixtures/first-order-trajectories.json"


def rosenbrock(x):
    return 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


def quadratic(x):
    i = torch.arange(1, 6, dtype=torch.float64)
    return (i * (x - 1 / i) ** 2).sum() / 2


PROBLEMS = {
    "rosenbrock": (rosenbrock, [-1.2, 1.0]),
    "quadratic": (quadratic, [3.0, -2.0, 1.0, 0.5, -1.0]),
}


def betas(given):
    return {"betas": (given.get("beta1", 0.9), given.get("beta2", 0.999)), "eps": given.get("epsilon", 1e-8)}


def optimizer(method, x, lr, given):
    optim = torch.optim
    if method == "sgd":
        return optim.SGD(
            x,
            lr,
            momentum=given.get("momentum", 0),
            dampening=given.get("dampening", 0),
            weight_decay=given.get("decay", 0),
            nesterov=bool(given.get("nesterov", 0)),
        )
    if method == "nesterov":
        return optim.SGD(x, lr, momentum=given.get("momentum", 0.9), nesterov=True)
    if method == "adagrad":
        return optim.Adagrad(x, lr, eps=given.get("epsilon", 1e-10))
    if method == "adadelta":
        return optim.Adadelta(x, lr, rho=given.get("rho", 0.9), eps=given.get("epsilon", 1e-6))
    if method == "rmsprop":
        return optim.RMSprop(
            x,
            lr,
            alpha=given.get("alpha", 0.99),
            eps=given.get("epsilon", 1e-8),
            momentum=given.get("momentum", 0),
            centered=bool(given.get("centered", 0)),
        )
    if method == "adam":
        return optim.Adam(x, lr, **betas(given))
    if method == "adamw":
        return optim.AdamW(x, lr, weight_decay=given.get("decay", 0.01), **betas(given))
    if method == "adamax":
        return optim.Adamax(x, lr, **betas(given))
    if method == "amsgrad":
        return optim.Adam(x, lr, amsgrad=True, **betas(given))
    if method == "nadam":
        return optim.NAdam(x, lr, momentum_decay=given.get("psi", 0.004), foreach=True, **betas(given))
    if method == "radam":
        return optim.RAdam(x, lr, **betas(given))
    return None


worst = 0.0
for run in json.loads(FIXTURE.read_text()):
    f, start = PROBLEMS[run["problem"]]
    x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    steps = optimizer(run["method"], [x], run["rate"], run["hyperparameters"])
    if steps is None:
        continue
    difference, k = 0.0, 0
    for at, expected in run["at"].items():
        while k < int(at):
            steps.zero_grad()
            f(x).backward()
            steps.step()
            k += 1
        there = torch.tensor(expected, dtype=torch.float64)
        difference = max(difference, ((x.detach() - there).norm() / there.norm()).item())
    worst = max(worst, difference)
    print(f"{difference:8.1e}  {run['method']} on {run['problem']}, rate {run['rate']}, {run['hyperparameters']}")
print(f"PyTorch {torch.__version__}: at most {worst:.1e}")
sys.exit(worst > 1e-12)
