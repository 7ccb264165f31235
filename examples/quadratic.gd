# A bowl in five dimensions, its lowest point at [1, 1, 1, 1, 1].
# It is five times as steep along x[5] as along x[1]: the steepest
# direction limits the rate to 2/10, the flattest one is slow then.
quadratic(x[5]) = sum(i, 1, 5, i*(x[i] - 1)^2)

minimize quadratic
  from  x = [3, -2, 2, -1, 0]
  with  gd(rate = [0.05, 0.15])
  with  momentum(rate = 0.05)
  until gradient < 1e-6, iterations = 500
