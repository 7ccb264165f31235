# Gradients without backpropagation: the forward gradient with 200 seeds against gradient descent.
# Of a method with many runs the median and the band from the 10th to the 90th percentile are shown.

# Beale's function: a valley with steep walls at the corners.
beale(x, y) = (1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2

minimize beale
  from  x = 1, y = 1
  with  gd(rate = 0.01)
  with  gd(rate = 0.01, gradient = forward(seeds = 200))
  until iterations = 1000

minimize beale
  from  x = 1.5, y = -0.1
  with  gd(rate = 0.01)
  with  gd(rate = 0.01, gradient = forward(seeds = 200))
  until iterations = 1000

# Rosenbrock's function: a curved valley with a flat floor.
rosenbrock(x, y) = (1 - x)^2 + 100*(y - x^2)^2

minimize rosenbrock
  from  x = -1.2, y = 1
  with  gd(rate = 5e-4)
  with  gd(rate = 5e-4, gradient = forward(seeds = 200))
  until iterations = 1000

minimize rosenbrock
  from  x = 0, y = 0
  with  gd(rate = 5e-4)
  with  gd(rate = 5e-4, gradient = forward(seeds = 200))
  until iterations = 1000
