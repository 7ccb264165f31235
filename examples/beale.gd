# Beale's function (1958): a flat valley towards (3, 0.5), and steep
# walls at the corners, where a rate that suits the valley overshoots.
beale(x, y) = (1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2

minimize beale
  from  x = 1, y = 1
  with  gd(rate = 0.01)
  with  momentum(rate = 0.005)
  with  adam(rate = 0.1)
  until gradient < 1e-6, iterations = 5000
  show  x in [-1, 4.5], y in [-2, 2]
