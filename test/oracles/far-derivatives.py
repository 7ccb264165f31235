"""Writes values, gradients and Hessians of objectives whose parts overflow or underflow where the whole does not, in the same way and
form as judged-derivatives.py.

    python3 far-derivatives.py > ../fixtures/far-derivatives.json        (needs mpmath)
"""

import importlib
import json

judged = importlib.import_module("judged-derivatives")
CASES = judged.CASES
CASES.clear()
case = judged.case

for body, *xs in [
    ("1/(1 + exp(x)^2)", 800, -400),
    ("1/exp(x^2)", 30, -2),
    ("tanh(exp(x))", 800, 2),
    ("erf(exp(x))", 800),
    ("exp(-exp(x))", 800, 1),
    ("atan(exp(x))", 800),
    ("asinh(exp(x))", 800),
    ("1/(1 + exp(x))^2", 800),
    ("log(1 + exp(x)^2)", 800, 400, 3),
    ("log(2 + exp(x) + exp(2*x))", 800, -800),
    ("x/(exp(x) - 1)", 800),
    ("sqrt(1 + exp(x))", 800, 1400),
    ("(1 + exp(x))^0.01", 800),
    ("exp(x)/(1 + exp(x) + exp(2*x))", 800, -800),
    ("exp(x)*exp(-x)*x", 800),
    ("exp(x)^2/(1 + exp(x))^2", 800),
    ("1/(1 + x^x)", 200),
    ("log(x^x)", 200),
    ("1/gamma(x)", 300),
    ("log(gamma(x))", 300, 150),
    ("log(sinh(x)) + log(cosh(x))", 800),
    ("log2(1 + exp(x)^3)*x", 400),
    ("sinh(x)/exp(x)", 800),
    ("expm1(x)/cosh(x)", 800),
    ("log(erfc(x))", 40, 28),
    ("log(sech(x)^2)", 800),
    ("log(exp(-x^2))", 50),
    ("log(0.3*exp(-x^2) + 0.7*exp(-(x - 1)^2))", 50, -60, 0.3),
    ("log(log(1 + exp(exp(x))))", 10),
    ("log(sigmoid(x)^2)", -800),
    ("sqrt(1 + x^2)", 1e200),
    ("cbrt(1 + exp(3*x))", 600),
    ("log10(1e-300*exp(-x))", 300),
    ("exp(x)/exp(x - 1)*x^3", 800, -800),
    ("(exp(x) - exp(-x))/(exp(x) + exp(-x))", 800, -800),
    ("exp(x)*log(1 + exp(-x))", 800),
    ("1/(1 + exp(x^3 - x))", 20),
    ("exp(-exp(-x)) + x/(1 + exp(-x)^3)", -300, -800, 4),
]:
    case(f"f(x) = {body}", *((x,) for x in xs))

for body, *points in [
    ("exp(x)/(exp(x) + exp(y))", (800, 801), (-800, -801), (1, 2)),
    ("log(1 + exp(x) + exp(y))", (800, 790), (-900, 750)),
    ("log(exp(x)*(1 + exp(y)))", (500, 600)),
    ("(x*exp(x) + y*exp(y))/(exp(x) + exp(y))", (800, 799.5), (-900, -901)),
    ("exp(x)^y/(1 + exp(x)^y)", (100, 8), (100, -8)),
    ("norm([x, y, 1])", (1e200, 1), (3e200, -4e200), (1e300, 1e290)),
    ("norm([x, y, 1], 3)", (3e120, -4e120)),
    ("norm([x, y, 2*x])", (1e-200, -3e-200), (1e200, 1e150), (1e-170, 1)),
    ("hypot(x, y, 3*y)", (1e-200, -3e-200), (1e200, 1e150)),
    ("x/norm([1, x, y])", (1e200, -1e200)),
    ("log(x^2 + y^2)", (1e200, 2e200), (1e-200, 2e-200)),
    ("x*y/(x^2 + y^2)", (1e200, 2e200), (1e-200, 2e-200)),
    ("std([x, y, 1])", (1e200, 2e200)),
    ("gamma(x)*gamma(y)/gamma(x + y)", (200, 300), (3, 4)),
]:
    case(f"f(x, y) = {body}", *points)

case(
    "f(x[2]) = sqrt((x[1]^2 + 4*x[2]^2)/3)",
    (1e-200, 3e-200),
    (1e200, 1e150),
    by=lambda x, y: judged.sqrt((x**2 + 4 * y**2) / 3),
)
case(
    "f(x, y) = log(hypot(exp(x), x*exp(y), y))",
    (800, 801),
    by=lambda x, y: judged.log(judged.norm([judged.exp(x), x * judged.exp(y), y])),
)
case("f(x, y) = (1 + 0*x)^(exp(x)^2) + y^(exp(-x))", (400, 3), by=lambda x, y: 1 + y ** judged.exp(-x))
# An infinity that a finite result would hide.
case("f(x[2]) = exp(x[1])/(exp(x[1]) + exp(x[2]))", (709, 710), (709.5, 708), (600, 710), by=lambda x, y: judged.exp(x) / (judged.exp(x) + judged.exp(y)))
case("f(x[1]) = (1 + exp(x[1]))^(-0.01)", (800,), by=lambda x: (1 + judged.exp(x)) ** (-judged.double("0.01")))
case("f(x[1]) = atan(exp(x[1]))", (400,), by=lambda x: judged.atan(judged.exp(x)))
case("f(w[3]) = log(sum(exp(w.^2)))", (30, 31, -29), by=lambda *w: judged.logsumexp([x * x for x in w]))
case("f(w[3]) = sum(exp(w)./(1 + exp(w)).^2)", (800, -800, 1), by=lambda *w: sum(judged.exp(x) / (1 + judged.exp(x)) ** 2 for x in w))
case(
    "f(w[3]) = dot(exp(w), [1, 2, 3])/sum(exp(w))",
    (800, 801, 799),
    by=lambda *w: sum(k * judged.exp(x) for k, x in zip((1, 2, 3), w)) / sum(judged.exp(x) for x in w),
)
case("f(x[4]) = (exp(x)/sum(exp(x)))[2]", (710, 711, 709, 600), (-750, -751, -800, -749), by=lambda *x: judged.exp(x[1]) / sum(judged.exp(v) for v in x))
# Constants that no double can hold.
for body, x in [
    ("exp(800)*exp(-800)*x", 3), ("1e308*10*x/1e308", 2), ("x*1e308*10/1e308", 2), ("exp(-800)*x*1e300", 3), ("gamma(300)*x^2/gamma(299)", 2),
    ("x^2*1e-300", 1e160), ("1e300*1e300*x^2/1e300/1e299", 3), ("exp(-x)*exp(800)*exp(-700)", 90), ("log(exp(1000)*x)", 5),
]:
    case(f"f(x) = {body}", (x,))
case("f(x, y) = (0.4*x^500 + 0.6*y^500)^0.002", (0.13, 0.1299), (1300, 1299), (1, 1.001))
# Lengths whose squares leave the range of numbers.
many = tuple((-1) ** i * (i + 1) * 1e-200 for i in range(14))
case("f(x[14]) = norm(x)", many, tuple(v * 1e200 * 1e170 for v in many), by=lambda *x: judged.norm(x))
case("f(x[14]) = std(x) + norm(x - x[3], 3)", many, by=lambda *x: judged.std(x) + judged.norm([v - x[2] for v in x], 3))
case("f(x[3]) = norm(x, 3)", (1e-200, -2e-200, 3e-200), (1e-120, 1e-110, 2e-130), by=lambda *x: judged.norm(x, 3))
case("f(x[3]) = norm(x, 1.5)", (1e-250, -2e-250, 3e-250), (1e250, 2e250, -1e249), by=lambda *x: judged.norm(x, judged.double("1.5")))
case("f(x[2]) = sum(x./sqrt(1 + x.^2))", (1e200, -1e180), (3, 1e-200), by=lambda *x: sum(v / judged.sqrt(1 + v * v) for v in x))
case("f(A[3, 2]) = sum(norm(A, 2, 2))", (1e-200, 2e-200, 3, 4, 1e200, 1e190), by=lambda *x: sum(judged.norm(x[i : i + 2]) for i in (0, 2, 4)))
case(
    "f(a, b) = sum(lusolve([exp(a), 1; 1, exp(b)], [exp(b), exp(a)]))",
    (800, 790),
    by=lambda a, b: sum(judged.solve([[judged.exp(a), 1], [1, judged.exp(b)]], [judged.exp(b), judged.exp(a)])),
)

if __name__ == "__main__":
    judged.write(CASES)
