import { forward } from '../autodiff/forward.ts';
import { compileGraph } from '../compile/compile-graph.ts';
import type { CompiledObjective } from '../compile/compile-objective.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Objective } from '../objective.ts';
import { compileSweep, type Sweep } from './compile-sweep.ts';

/** f and one directional derivative in one pass of forward mode (dual numbers): f(x + εv) = f(x) + ε ∇f(x)·v. */
export interface DirectionalPass {
  /** Where the point is put before `run`. */
  readonly x: Float64Array;
  /** Where the direction is put before `run`. */
  readonly v: Float64Array;
  /** After `run`, in its only entry, ∇f(x)·v. */
  readonly derivative: Float64Array;
  /** Evaluates; returns f(x). */
  run(): number;
}

/** What gradient sources are made of: the functions of one objective, each compiled when it is first used. */
export interface Derivatives {
  /** The length n of x. */
  readonly size: number;
  readonly compiled: CompiledObjective;
  directional(): DirectionalPass;
  /** Many forward gradients at one point; undefined where the objective is too large for straight-line code. */
  sweep(clipped: boolean): Sweep | undefined;
}

const known = new WeakMap<CompiledObjective, Derivatives>();

/** The functions that sources need; the same for every source and run of a compiled objective, so that nothing is compiled twice. */
export function derivativesOf(objective: Objective, compiled: CompiledObjective): Derivatives {
  let derivatives = known.get(compiled);
  if (!derivatives) {
    let pass: DirectionalPass | undefined;
    const sweeps = new Map<boolean, Sweep | undefined>();
    derivatives = {
      size: objective.size,
      compiled,
      directional: () => (pass ??= compileDirectional(objective)),
      sweep: (clipped) => {
        if (!sweeps.has(clipped)) sweeps.set(clipped, compileSweep(objective, clipped));
        return sweeps.get(clipped);
      },
    };
    known.set(compiled, derivatives);
  }
  return derivatives;
}

/** The same functions with a call of `checkpoint` before each evaluation of f, which may throw to end a long computation. */
export function interruptible(
  { size, compiled, directional, sweep }: Derivatives,
  checkpoint: () => void,
): Derivatives {
  const value = (x: Float64Array): number => {
    checkpoint();
    return compiled.value(x);
  };
  return {
    size,
    compiled: {
      size,
      value,
      valueAndGradient: (x, g) => compiled.valueAndGradient(x, g),
      gradient: (x, g, mode) => compiled.gradient(x, g, mode),
      jvp: (x, v) => compiled.jvp(x, v),
      hessianVector: (x, v, out) => compiled.hessianVector(x, v, out),
      hessian: (x, out) => compiled.hessian(x, out),
      hessianProducts: () => compiled.hessianProducts(),
      field: (...grid) => compiled.field(...grid),
    },
    directional: () => {
      const pass = directional();
      const run = (): number => {
        checkpoint();
        return pass.run();
      };
      return { x: pass.x, v: pass.v, derivative: pass.derivative, run };
    },
    sweep,
  };
}

function compileDirectional({ graph, output, parameters, size }: Objective): DirectionalPass {
  const b = new GraphBuilder(graph);
  const tangents = new Map<NodeId, NodeId>(
    parameters.map(({ name, shape, offset }) => [
      b.parameter(name, shape, offset),
      b.parameter(name, shape, offset + size),
    ]),
  );
  const run = compileGraph(b.nodes, [output, forward(b, output, tangents)]);
  const joined = new Float64Array(2 * size);
  const derivative = new Float64Array(1);
  return {
    x: joined.subarray(0, size),
    v: joined.subarray(size),
    derivative,
    run: () => run(joined, derivative),
  };
}
