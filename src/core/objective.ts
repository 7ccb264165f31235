import type { Graph, NodeId } from './graph/node.ts';
import type { Shape } from './graph/shape.ts';

/** A named unknown of an objective: a part of the flat vector x. */
export interface Parameter {
  readonly name: string;
  /** `[]` for a number, `[n]` for a vector, `[m, n]` for a matrix (row-major). */
  readonly shape: Shape;
  /** Its first entry in x. */
  readonly offset: number;
  /** Its number of entries. */
  readonly size: number;
}

/** A call of a helper function that the text defines, for showing it as one thing. */
export interface HelperCall {
  readonly name: string;
  /** Its value. */
  readonly output: NodeId;
}

/** A function from parameters to one number, as a graph. Plain data: it can be posted to a worker as it is. */
export interface Objective {
  readonly name: string;
  /** In declared order; together they fill the flat vector x without gaps. */
  readonly parameters: readonly Parameter[];
  /** The length n of x. */
  readonly size: number;
  readonly graph: Graph;
  /** The scalar node that is the objective's value. */
  readonly output: NodeId;
  /** The helper functions that it calls, each once for every value; absent where there are none. */
  readonly calls?: readonly HelperCall[];
  /** The definition as `.gd` text, with the constants and helper functions that it needs. */
  readonly text: string;
  /** The definition in TeX, `J(\theta_1, \theta_2) = \theta_1^2 + \theta_2^2`. */
  readonly tex: string;
  /** The comment above the definition; empty where there is none. */
  readonly documentation: string;
}

/** One name per entry of x: `x`, `w[3]`, `W[2, 1]` (counted from 1, as in the expressions). */
export function coordinateNames(objective: Pick<Objective, 'parameters'>): string[] {
  return objective.parameters.flatMap(({ name, shape, size }) => {
    if (shape.length === 0) return [name];
    return Array.from({ length: size }, (_, flat) => {
      const index: number[] = [];
      let rest = flat;
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        const extent = shape[axis] as number;
        index.unshift((rest % extent) + 1);
        rest = Math.floor(rest / extent);
      }
      return `${name}[${index.join(', ')}]`;
    });
  });
}
