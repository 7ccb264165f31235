import type { ClassicalProblem } from './classical-problem.ts';

/**
 * (x₁² + x₂ − 11)² + (x₁ + x₂² − 7)²: four minima of the same value: basins of attraction.
 *
 * Himmelblau 1972; JuliaNLSolvers/OptimTestProblems.jl unconstrained.jl (start (2,2)); Wikipedia, Test
 * functions for optimization.
 */
export const himmelblau: ClassicalProblem = {
  name: 'Himmelblau',
  dimension: 2,
  definition: 'himmelblau(x1, x2) = (x1^2 + x2 - 11)^2 + (x1 + x2^2 - 7)^2',
  starts: [
    [2, 2],
    [-1, -1],
  ],
  standardStart: true,
  minimum: 0,
  minimizers: [
    [3, 2],
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.2831859912861696],
    [3.5844283403304917, -1.8481265269644036],
  ],
  smooth: true,
  source:
    'Himmelblau 1972; JuliaNLSolvers/OptimTestProblems.jl unconstrained.jl (start (2,2)); Wikipedia, Test functions for optimization',
};
