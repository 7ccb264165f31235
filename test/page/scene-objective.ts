import type { CompiledObjective } from '../../src/core/compile/compile-objective.ts';
import type { Scene } from './scenes.ts';

const H = 1e-4;

/** The functions of a scene as the worker has them; derivatives by central differences. */
export function sceneObjective(f: Scene['f'], size: number): CompiledObjective {
  const value = (x: Float64Array) => f([...x]);
  const along = (x: Float64Array, v: ArrayLike<number>, t: number) =>
    value(x.map((entry, i) => entry + t * (v[i] as number)));
  const jvp = (x: Float64Array, v: ArrayLike<number>) => (along(x, v, H) - along(x, v, -H)) / (2 * H);
  const axis = (i: number) => Array.from({ length: size }, (_, j) => (j === i ? 1 : 0));
  const gradient = (x: Float64Array, g: Float64Array) => {
    for (let i = 0; i < size; i++) g[i] = jvp(x, axis(i));
    return value(x);
  };
  const hessianVector = (x: Float64Array, v: Float64Array, out: Float64Array) => {
    const [before, after] = [new Float64Array(size), new Float64Array(size)];
    gradient(
      x.map((entry, i) => entry - H * (v[i] as number)),
      before,
    );
    gradient(
      x.map((entry, i) => entry + H * (v[i] as number)),
      after,
    );
    out.set(after.map((entry, i) => (entry - (before[i] as number)) / (2 * H)));
  };
  const absent = () => {
    throw new Error('no scene asks for this');
  };
  return {
    size,
    value,
    valueAndGradient: gradient,
    gradient,
    jvp,
    hessianVector,
    hessian: absent,
    hessianProducts: absent,
    field: absent,
  };
}
