/** A problem with bounds, its standard start and its solution as published. */
export interface BoundedProblem {
  readonly name: string;
  readonly text: string;
  readonly start: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly minimum: number;
  readonly minimizer: readonly number[];
}

const none = Number.POSITIVE_INFINITY;

/** Hock & Schittkowski 1981, Test Examples for Nonlinear Programming Codes, those whose only constraints are bounds (by their numbers). */
export const BOUNDED_PROBLEMS: readonly BoundedProblem[] = [
  {
    name: 'Hock–Schittkowski 1',
    text: 'f(x, y) = 100*(y - x^2)^2 + (1 - x)^2',
    start: [-2, 1],
    lower: [-none, -1.5],
    upper: [none, none],
    minimum: 0,
    minimizer: [1, 1],
  },
  {
    name: 'Hock–Schittkowski 4',
    text: 'f(x, y) = (x + 1)^3/3 + y',
    start: [1.125, 0.125],
    lower: [1, 0],
    upper: [none, none],
    minimum: 8 / 3,
    minimizer: [1, 0],
  },
  {
    name: 'Hock–Schittkowski 5',
    text: 'f(x, y) = sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1',
    start: [0, 0],
    lower: [-1.5, -3],
    upper: [4, 3],
    minimum: -Math.sqrt(3) / 2 - Math.PI / 3,
    minimizer: [0.5 - Math.PI / 3, -0.5 - Math.PI / 3],
  },
  {
    name: 'Hock–Schittkowski 38',
    text: 'f(a, b, c, d) = 100*(b - a^2)^2 + (1 - a)^2 + 90*(d - c^2)^2 + (1 - c)^2 + 10.1*((b - 1)^2 + (d - 1)^2) + 19.8*(b - 1)*(d - 1)',
    start: [-3, -1, -3, -1],
    lower: [-10, -10, -10, -10],
    upper: [10, 10, 10, 10],
    minimum: 0,
    minimizer: [1, 1, 1, 1],
  },
  {
    name: 'Hock–Schittkowski 45',
    text: 'f(x[5]) = 2 - x[1]*x[2]*x[3]*x[4]*x[5]/120',
    start: [0.5, 1, 1.5, 2, 2.5],
    lower: [0, 0, 0, 0, 0],
    upper: [1, 2, 3, 4, 5],
    minimum: 1,
    minimizer: [1, 2, 3, 4, 5],
  },
  {
    name: 'Hock–Schittkowski 110',
    text: 'f(x[10]) = sum(log(x - 2).^2 + log(10 - x).^2) - prod(x)^0.2',
    start: new Array<number>(10).fill(9),
    lower: new Array<number>(10).fill(2.001),
    upper: new Array<number>(10).fill(9.999),
    minimum: -45.77846971,
    minimizer: new Array<number>(10).fill(9.35025655),
  },
  {
    // Not one of theirs: at the minimum two bounds of four hold, and the free part is ill conditioned.
    name: 'a quadratic in a corner',
    text: 'f(x[4]) = (x[1] - 3)^2 + 100*(x[2] - x[3])^2 + (x[3] - 2)^2 + (x[4] + x[1])^2',
    start: [0, 0, 0, 0],
    lower: [-1, -none, -none, -1],
    upper: [1, none, none, none],
    minimum: 4,
    minimizer: [1, 2, 2, -1],
  },
];
