"""Prints points of the Sobol sequence, as SciPy has them, for test/unit/core/random/sobol.test.ts.

    python3 sobol-points.py        (needs scipy)
"""

from scipy.stats import qmc

points = qmc.Sobol(128, scramble=False, bits=32).random(1024)
print("first four dimensions of the first eight points")
print(points[:8, :4].tolist())
print("dimensions 1, 2, 10, 40, 80 and 128 of the points 100, 777 and 1023, counted from 0")
print(points[[100, 777, 1023]][:, [0, 1, 9, 39, 79, 127]].tolist())
