import type { CompiledObjective } from '../../compile/compile-objective.ts';
import { norm } from '../../methods/vector.ts';
import type { Plane } from '../plane.ts';
import { principalDirections } from './principal-directions.ts';
import { spanPlane } from './span-plane.ts';

/** Which plane to make. */
export type PlaneRequest = { readonly key: string } & (
  | {
      /** Two random directions, evenly spread over all. */
      readonly kind: 'random';
      readonly seed: number;
      readonly origin: Float64Array;
    }
  | {
      /** The gradient at the origin, and its change along itself: two steps of gradient descent stay close to this plane. */
      readonly kind: 'gradient';
      readonly origin: Float64Array;
    }
  | {
      /** The directions in which the iterates of a path, one after the other, spread most around the last. */
      readonly kind: 'principal';
      readonly path: Float64Array;
    }
);

/**
 * A plane through the space of x.
 * @throws RangeError where x has fewer than 2 entries, or the gradient is 0 or not finite.
 */
export function makePlane(f: CompiledObjective, request: PlaneRequest): Plane {
  const { key } = request;
  if (f.size < 2) throw new RangeError('a plane needs at least 2 variables');
  switch (request.kind) {
    case 'random': {
      const [u, v] = spanPlane([], f.size, request.seed);
      return { key, origin: request.origin, u, v, labels: ['random direction 1', 'random direction 2'] };
    }
    case 'gradient':
      return gradientPlane(f, key, request.origin);
    case 'principal':
      return principalPlane(f.size, key, request.path);
  }
}

function gradientPlane(f: CompiledObjective, key: string, origin: Float64Array): Plane {
  const gradient = new Float64Array(f.size);
  f.valueAndGradient(origin, gradient);
  const length = norm(gradient);
  if (!(length > 0) || !Number.isFinite(length))
    throw new RangeError(
      `the gradient is ${length === 0 ? '0' : 'not finite'} there, so it spans no plane; choose another iterate`,
    );
  const direction = gradient.map((entry) => entry / length);
  const change = new Float64Array(f.size);
  f.hessianVector(origin, direction, change);
  const [u, v] = spanPlane([direction, change], f.size);
  return { key, origin, u, v, labels: ['along ∇f', 'along the change of ∇f'] };
}

/** Li, Xu, Taylor, Studer & Goldstein 2018, "Visualizing the loss landscape of neural nets", section 7. */
function principalPlane(size: number, key: string, path: Float64Array): Plane {
  const origin = path.slice(-size);
  const differences = path.map((entry, i) => entry - (origin[i % size] as number));
  const { directions, shares } = principalDirections(differences, size);
  const [u, v] = spanPlane(directions, size);
  const percent = (share: number) => `${Number((100 * share).toPrecision(share > 0.995 ? 3 : 2))} %`;
  // The path begins on the positive side.
  const turned = (direction: Float64Array) => {
    let along = 0;
    for (let i = 0; i < size; i++) along += (differences[i] as number) * (direction[i] as number);
    return along < 0 ? direction.map((entry) => -entry) : direction;
  };
  return {
    key,
    origin,
    u: turned(u),
    v: turned(v),
    labels: [`principal direction 1, ${percent(shares[0])}`, `principal direction 2, ${percent(shares[1])}`],
  };
}
