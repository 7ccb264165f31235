import { forward } from '../../../src/core/autodiff/forward.ts';
import { compileGraph } from '../../../src/core/compile/compile-graph.ts';
import { compileObjective } from '../../../src/core/compile/compile-objective.ts';
import { interpreter } from '../../../src/core/compile/interpret.ts';
import { GraphBuilder } from '../../../src/core/graph/builder.ts';
import type { Objective } from '../../../src/core/objective.ts';
import { parseGd } from '../../../src/frontends/gd/parse-gd.ts';

/** An objective of a `.gd` text without problems, by name; the last if absent. */
export function objectiveOf(text: string, name?: string): Objective {
  const { objectives, problems } = parseGd(text);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  const last = name ? objectives.find(({ objective }) => objective.name === name) : objectives.at(-1);
  if (!last) throw new Error(`no objective in ${text}`);
  return last.objective;
}

/** The messages of the problems of a `.gd` text. */
export function problemsOf(text: string): string[] {
  return parseGd(text).problems.map(({ message }) => message);
}

/** The value of an objective of a text at x; of the last if no name is given. */
export function valueAt(text: string, x: readonly number[], name?: string): number {
  return compileObjective(objectiveOf(text, name)).value(Float64Array.from(x));
}

/** The gradient of the last objective of a text at x, by reverse mode. */
export function gradientAt(text: string, x: readonly number[]): number[] {
  const g = new Float64Array(x.length);
  compileObjective(objectiveOf(text)).valueAndGradient(Float64Array.from(x), g);
  return Array.from(g);
}

/** The gradient by forward mode, a directional derivative along each axis. */
export function forwardGradientAt(text: string, x: readonly number[]): number[] {
  const compiled = compileObjective(objectiveOf(text));
  return x.map((_, i) =>
    compiled.jvp(
      Float64Array.from(x),
      Float64Array.from(x, (_entry, j) => (j === i ? 1 : 0)),
    ),
  );
}

/** ∇f(x)·v by central differences with Richardson's extrapolation (four halvings), and an estimate of its error. */
export function differenceAlong(
  f: (x: Float64Array) => number,
  x: readonly number[],
  v: readonly number[],
  h0 = 1e-2,
): { value: number; error: number } {
  const slope = (h: number) => {
    const at = (s: number) => f(Float64Array.from(x, (entry, i) => entry + s * h * (v[i] as number)));
    return (at(1) - at(-1)) / (2 * h);
  };
  let best = { value: Number.NaN, error: Number.POSITIVE_INFINITY };
  let row: number[] = [];
  for (let level = 0; level < 10; level++) {
    const next = [slope(h0 / 2 ** level)];
    for (let j = 1; j <= row.length; j++) {
      const [fine, coarse] = [next[j - 1] as number, row[j - 1] as number];
      next.push(fine + (fine - coarse) / (4 ** j - 1));
      const error = Math.max(Math.abs((next[j] as number) - fine), Math.abs((next[j] as number) - coarse));
      if (error < best.error) best = { value: next[j] as number, error };
    }
    row = next;
  }
  return best;
}

/** vᵀ∇²f(x)v by forward mode applied twice, as one compiled graph. */
export function curvatureAlong(objective: Objective, x: readonly number[], v: readonly number[]): number {
  const b = new GraphBuilder(objective.graph);
  const nodes = objective.parameters.map(({ name, shape, offset }) => b.parameter(name, shape, offset));
  const tangents = objective.parameters.map(({ shape, offset, size }) =>
    shape.length === 0
      ? b.constant(v[offset] as number)
      : b.constant(Float64Array.from(v.slice(offset, offset + size)), shape),
  );
  const map = new Map(nodes.map((node, i) => [node, tangents[i] as number]));
  const second = forward(b, forward(b, objective.output, map), map);
  return compileGraph(b.nodes, [second])(Float64Array.from(x), new Float64Array(0));
}

/** f(x) by the interpreter, operation by operation. */
export function interpretAt(objective: Objective, x: readonly number[]): number {
  const [value] = interpreter(objective.graph, [objective.output])(Float64Array.from(x));
  return (value as Float64Array)[0] as number;
}
