"""Writes values, gradients and Hessians of some 200 objectives at plain and at extreme points, from their own formulas in 500
digits: central differences with a relative step of 1e-40 are exact to some 70. Beside each number stands how much it moves
with relative changes of itself and the inputs, |q| + Σ |xᵢ ∂q/∂xᵢ|: its rounding is what doubles can do at best. Of points where a formula
itself subtracts what is almost equal there are only those of differences from 1.

    python3 judged-derivatives.py > ../fixtures/judged-derivatives.json        (needs mpmath)
"""

import json
import math
import re

from mpmath import (acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, cos, cosh, cot, coth, csc, csch, det, digamma, erf, erfc,
                    exp, expm1, gamma, inverse, log, log1p, matrix, mp, mpf, sec, sech, sin, sinh, sqrt, tan, tanh)

mp.dps = 500
H = mpf(10) ** -40
# As the language has them.
pi = mpf(math.pi)
e = mpf(math.e)


def hypot(*v):
    return norm(v)


def lgamma(x):
    return log(abs(gamma(x)))


def log2(x):
    return log(x) / log(2)


def log10(x):
    return log(x) / log(10)


def sigmoid(x):
    return 1 / (1 + exp(-x))


def softplus(x):
    return log1p(exp(x))


def relu(x):
    return max(mpf(0), x)


def norm(v, p=2):
    return sqrt(sum(x * x for x in v)) if p == 2 else sum(abs(x) ** p for x in v) ** (1 / mpf(p))


def mean(v):
    return sum(v) / len(v)


def var(v):
    return sum((x - mean(v)) ** 2 for x in v) / (len(v) - 1)


def std(v):
    return sqrt(var(v))


def dot(u, v):
    return sum(a * b for a, b in zip(u, v))


def prod(v):
    result = mpf(1)
    for x in v:
        result *= x
    return result


def logsumexp(v):
    return log(sum(exp(x) for x in v))


def softmax(v):
    total = sum(exp(x) for x in v)
    return [exp(x) / total for x in v]


def solve(a, right):
    return list(inverse(matrix(a)) * matrix(right))


def double(text):
    """A number of the text, as the language reads it."""
    return mpf(float(text))


def scalar(text):
    """A formula of numbers alone as a function of its parameters' entries."""
    head, body = text.split(" = ", 1)
    names = [part.strip() for part in head[2:-1].split(",")]
    body = re.sub(r"(?<![\w.])(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)", r"double('\1')", body).replace("^", "**")
    body = body.replace("lambda", "lam")
    code = compile(body, text, "eval")
    return lambda *x: eval(code, globals(), dict(zip((n.replace("lambda", "lam") for n in names), x)))


CASES = []


def case(text, *points, by=None):
    CASES.append((text, by or scalar(text), [tuple(map(float, p)) for p in points]))


def data(values):
    return [mpf(v) for v in values]


# Functions of the literature.
case("f(x, y) = (y - 5.1/(4*pi^2)*x^2 + 5/pi*x - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10", (2.5, 7.5), (-3, 12), (9.4, 2.5), (1e5, -1e5))
case("f(x, y) = (1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))", (0.3, -0.7), (1.5, -2), (0, -1), (-1e3, 1e3))
case("f(x, y) = -sin(x)*sin(x^2/pi)^20 - sin(y)*sin(2*y^2/pi)^20", (2.2, 1.57), (0.5, 2.9), (1, 1))
case("f(x, y, z) = (x^2 + y^2 + z^2)/4000 - cos(x)*cos(y/sqrt(2))*cos(z/sqrt(3)) + 1", (1, -2, 3), (100, 200, -300))
case("f(x, y) = 418.9829*2 - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))", (420, 421), (-300, 12.5), (1e-6, -1e-3))
case("f(x, y) = sin(pi*(1 + (x - 1)/4))^2 + ((x - 1)/4)^2*(1 + 10*sin(pi*(1 + (x - 1)/4) + 1)^2) + ((y - 1)/4)^2*(1 + sin(2*pi*(1 + (y - 1)/4))^2)", (3, -2), (-7.5, 8))
case("f(x, y) = -20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + 20 + e", (1.5, -2.25), (30, 20.1), (0.3, 1e-12))
case("f(x, y) = -cos(x)*cos(y)*exp(-(x - pi)^2 - (y - pi)^2)", (3, 3.3), (1, 5), (-10, 10), (20, 3))
case("f(x, y, z, w) = -1/((x - 4)^2 + (y - 4)^2 + (z - 4)^2 + (w - 4)^2 + 0.1) - 1/((x - 1)^2 + (y - 1)^2 + (z - 1)^2 + (w - 1)^2 + 0.2) - 1/((x - 8)^2 + (y - 8)^2 + (z - 8)^2 + (w - 8)^2 + 0.2)", (4.1, 3.9, 4, 4.2), (0, 5, 2, 9))
case("f(x, y, z) = -1.0*exp(-3*(x - 0.3689)^2 - 10*(y - 0.117)^2 - 30*(z - 0.2673)^2) - 1.2*exp(-0.1*(x - 0.4699)^2 - 10*(y - 0.4387)^2 - 35*(z - 0.747)^2) - 3*exp(-3*(x - 0.1091)^2 - 10*(y - 0.8732)^2 - 30*(z - 0.5547)^2) - 3.2*exp(-0.1*(x - 0.0382)^2 - 10*(y - 0.5743)^2 - 35*(z - 0.8828)^2)", (0.1, 0.5, 0.8), (0.9, 0.9, 0.1))
case("f(a, b, c, d, g, h) = -1.0*exp(-10*(a - 0.1312)^2 - 3*(b - 0.1696)^2 - 17*(c - 0.5569)^2 - 3.5*(d - 0.0124)^2 - 1.7*(g - 0.8283)^2 - 8*(h - 0.5886)^2) - 3.2*exp(-17*(a - 0.4047)^2 - 8*(b - 0.8828)^2 - 0.05*(c - 0.8732)^2 - 10*(d - 0.5743)^2 - 0.1*(g - 0.1091)^2 - 14*(h - 0.0381)^2)", (0.2, 0.15, 0.47, 0.27, 0.31, 0.65))
case("f(x, y, z, w) = (x + 10*y)^2 + 5*(z - w)^2 + (y - 2*z)^4 + 10*(x - w)^4", (3, -1, 0, 1), (1e-3, -1e-4, 2e-5, 1e-3), (1e6, 2, -3, 1e-6))
case("f(x, y, z, w) = 100*(y - x^2)^2 + (1 - x)^2 + 90*(w - z^2)^2 + (1 - z)^2 + 10*(y + w - 2)^2 + 0.1*(y - w)^2", (-3, -1, -3, -1), (1.1, 0.9, 1.2, 1))
case("f(x, y, z) = (x - 1)^2 + (y - 1)^2 + (z - 1)^2 - x*y - y*z", (5, 8, -3), (1e8, 1, 1e-8))
case("f(x, y, z) = x^2 + y^2 + z^2 + (0.5*x + y + 1.5*z)^2 + (0.5*x + y + 1.5*z)^4", (1, -0.5, 2), (10, -5, 1e-3))
case("f(x, y) = (x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2", (-2.9, -2.9), (0.1, 4.9))
case("f(x, y) = sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1", (-0.5, -1.5), (3.3, -2.9), (1e6, 1e6))
case("f(x, y) = (4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2", (0.09, -0.7), (-1.9, 1.1))
case("f(x, y) = -0.0001*(abs(sin(x)*sin(y)*exp(abs(100 - sqrt(x^2 + y^2)/pi))) + 1)^0.1", (1.3, 1.4), (-8, 9.5), (0.01, 5))
case("f(x, y) = -(y + 47)*sin(sqrt(abs(y + x/2 + 47))) - x*sin(sqrt(abs(x - (y + 47))))", (512, 404.2), (-100, 33), (0.5, -47.1))
case("f(x, y) = 100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)", (-9, 1.2), (-14, -3))
case("f(x, y) = -(1 + cos(12*sqrt(x^2 + y^2)))/(0.5*(x^2 + y^2) + 2)", (0.5, -0.3), (4, 5))
case("f(x, y) = 0.5 + (sin(x^2 - y^2)^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2", (1, 2), (40, -30))
case("f(x, y) = 0.5 + (cos(sin(abs(x^2 - y^2)))^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2", (1.5, 0.25), (-10, 3))
case("f(x, y, z) = ((x - 1) + 2.5*(y - 1) + 3.5*(z - 1))^2 + ((x^2 - 1) + 10.5*(y^2 - 0.25) + 20.5*(z^2 - 1/9))^2", (0.5, 0.2, 1), (3, -3, 2))
case("f(x, y, z) = (x - 1)^2 + 2*(2*y^2 - x)^2 + 3*(2*z^2 - y)^2", (0.9, 0.8, 0.6), (-10, 10, -5))
case("f(x, y, z, w) = 100*(x^2 - y)^2 + (x - 1)^2 + (z - 1)^2 + 90*(z^2 - w)^2 + 10.1*((y - 1)^2 + (w - 1)^2) + 19.8*(y - 1)*(w - 1)", (0.9, 1.1, 0.95, 1.2), (-10, 10, -10, 10))
case("f(x, y) = (1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2", (3, 0.5), (1, 1), (-4.5, 4.5))
case("f(x, y) = 0.26*(x^2 + y^2) - 0.48*x*y", (9, -9), (1e-160, 1e-160), (1e150, -1e150))
case("f(x, y) = 100*(y - x^2)^2 + (1 - x)^2", (-1.2, 1), (1.0000001, 1.0000002), (1e4, 1e8), (1e-9, -1e-9))
case("f(x, y) = 2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2", (-1.7, 0.9), (5, -5))
case("f(x, y) = (x + 2*y - 7)^2 + (2*x + y - 5)^2", (1.1, 2.9), (1e9, -1e9))
case("f(x, y) = sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)", (1.1, 0.9), (-9.2, 4.4))
case("f(x, y) = -abs(sin(x)*cos(y)*exp(abs(1 - sqrt(x^2 + y^2)/pi)))", (8, 9.6), (1, 0.5))
case("f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2", (3.1, 1.9), (-3.7, -3.2))
case("f(x, y) = 20 + x^2 + y^2 - 10*(cos(2*pi*x) + cos(2*pi*y))", (0.3, -0.7), (1e-7, 3), (5.12, -5.12))
case("f(x, y, z) = 100*(z - 10*atan2(y, x)/(2*pi))^2 + 100*(sqrt(x^2 + y^2) - 1)^2 + z^2", (0.5, 0.6, 0.1), (1, 1e-3, 0), (1, 1e-9, 1e-9))
case("f(x, y) = (10000*x*y - 1)^2 + (exp(-x) + exp(-y) - 1.0001)^2", (1e-5, 9.1), (0.1, 1))
case("f(x, y) = (x - 1e6)^2 + (y - 2e-6)^2 + (x*y - 2)^2", (1, 1), (1e6, 2e-6))
case("f(x, y) = (exp(-0.1*x) - exp(-0.1*y) - (exp(-0.1) - exp(-1)))^2 + (exp(-0.2*x) - exp(-0.2*y) - (exp(-0.2) - exp(-2)))^2", (0, 10.5), (5, 3))
case("f(x, y) = (exp(x + 3*y - 0.1) + exp(x - 3*y - 0.1) + exp(-x - 0.1))", (-0.3, 0.05), (50, -10), (-300, 1))
case("f(x, y) = log(1 + exp(x)) + log(1 + exp(-y)) + 0.5*(x - y)^2", (0, 0), (800, -800), (-40, 40), (1e-8, -1e-9))

# Functions at the edges of their domains and of the numbers.
for name in ["sin", "cos", "tan", "atan", "asinh", "tanh", "sinh", "cosh", "exp", "expm1", "erf", "erfc", "sigmoid", "softplus", "sech"]:
    case(f"f(x, y) = {name}(x)*y + {name}(x*y)", (0.7, 1.3), (-0.4, 0.6), (1e-6, 1e-3), (1e-9, 2), (2.9, -1.1))
    case(f"f(x, y) = x*{name}(y) - y^2", (1, 5.5), (2, -5.5), (1, 20), (3, -20))
for name in ["log", "log2", "log10", "log1p", "sqrt", "lgamma", "gamma", "digamma"]:
    case(f"f(x, y) = {name}(x)*y + {name}(x*y)", (0.7, 1.3), (1.4, 2), (1e-6, 1e3), (5, 30))
for name in ["asin", "acos", "atanh"]:
    case(f"f(x, y) = {name}(x)*y + {name}(x*y)", (0.7, 1.3), (1e-5, 0.5), (0.999999, 1), (-0.9999999999, 0.9))
case("f(x, y) = acosh(x)*y", (1.5, 2), (1.0000001, 1), (1e8, 3), (1e200, 1))
case("f(x, y) = asinh(x)*y", (1e200, 2), (-1e-200, 1))
case("f(x) = cbrt(x)", (8,), (1e-30,), (1e200,))
case("f(x) = x^(1/3)", (8,), (0.01,))
case("f(x, y) = csch(x)*y + coth(x) + sec(y) + csc(y) + cot(y)", (0.5, 1), (3, 2), (1e-4, 1.5))
case("f(x, y) = tan(x)*y", (1.57, 1), (1.5707963, 2), (-1.2, 3), (100, 1))
case("f(x, y) = x^y", (2, 3.5), (0.5, -2), (1e-5, 0.3), (100, 100), (1.0000001, 1e6), (3, 0))
case("f(x, y) = (x^2 + y^2)^1.5", (1, 2), (1e-50, 1e-60), (1e50, -3))
case("f(x, y) = (x^2 + y^2)^0.25 + x^0.1", (1, 2), (1e-5, 1e-9))
case("f(x, y) = x^x + y^(x*y)", (0.5, 2), (2.5, 1.2), (1e-8, 1e-3))
case("f(x) = x^x^x", (1.3,), (0.4,), (2,))
case("f(x, y) = hypot(x, y)", (3, 4), (1e8, 1), (1, 1e-9), (1e200, 1e200), (1e-200, 1e-210), (-5, 1e-5))
case("f(x, y, z) = hypot(x, y, z)", (1, 2, 3), (1e6, 1, 1e-3))
case("f(x, y) = sqrt(x^2 + y^2)", (3, 4), (3, 1))
case("f(x, y) = atan2(y, x)", (1, 2), (-1, 1e-8), (1e-8, 1), (-1, -1e-300), (1e200, 1e190), (1e-200, 1e-200))
case("f(x, y) = erf(x)*y", (5, 1), (1e-12, 1), (-8, 2), (26, 1))
case("f(x, y) = erfc(x)*y", (5, 1), (10, 3), (-3, 1), (26, 1))
case("f(x, y) = (1 - erf(x))*y", (4, 1), (9, 2))
case("f(x, y) = -log(1 - erf(x)) + y", (4, 1), (6, 2))
case("f(x) = log(erfc(x))", (3,), (5,), (-2,))
case("f(x, y) = sigmoid(x)*y", (1e-6, 1), (-1e-9, 1), (30, 1), (-700, 1), (710, 2))
case("f(x, y) = log(sigmoid(x)) + log(1 - sigmoid(y))", (30, -40), (-800, 800), (1e-5, 0.3))
case("f(x, y) = log1p(exp(x)) + log(1 + exp(-y)) + x*y", (700, 700), (-50, -50), (1e-10, 2))
case("f(x, y) = log(exp(x) + exp(y))", (1, 1), (1000, 999), (-800, -700), (50, -50))
case("f(x, y) = gamma(x)*y", (-0.5, 1), (-1.000001, 1), (1e-7, 1), (-20.3, 2), (170.5, 1))
case("f(x, y) = lgamma(x)*y", (-0.5, 1), (-3.0001, 1), (1e-100, 1), (1e15, 2), (2.0000001, 3))
case("f(x, y) = digamma(x)*y", (1.4616321449683622, 1), (-2.5, 1), (1e-8, 1), (1e10, 1), (-0.999, 2))
case("f(x, y) = lgamma(x) + lgamma(y) - lgamma(x + y)", (2.5, 3.5), (1e-3, 1e-5), (100, 200))
case("f(x, y) = expm1(x)/x*y", (0.5, 1), (1, 2))
case("f(x, y) = log1p(x)*y", (1e-18, 1), (-0.999999, 1), (1e300, 1))
case("f(x, y) = sin(x)/x*y", (0.5, 1), (20, 3))
case("f(x, y) = x/(1 + abs(x)) + abs(y - x)^3", (2, 1), (-1e-9, 4))
case("f(x, y) = exp(-x^2/2 - y^2/2)", (1, 2), (30, 0), (1e-8, 1e-8))
case("f(x, y) = tanh(x)*tanh(y)", (1e-9, 1), (30, -2), (400, 400))
case("f(x, y) = 1/(x^2 + y^2)", (1, 2), (1e-60, 1e-50), (1e60, 1e50))
case("f(x, y) = (x - y)/(x + y)", (1, 2), (1e-300, 2e-300), (1e300, 1))
case("f(x, y) = x^2*y^3/(1 + x^4)", (1, 2), (1e30, 1), (1e-70, 3))
case("f(x, y) = max(x, y)^2 + min(x, y)^3 + abs(x)", (1, 2), (-3, 0.5))
case("f(x, y) = x*log(x) + y*log(y) + (1 - x - y)*log(1 - x - y)", (0.2, 0.3), (1e-12, 0.5), (0.5, 0.4999))
case("f(p, q) = p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))", (0.3, 0.6), (1e-9, 0.5), (0.999999, 0.5))
case("f(x, y) = acos(x/sqrt(x^2 + y^2))", (1, 1), (-2, 0.3))
case("f(x, y) = log(cosh(x)) + log(cosh(x - y))", (0.3, 1), (300, 1), (1e-6, 2e-6))
case("f(x, y) = sqrt(1 + (x - y)^2) - 1 + 0.1*y^2", (1, 3), (3, 1))

for body in ["exp(sin(x)*y)", "sin(x*y)*cos(x - y)", "x^3*y - x*y^3 + exp(x*y)", "(x^2 + 1)/(y^2 + 1)", "log(x^2 + y^2 + 1)", "sqrt(x)*sqrt(y)/(x + y)",
             "tanh(x^2 - y)", "exp(-x)*sin(10*y)", "x*exp(-y^2) + y*exp(-x^2)", "cosh(x)*cos(y)", "sinh(x/y)", "atan(x/y)*y", "asinh(x*y) - x", "(x - 1)^4 + (x - 2*y)^2",
             "1/(1 + exp(-x*y))", "log(1 + x^2)*log(1 + y^2)", "x^y*y^x", "x^2.5*y^(-1.5)", "erf(x - y)*exp(x)", "gamma(x)/gamma(x + y)", "(x*y)^(1/2) + (x/y)^0.25",
             "abs(x - y)^2.5", "log(x)/log(y)", "exp(x)/(1 + exp(x))*y", "sec(x)*tan(y)", "x/sqrt(1 + y^2)", "(exp(x) - 1)*(exp(-y) - 1)", "cos(exp(x))*y"]:
    case(f"f(x, y) = {body}", (0.7, 1.9), (2.3, 1.1), (0.2, 3))

# Likelihoods.
case("f(mu, s) = 0.5*((1.2 - mu)^2 + (0.7 - mu)^2 + (2.3 - mu)^2)/s^2 + 3*log(s)", (1, 0.5), (1.4, 1e-3), (100, 20))
case("f(mu, s, nu) = 2*(lgamma(nu/2) - lgamma((nu + 1)/2) + 0.5*log(nu*pi) + log(s)) + (nu + 1)/2*(log1p(((1.3 - mu)/s)^2/nu) + log1p(((-4.2 - mu)/s)^2/nu))", (0, 1, 4), (1.3, 0.01, 30), (-10, 2, 0.5))
case("f(a, b) = exp(a + b) - 3*(a + b) + exp(a + 2*b) - 7*(a + 2*b) + exp(a - b) - (a - b)", (0.1, 0.5), (-5, 2), (3, -20))
case("f(k, t) = 3*(lgamma(k) + k*log(t)) - (k - 1)*(log(1.5) + log(0.2) + log(4)) + 5.7/t", (2, 1), (0.01, 3), (500, 0.01))
case("f(a, b) = lgamma(a) + lgamma(b) - lgamma(a + b) - (a - 1)*log(0.3) - (b - 1)*log(0.7)", (2, 5), (0.1, 1), (10, 25))
case("f(r, p) = lgamma(r) - lgamma(r + 4) - r*log(1 - p) - 4*log(p)", (3, 0.4), (1e-3, 0.99), (50, 0.5))
case("f(a, b) = log(1 + exp(-(a + 2*b))) + log(1 + exp(a - 1.5*b)) + log(1 + exp(-(a - b/3)))", (0, 0), (1, -2), (50, 20), (-300, 7))
case("f(a, b) = -log(1/(1 + exp(-(a + b)))) - log(1 - 1/(1 + exp(-(a - b))))", (0.2, 0.5), (40, 45), (-60, 3))
case("f(k, l) = -(log(k/l) + (k - 1)*log(2.5/l) - (2.5/l)^k) - (log(k/l) + (k - 1)*log(0.4/l) - (0.4/l)^k)", (1.5, 2), (0.3, 10), (8, 3))
case("f(m, s) = 0.5*log(2*pi*s^2) + (log(3.1) - m)^2/(2*s^2) - log(0.5*erfc(-(m - 1)/(s*sqrt(2))))", (0.5, 1.2), (-3, 1), (3, 0.1))
case("f(a, b, c) = (1.1 - a*exp(-b*0.5) - c)^2 + (0.7 - a*exp(-b) - c)^2 + (0.35 - a*exp(-b*2) - c)^2 + (0.3 - a*exp(-b*4) - c)^2", (1, 1, 0.2), (2, 30, 0.3))
case("f(v, k) = (0.47 - v*0.3/(k + 0.3))^2 + (0.8 - v*1.2/(k + 1.2))^2 + (1.05 - v*5/(k + 5))^2", (1.2, 0.6), (50, 1e-3))
case("f(a, w, p) = (0.9 - a*sin(w*0.5 + p))^2 + (0.1 - a*sin(w*1.5 + p))^2 + (-0.8 - a*sin(w*2.5 + p))^2", (1, 1.5, 0.3), (0.9, 300, 2))
case("f(x, y) = exp(-x)*(log(y) - x)^2 + exp(x)/(1 + y^2)", (0.5, 2), (-30, 1e-5))
case("f(l, s) = 0.5*log(s^2 + 0.01) + 0.5*(1.3^2)/(s^2 + 0.01) + log(1 + exp(-2*l)) + (l - 1)^2", (0.3, 0.5), (100, 1e-6))

# Small networks.
case("f(a, b, c, d) = (1 - c*tanh(a*0.5 + b) - d)^2 + (0.2 - c*tanh(a*(-1.5) + b) - d)^2", (0.5, -0.2, 1.1, 0.1), (3, 2, -1, 0.5))
case("f(a, b, c, d) = (1 - sigmoid(c*sigmoid(a*0.5 + b) + d))^2 + sigmoid(c*sigmoid(b - 1.5*a) + d)^2", (0.5, -0.2, 1.1, 0.1), (30, -50, 3, -1), (0.1, 0.2, -0.3, 0.05))
case("f(a, b, c, d) = softplus(-(c*relu(a*0.7 + b) + d)) + softplus(c*relu(b - 1.2*a) + d)", (0.5, 0.2, 1.1, 0.1), (3, -1, 50, 2))
case("f(a, b, c) = log(1 + exp(-c*erf(a + b))) + log(1 + exp(c*erf(a - b)))", (0.3, 0.7, 2), (4, 1, 100))
case("f(a, b) = 0.5*a*(1 + erf(a/sqrt(2)))*b + (b - a*sigmoid(1.702*a))^2", (0.5, 1), (-6, 2), (1e-7, 3))

V = [0.5, -1.25, 2, 0.75]
case("f(x[3]) = norm(x)", (1, 2, 3), (10, 1, 2), by=lambda *x: norm(x))
case("f(x[2]) = norm(x)", (1, 2), (-3, 5), by=lambda *x: norm(x))
case("f(x, y) = norm([x, y])", (1, 2), (1e9, 1), (1e200, 1e190), (1e-200, 3e-200), by=lambda *x: norm(x))
case("f(x[4]) = norm(x - [0.5, -1.25, 2, 0.75])^2 + 1/norm(x)", (1, 2, 3, 4), by=lambda *x: norm([a - b for a, b in zip(x, V)]) ** 2 + 1 / norm(x))
case("f(x[4]) = std(x)", (1, 2, 3, 5), (1e6, 1e6 + 1, 1e6 + 2, 1e6 - 3), by=lambda *x: std(x))
case("f(x[2]) = std(x) + var(x)", (1, 2), (1e5, 1), by=lambda *x: std(x) + var(x))
case("f(x[4]) = mean(x)/std(x)", (1, 2, 3, 5), by=lambda *x: mean(x) / std(x))
case("f(x[4]) = prod(x)", (1, 2, 3, 4), (1e-100, 1e60, 3, 1e30), by=lambda *x: prod(x))
case("f(x[3]) = logsumexp(x)", (1, 2, 3), (1000, 999, 0), (-800, -790, -1000), (0, 0, 0), by=lambda *x: logsumexp(x))
case("f(x[3]) = logsumexp(x) - x[2]", (1, 2, 3), (5, 1, -3), by=lambda *x: logsumexp(x) - x[1])
case("f(x[3]) = -log(softmax(x)[1])", (1, 2, 3), (-1, 1, 0.5), by=lambda *x: -log(softmax(x)[0]))
case("f(x[3]) = softmax(x)[1]", (1, 2, 3), (40, 0, 1), (-40, 3, 2), (5, 1, 2), by=lambda *x: softmax(x)[0])
case("f(x[4]) = sum(i, 1, 3, 100*(x[i + 1] - x[i]^2)^2 + (1 - x[i])^2)", (-1.2, 1, -1.2, 1), (1e3, 1e6, -1, 2), by=lambda *x: sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(3)))
case("f(x[4]) = sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)", (-1.2, 1, -1.2, 1), by=lambda *x: sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(3)))
case("f(x[3]) = (2*x[1]^2 + 3*x[2]^2 + 5*x[3]^2 + x[1]*x[2])/dot(x, x)", (1, 2, 3), (1e100, 1e99, 2e99), (0.1, 1, 0.2), by=lambda *x: (2 * x[0] ** 2 + 3 * x[1] ** 2 + 5 * x[2] ** 2 + x[0] * x[1]) / dot(x, x))
X = [[1, 0.5], [2, -1], [-0.3, 1.7], [0.1, 0.2]]
Y = [1, -1, 1, -1]
TABLE = "X = [1, 0.5; 2, -1; -0.3, 1.7; 0.1, 0.2]\ny = [1, -1, 1, -1]\n"
Xm, Ym = [data(r) for r in X], data(Y)
case(TABLE + "f(w[2], b) = mean(log(1 + exp(-y .* (X*w + b)))) + 0.01*sum(w.^2)", (0, 0, 0), (1, -2, 0.5), (300, 500, -100), by=lambda u, v, b: mean([log1p(exp(-y * (r[0] * u + r[1] * v + b))) for r, y in zip(Xm, Ym)]) + double("0.01") * (u * u + v * v))
case(TABLE + "f(w[2], b) = mean((X*w + b - y).^2)", (0, 0, 0), (1e5, -2, 0.5), by=lambda u, v, b: mean([(r[0] * u + r[1] * v + b - y) ** 2 for r, y in zip(Xm, Ym)]))
case(TABLE + "f(w[2], b) = sum(sqrt(1 + (X*w + b - y).^2) - 1)", (0, 0, 0), (5, -2, 0.5), by=lambda u, v, b: sum([sqrt(1 + (r[0] * u + r[1] * v + b - y) ** 2) - 1 for r, y in zip(Xm, Ym)]))
case(TABLE + "f(w[2], b) = sum(exp(X*w + b) - (y + 1) .* (X*w + b))", (0.1, 0.2, -1), (5, -3, 2), by=lambda u, v, b: sum([exp(r[0] * u + r[1] * v + b) - (y + 1) * (r[0] * u + r[1] * v + b) for r, y in zip(Xm, Ym)]))
case(TABLE + "f(w[2], b) = -sum(log(sigmoid(y .* (X*w + b))))", (0.3, -0.2, 0.1), (20, -30, 4), by=lambda u, v, b: -sum([log(sigmoid(y * (r[0] * u + r[1] * v + b))) for r, y in zip(Xm, Ym)]))
case(TABLE + "f(w[2], b) = mean((sigmoid(X*w + b) - (y + 1)/2).^2)", (0, 0, 0), (1, -2, 0.5), (50, 80, -10), by=lambda u, v, b: mean([(sigmoid(r[0] * u + r[1] * v + b) - (y + 1) / 2) ** 2 for r, y in zip(Xm, Ym)]))
case("f(W[2, 2], v[2]) = sum((tanh(W*[0.5, -1])' .* v' - 0.3).^2)", (0.1, 0.2, 0.3, 0.4, 1, -1), by=lambda a, b, c, d, p, q: (tanh(a * double("0.5") - b) * p - double("0.3")) ** 2 + (tanh(c * double("0.5") - d) * q - double("0.3")) ** 2)
case("f(W[2, 2]) = logsumexp(W*[1, 2]) - (W*[1, 2])[1]", (0.1, 0.2, 0.3, 0.4), (3, 1, -2, 2), by=lambda a, b, c, d: logsumexp([a + 2 * b, c + 2 * d]) - (a + 2 * b))
case("f(u[2], v[2]) = (1 - u[1]*v[1])^2 + (2 - u[1]*v[2])^2 + (3 - u[2]*v[1])^2 + (4 - u[2]*v[2])^2", (1, 2, 1, 2), (1e4, 1e-4, 1, 3), by=lambda a, b, c, d: (1 - a * c) ** 2 + (2 - a * d) ** 2 + (3 - b * c) ** 2 + (4 - b * d) ** 2)


def kernel(points, l, s, noise):
    return [[s**2 * exp(-((p - q) ** 2) / (2 * l**2)) + (noise**2 if i == j else 0) for j, q in enumerate(points)] for i, p in enumerate(points)]


def gp(points, y):
    def likelihood(l, s, noise):
        k = kernel(data(points), l, s, noise)
        return dot(data(y), solve(k, data(y))) / 2 + log(det(matrix(k))) / 2
    return likelihood


def gp_text(points, y):
    n = len(points)
    rows = "; ".join(", ".join(f"s^2*exp(-({p} - {q})^2/(2*l^2))" + (" + noise^2" if i == j else "") for j, q in enumerate(points)) for i, p in enumerate(points))
    return f"f(l, s, noise) = 0.5*{y}*inv([{rows}])*{y} + 0.5*log(det([{rows}]))"


for points, y in [([0, 1.5], [1, -0.5]), ([0, 1, 2.5], [0.3, 1, -1]), ([0, 1, 2, 4], [0.3, 1, 0.5, -1]), ([0, 0.5, 1, 2, 3.5], [0.3, 1, 0.5, -1, 0.25])]:
    case(gp_text(points, y), (1, 1.2, 0.3), (1.5, 1, 0.2), (0.2, 5, 0.01), by=gp(points, y))
case("f(a, b, c) = log(a*c - b^2) + (2*a - b + 3*c)/(a*c - b^2)", (2, 0.5, 1), (1, 0.999, 1), by=lambda a, b, c: log(a * c - b**2) + (2 * a - b + 3 * c) / (a * c - b**2))
case("f(A[3, 3]) = det(A) + trace(A)^2", (2, 1, 0.5, 1, 3, 0.25, 0.5, 0.25, 1), by=lambda *x: det(matrix([x[0:3], x[3:6], x[6:9]])) + (x[0] + x[4] + x[8]) ** 2)
case("f(A[2, 2]) = sum(lusolve(A, [1, 2]))", (2, 1, 1, 3), (1, 1, 1, 1.0001), by=lambda *x: sum(solve([x[0:2], x[2:4]], [1, 2])))
case("f(A[2, 2]) = trace(inv(A)*[1, 2; 3, 4])", (2, 1, 1, 3), by=lambda *x: (lambda i: i[0, 0] + 3 * i[0, 1] + 2 * i[1, 0] + 4 * i[1, 1])(inverse(matrix([x[0:2], x[2:4]]))))
case("f(l[3]) = -log(det([1 + l[1]^2, l[2], 0.1; l[2], 2 + l[3]^2, 0.3; 0.1, 0.3, exp(l[1])]))", (0.5, 0.2, 0.7), by=lambda a, b, c: -log(det(matrix([[1 + a * a, b, double("0.1")], [b, 2 + c * c, double("0.3")], [double("0.1"), double("0.3"), exp(a)]]))))


# Logarithms of normal probabilities.
probit = lambda z: log(erfc(-z / sqrt(mpf(2))) / 2)
for body in ("log(0.5*erfc(-x/sqrt(2)))", "log(0.5*(1 + erf(x/sqrt(2))))", "log((1 + erf(x/sqrt(2)))/2)", "log(0.5 + 0.5*erf(x/sqrt(2)))"):
    case(f"f(x) = {body}", (0.3,), (3,), (-1,), (-2.5,), (-10,), (-300,), (-1e5,), by=probit)
case("f(a, b) = -log(0.5*erfc(-(a + 2*b))) - log(0.5 - 0.5*erf(b - a))", (0.3, -0.7), (-20, 5), (-3e3, 50), by=lambda a, b: -log(erfc(-(a + 2 * b)) / 2) - log(erfc(b - a) / 2))
# Inverse functions of reciprocals, near 0 and far out.
for name, inverse_, points in [
    ("acot", atan, (1e-6, -0.3, 2, 1e5)), ("acoth", atanh, (1.5, -3, 1e6)), ("acsch", asinh, (1e-6, -0.3, 2, 1e5)), ("asech", acosh, (1e-6, 0.3, 0.999)),
    ("asec", acos, (1.001, -3, 1e5)), ("acsc", asin, (1.001, -3, 1e5)),
]:
    case(f"f(x) = {name}(x)", *((x,) for x in points), by=lambda x, f=inverse_: f(1 / x))
# Lengths of parts of very different size.
for text, by in [
    ("f(x[3]) = norm(x)", lambda *x: norm(x)),
    ("f(x, y, z) = hypot(x, y, z)", lambda *x: norm(x)),
    ("f(x[3]) = sqrt(2*x[1]^2 + 3*x[2]^2/5 + x[3]^2)", lambda x, y, z: sqrt(2 * x**2 + 3 * y**2 / 5 + z**2)),
    ("f(x[3]) = sqrt(mean(x.^2))", lambda *x: norm(x) / sqrt(mpf(3))),
    ("f(x, y, z) = norm([x, 2*y, z, 3])^3", lambda x, y, z: norm([x, 2 * y, z, 3]) ** 3),
    ("f(x[3]) = sum(sqrt(1 + x.^2)) + exp(-norm(x))", lambda *x: sum(sqrt(1 + v * v) for v in x) + exp(-norm(x))),
]:
    case(text, (1, 1e-8, -1e-9), (3, -4, 12), (1e-5, 2e5, 3), (1e9, 1, 1e-9), by=by)
for p in ("3", "1.5", "4"):
    case(f"f(x[3]) = norm(x, {p})", (1, 1e-8, -1e-9), (3, -4, 12), (1e-5, 2e5, 3), (0.5, -0.25, 0.125), by=lambda *x, p=p: norm(x, double(p)))
case("f(x, y) = (1 + 2*x^4 + abs(y)^4/3)^0.25", (1e3, 1e-4), (0.5, -2), by=lambda x, y: (1 + 2 * x**4 + abs(y) ** 4 / 3) ** mpf("0.25"))
case("f(x, y) = cbrt(x^3 + 2*y^3)", (1, 1e-6), (3, 4), by=lambda x, y: cbrt(x**3 + 2 * y**3))
case("f(A[2, 3]) = sum(norm(A, 3, 2))^2", (1, 1e-6, 2e5, 3, -4, 5), by=lambda *x: (norm(x[:3], 3) + norm(x[3:], 3)) ** 2)
case("f(x) = sqrt(1 + x^2)", (1e8,), (-3,), (1e-9,), by=lambda x: sqrt(1 + x * x))
case("f(x, y) = sqrt(x^2 - y)", (1e6, 1), (3, -2), by=lambda x, y: sqrt(x * x - y))
case("f(A[2, 2]) = sum(norm(A, 2, 1)) + norm(A, \"fro\")", (1, 1e-6, 2e5, 3), (1, 2, 3, 4),
     by=lambda a, b, c, d: norm([a, c]) + norm([b, d]) + norm([a, b, c, d]))
case("f(x, y, z) = y > 0 ? sqrt(x^2 + z^2 + y) : norm([x, y, z])", (1, 1e-6, 1e5), (1, -1e-6, 1e5),
     by=lambda x, y, z: sqrt(x * x + z * z + y) if y > 0 else norm([x, y, z]))

# Differences from 1, near where they are 0 and elsewhere.
for body in ["exp(x) - 1", "1 - exp(-x)", "3 - 3*exp(-2*x)", "(exp(x) - 1)^2", "1 - exp(x)^2", "1 - cos(x)", "(1 - cos(x))/2", "0.5*cos(x) - 0.5", "cosh(x) - 1",
             "1 - tanh(x)^2", "1 - tanh(x)", "1 - sigmoid(x)", "sigmoid(x) - 1", "erf(x) - 1", "1 - cos(x)^2", "sqrt(1 + x^2) - 1", "2^x - 1"]:
    case(f"f(x, y) = y*({body})", (1e-9, 2), (-3e-17, 1), (0.3, -1), (-0.3, 1), (2.5, 1), (-4, 3), (-30, 1))
for body in ["sqrt(1 + x) - 1", "1 - 1/(1 + x)", "(1 + x)^2.5 - 1", "1 - (1 + x)^-0.5"]:
    case(f"f(x, y) = y*({body})", (1e-9, 2), (-3e-17, 1), (0.3, -1), (-0.3, 1), (2.5, 1), (40, 3), (1e20, 2))
for body in ["1 - sqrt(1 - x^2)", "log(1 - x)", "log(1 - x^2)", "1 - x^2"]:
    case(f"f(x, y) = y*({body})", (1e-9, 2), (3e-17, 1), (0.3, -1), (-0.3, 1), (0.75, 3), (0.999999999, 1))
case("f(x, y) = y*log(1 - exp(-x))", (1e-9, 2), (3e-17, 1), (0.3, -1), (2.5, 1), (50, 3), (300, 1))
case("f(x, y) = x + y - tanh(y)", (1, 1e-6), (-1, 0.3), (2, 20))
case("f(x, y) = x^y - 1", (1.0000001, 3), (2, 1e-12), (0.5, -1e-9), (3, 2))
case("f(x, y) = (x^y - 1)/2 + log(1 - exp(-exp(x - y)))", (2, 1e-9), (30, 1), (0.5, 3))
case("f(a, b) = (10.07 - a*(1 - exp(-b*77.6)))^2 + (14.73 - a*(1 - exp(-b*114.9)))^2", (238.9, 5.5e-4), (500, 1e-4), (1e5, 1e-9))

def derivatives(f, x):
    n = len(x)
    x = [mpf(v) for v in x]
    steps = [H * (abs(v) if v != 0 else 1) for v in x]

    def at(*moves, base=x):
        point = list(base)
        for i, sign in moves:
            point[i] += sign * steps[i]
        return mpf(f(*point))

    def second(i, j, base=x):
        if i == j:
            return (at((i, 1), base=base) - 2 * at(base=base) + at((i, -1), base=base)) / steps[i] ** 2
        corners = [sign * other * at((i, sign), (j, other), base=base) for sign in (1, -1) for other in (1, -1)]
        return sum(corners) / (4 * steps[i] * steps[j])

    value = at()
    gradient = [(at((i, 1)) - at((i, -1))) / (2 * steps[i]) for i in range(n)]
    hessian = {(i, j): second(i, j) for i in range(n) for j in range(i, n)}
    moved = lambda k: [v + (steps[k] * 1000 if i == k else 0) for i, v in enumerate(x)]
    change = {pair: sum(abs(x[k] * (second(*pair, base=moved(k)) - h) / (steps[k] * 1000)) for k in range(n)) for pair, h in hessian.items()}
    whole = lambda i, j: hessian[min(i, j), max(i, j)]
    pairs = [(min(i, j), max(i, j)) for i in range(n) for j in range(n)]
    rough = lambda number: float(mp.nstr(number, 2))
    return {
        "x": [float(v) for v in x],
        "value": float(value),
        "gradient": [float(g) for g in gradient],
        "hessian": [float(hessian[p]) for p in pairs],
        "moves": [rough(abs(value) + sum(abs(v * g) for v, g in zip(x, gradient)))],
        "gradientMoves": [rough(abs(gradient[i]) + sum(abs(x[j] * whole(i, j)) for j in range(n))) for i in range(n)],
        "hessianMoves": [rough(abs(hessian[p]) + change[p]) for p in pairs],
    }


def write(cases):
    lines = [f"  {json.dumps(text, ensure_ascii=False)}: [\n    " + ",\n    ".join(json.dumps(derivatives(f, x)) for x in points) + "\n  ]" for text, f, points in cases]
    # JSON has no infinity, but numbers that are as great.
    print(("{\n" + ",\n".join(lines) + "\n}").replace("Infinity", "1e999"))


if __name__ == "__main__":
    write(CASES)
