# A performance profile: how often is a method within a factor of the best, over a set of problems?
# `classical` stands for 20 problems of the literature; single ones by name, such as beale or powellSingular.

# A problem of one's own goes with them.
trigonometric(x, y) = (2 - cos(x) - cos(y) + 1 - cos(x) - sin(x))^2 + (2 - cos(x) - cos(y) + 2*(1 - cos(y)) - sin(y))^2

profile trigonometric, classical
  with  bfgs(), lbfgs(), cg(), newton(), neldermead(), gd(rate = backtracking())
  until gradient < 1e-6, evaluations = 5000
