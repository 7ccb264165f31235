# Himmelblau's function (1972) has four minima, all of value 0:
# (3, 2), (-2.805, 3.131), (-3.779, -3.283) and (3.584, -1.848).
# Which one is found depends on the start, and on the method too.
himmelblau(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2

minimize himmelblau
  from  x = -0.5, y = -1
  with  gd(rate = 0.01)
  with  momentum(rate = 0.01)
  with  adam(rate = 0.5)
  until gradient < 1e-6, iterations = 1000
  show  x in [-6, 6], y in [-6, 6]
