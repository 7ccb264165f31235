import { forward } from '../autodiff/forward.ts';
import { reverse } from '../autodiff/reverse.ts';
import type { NodeId } from '../graph/node.ts';
import type { Objective } from '../objective.ts';
import type { Window } from '../run/experiment.ts';
import type { ObliqueWindow } from '../sampling/plane.ts';
import { compileField } from './compile-field.ts';
import { compileForwardMode } from './compile-forward-mode.ts';
import { type CompiledGraph, type CompileMode, compileGraph } from './compile-graph.ts';
import { compileHessian, compileHessianVector } from './compile-second-order.ts';
import { composePlane, planeVector } from './compose-plane.ts';
import type { FieldFunction } from './field-function.ts';
import { lazy } from './lazy.ts';
import { parameterNodes } from './parameter-nodes.ts';
import { watched } from './range-guard.ts';
import { splitParameters } from './split-parameters.ts';

/** An exact way to a gradient: reverse mode, at a few times the cost of f, or forward mode, at that cost for each variable. */
export type GradientMode = 'backprop' | 'forward';

/** Where a field is sampled. */
export type FieldWindow =
  | (Pick<Window, 'x' | 'y'> & Partial<Pick<Window, 'coordinates'>> & { readonly plane?: never })
  | ObliqueWindow;

/** An objective as fast functions of the flat vector x of `size` entries; each part is compiled when it is first used. */
export interface CompiledObjective {
  readonly size: number;
  /** f(x). @throws RangeError where x has fewer than n entries. */
  readonly value: (x: Float64Array) => number;
  /** f(x); writes ∇f(x) to g. @throws RangeError where x or g has fewer than n entries. */
  readonly valueAndGradient: (x: Float64Array, g: Float64Array) => number;
  /**
   * f(x); writes ∇f(x) to g.
   *
   * @param mode - `backprop` where absent; `forward` agrees with it to rounding.
   * @throws RangeError for vectors of another length than n, or another mode.
   */
  gradient(x: Float64Array, g: Float64Array, mode?: GradientMode): number;
  /** The directional derivative ∇f(x)·v, by forward mode. */
  jvp(x: Float64Array, v: Float64Array): number;
  /**
   * Writes the product ∇²f(x)·v, n entries, to `out`, at the cost of a gradient or two whatever n is.
   *
   * Where f has a corner, the derivative of the branch that is taken counts.
   */
  hessianVector(x: Float64Array, v: Float64Array, out: Float64Array): void;
  /**
   * Writes ∇²f(x), row-major, to `out`: n×n entries, exactly symmetric.
   *
   * @returns `hessianProducts()`.
   * @throws RangeError where `out` has another size.
   */
  hessian(x: Float64Array, out: Float64Array): number;
  /** How many Hessian-vector products tell the Hessian: n, or fewer where it is sparse. */
  hessianProducts(): number;
  /**
   * f on a grid of nx × ny points over a window, entry j·nx + i at the i-th x and j-th y, the outermost on the window's border.
   *
   * @param window - Intervals `x` and `y`; `coordinates` says which entries of x they are, the first two where absent. In a
   *   `plane` of its own they are those of s and t.
   * @param out - Filled if given, else made.
   * @param base - The other entries of x; zeros where absent. A plane has its own origin.
   */
  field(window: FieldWindow, nx: number, ny: number, out?: Float64Array, base?: Float64Array): Float64Array;
}

const compiled = new WeakMap<Objective, CompiledObjective>();

/**
 * Compiles an objective; the same one only once.
 *
 * @param mode - `interpret` runs value and gradient down a tape, without generating code.
 */
export function compileObjective(objective: Objective, mode?: CompileMode): CompiledObjective {
  if (mode === 'interpret') return new LazilyCompiled(objective, mode);
  const there = compiled.get(objective) ?? new LazilyCompiled(objective, mode);
  compiled.set(objective, there);
  return there;
}

/**
 * An objective whose parts are compiled when they are first asked for. A getter of the prototype then gives way to a property of the
 * object's own, set once: callers hold the generated function itself, which V8 can inline, while a function that all objectives share
 * would call many others.
 */
class LazilyCompiled implements CompiledObjective {
  readonly size: number;
  private readonly fields = new Map<string, FieldFunction>();
  private readonly joined: Float64Array;
  private readonly slope = new Float64Array(1);
  private readonly forwardMode: () => CompiledGraph;
  private readonly derivative: () => CompiledGraph;
  private readonly product: () => ReturnType<typeof compileHessianVector>;
  private readonly secondOrder: () => ReturnType<typeof compileHessian>;
  private readonly planeField: () => FieldFunction;

  constructor(
    private readonly objective: Objective,
    private readonly mode: CompileMode | undefined,
  ) {
    this.size = objective.size;
    this.joined = new Float64Array(2 * objective.size);
    this.forwardMode = lazy(() => compileForwardMode(objective));
    this.derivative = lazy(() => compileDerivative(objective));
    this.product = lazy(() => compileHessianVector(objective));
    this.secondOrder = lazy(() => compileHessian(objective, this.product));
    this.planeField = lazy(() => {
      const { graph, output } = composePlane(objective.graph, objective.output, objective.size);
      return compileField(graph, output, [0, 1]);
    });
  }

  get value(): (x: Float64Array) => number {
    const { graph, output } = this.objective;
    const options = { mode: this.mode, checked: this.size };
    return this.own('value', compileGraph(graph, [output], options) as (x: Float64Array) => number);
  }

  get valueAndGradient(): (x: Float64Array, g: Float64Array) => number {
    return this.own('valueAndGradient', compileGradient(this.objective, this.mode));
  }

  private own<F>(name: string, compiledFunction: F): F {
    Object.defineProperty(this, name, { value: compiledFunction, enumerable: true });
    return compiledFunction;
  }

  gradient(x: Float64Array, g: Float64Array, mode: GradientMode = 'backprop'): number {
    if (mode !== 'backprop' && mode !== 'forward') {
      throw new RangeError(`there is no gradient ${String(mode)}; there is backprop and forward`);
    }
    checked(x, this.size);
    checked(g, this.size);
    return mode === 'forward' ? this.forwardMode()(x, g) : this.valueAndGradient(x, g);
  }

  jvp(x: Float64Array, v: Float64Array): number {
    this.joined.set(checked(x, this.size), 0);
    this.joined.set(checked(v, this.size), this.size);
    this.derivative()(this.joined, this.slope);
    return this.slope[0] as number;
  }

  hessianVector(x: Float64Array, v: Float64Array, out: Float64Array): void {
    this.product()(checked(x, this.size), checked(v, this.size), checked(out, this.size));
  }

  hessian(x: Float64Array, out: Float64Array): number {
    const n = this.size;
    if (out.length !== n * n) {
      throw new RangeError(`the Hessian has ${n}×${n} entries, the buffer has ${out.length}`);
    }
    const { write, products } = this.secondOrder();
    write(checked(x, n), out);
    return products;
  }

  hessianProducts(): number {
    return this.secondOrder().products;
  }

  field(
    window: FieldWindow,
    nx: number,
    ny: number,
    out = new Float64Array(nx * ny),
    base = new Float64Array(this.size),
  ): Float64Array {
    if (window.plane) {
      const { plane, x, y } = window;
      checkGrid([], this.size, nx, ny, out);
      for (const vector of [plane.origin, plane.u, plane.v]) checked(vector, this.size);
      this.planeField()(planeVector(plane), x, y, nx, ny, out);
      return out;
    }
    const coordinates = window.coordinates ?? [0, Math.min(1, this.size - 1)];
    checkGrid(coordinates, this.size, nx, ny, out);
    const key = coordinates.join();
    let field = this.fields.get(key);
    if (!field) {
      field = compileField(this.objective.graph, this.objective.output, coordinates);
      this.fields.set(key, field);
    }
    field(checked(base, this.size), window.x, window.y, nx, ny, out);
    return out;
  }
}

function checked(x: Float64Array, size: number): Float64Array {
  if (x.length !== size)
    throw new RangeError(`the objective has ${size} variables, the vector has ${x.length} entries`);
  return x;
}

function checkGrid(
  coordinates: readonly number[],
  size: number,
  nx: number,
  ny: number,
  out: Float64Array,
): void {
  if (!coordinates.every((c) => Number.isInteger(c) && c >= 0 && c < size)) {
    throw new RangeError(
      `the window's coordinates are whole numbers from 0 to ${size - 1}, not ${coordinates.join(', ')}`,
    );
  }
  if (!(Number.isInteger(nx) && Number.isInteger(ny) && nx >= 2 && ny >= 2)) {
    throw new RangeError(`a field has at least 2 columns and 2 rows, not ${nx} and ${ny}`);
  }
  if (out.length < nx * ny)
    throw new RangeError(`the field needs ${nx * ny} entries, the buffer has ${out.length}`);
}

/** f and ∇f in one function. */
function compileGradient(objective: Objective, mode: CompileMode | undefined): CompiledGraph {
  const { builder: b, output, parameters, merged } = splitParameters(objective);
  const adjoints = merged(reverse(b, output, parameterNodes(b, parameters)));
  return compileGraph(b.nodes, [output, ...adjoints], { mode, checked: objective.size });
}

/** Writes ∇f(x)·v for x and v one after the other. */
function compileDerivative(objective: Objective): CompiledGraph {
  const { builder: b, output, parameters } = splitParameters(objective);
  const tangents = parameterNodes(b, parameters, objective.size);
  const nodes = parameterNodes(b, parameters);
  const slope = forward(b, output, new Map(nodes.map((node, i) => [node, tangents[i] as NodeId])));
  const [first = b.constant(0)] = watched(b.nodes, [slope], output);
  return compileGraph(b.nodes, [first, slope]);
}
