# Himmelblau's function has four minima: which one is found depends on the start.
himmelblau(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2

minimize himmelblau
  from   x in [-5, 5], y in [-5, 5], starts = 20, seed = 7, sampling = latin
  with   gd(rate = 0.01), bfgs(), neldermead()
  until  gradient < 1e-8, iterations = 2000
  basins x in [-5, 5], y in [-5, 5], grid = 32

rosenbrock(x, y) = (1 - x)^2 + 100*(y - x^2)^2

# How far does each rate come in a thousand steps?
minimize rosenbrock
  from  x = -1.2, y = 1
  with  gd(rate = logspace(1e-5, 1e-1, 17)), adam(rate = logspace(1e-5, 1e-1, 17))
  until iterations = 1000

# A fair comparison: every method has its rate found by the same number of evaluations.
minimize rosenbrock
  from  x = -1.2, y = 1
  with  gd(), momentum(), nesterov(), adam(), rmsprop()
  tune  rate in [1e-5, 1], evaluations = 50000
  until iterations = 1000
