/** An optimization problem from the literature, with what is known of its minima. */
export interface ClassicalProblem {
  readonly name: string;
  /** The number of variables, x1 … xn in the definition. */
  readonly dimension: number;
  /** A definition as it stands in a `.gd` file. */
  readonly definition: string;
  /** Where runs begin. */
  readonly starts: readonly (readonly number[])[];
  /** Whether the starting points are the source's own, those that published results are for. */
  readonly standardStart: boolean;
  /** The lowest value, over the domain where there is one. */
  readonly minimum: number;
  /** Every point that has the lowest value. */
  readonly minimizers: readonly (readonly number[])[];
  /** Other minima, where they are known. */
  readonly localMinima?: readonly { readonly x: readonly number[]; readonly value: number }[];
  /** The box in which it is studied, [low, high] for each variable; absent for the whole space. */
  readonly domain?: readonly (readonly [number, number])[];
  /** Whether the gradient exists and is continuous near the minimizers. */
  readonly smooth: boolean;
  /** What there is to know before one trusts a result. */
  readonly notes?: string;
  /** Where function and start come from. */
  readonly source: string;
}
