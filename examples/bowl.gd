# The article's bowl.
J(θ1, θ2) = θ1^2 + θ2^2

minimize J
  from  θ1 = 0.75, θ2 = 0.75
  with  gd(rate = 0.2)
  until decrease < 1e-3

# Each step leaves 1 - 2·0.2 = 0.6 of both parameters, 0.36 of J.
# Try other rates: 0.5 is there in one step, 0.9 swings from side
# to side, and 1 never arrives.
