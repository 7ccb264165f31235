a = 1
b = 100

# Rosenbrock's valley (1960): easy to fall into, hard to follow.
# It runs along y = x^2 to the minimum at (a, a^2). The greater b,
# the narrower it is, and the smaller the rate must be.
rosenbrock(x, y) = (a - x)^2 + b*(y - x^2)^2

minimize rosenbrock
  from  x = -1.2, y = 1
  with  gd(rate = [0.0005, 0.001, 0.0015])    # three runs
  with  momentum(rate = 0.0005)
  with  adam(rate = 0.05)
  until gradient < 1e-6, iterations = 10000   # whichever comes first
  show  x in [-2, 2], y in [-1, 3]
