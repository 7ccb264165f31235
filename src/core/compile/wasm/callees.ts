import type { Graph, NodeId } from '../../graph/node.ts';
import { elementwise } from '../../graph/primitives/table.ts';
import type { Callees } from './elementwise-code.ts';
import type { ModuleBuilder } from './module-builder.ts';
import { addVectorFunction, RESULTS, type VectorFunction } from './vector-math.ts';

/** The functions that a graph's operations call, and the imports that the module then needs. */
export interface PreparedCallees {
  readonly callees: Callees;
  /** By name, for the instance's `env`. */
  readonly imports: Readonly<Record<string, (...inputs: number[]) => number>>;
}

const VECTOR: Readonly<Record<string, VectorFunction>> = {
  exp: 'exp',
  expm1: 'exponentials',
  log: 'log',
  log1p: 'log1p',
  sin: 'sincos',
  cos: 'sincos',
};

/** Operations that are written as instructions. */
const WRITTEN: ReadonlySet<string> = new Set(
  // biome-ignore format: a list of names
  ['add', 'sub', 'mul', 'div', 'min', 'max', 'neg', 'abs', 'sqrt', 'floor', 'ceil', 'fix', 'select', 'not', 'and', 'or', 'sign', 'mod',
    'eq', 'ne', 'lt', 'le', 'gt', 'ge'],
);

/** The function on pairs that gives an operation's value; undefined where there is none. */
export function vectorFunctionOf(op: string): VectorFunction | undefined {
  return VECTOR[op];
}

/** Whether loops call JavaScript for an operation. */
export function isImported(op: string): boolean {
  return !WRITTEN.has(op) && VECTOR[op] === undefined;
}

/** Adds to a module what the needed operations of a graph call. Comes before the module's other functions. */
export function prepareCallees(module: ModuleBuilder, graph: Graph, needed: Uint8Array): PreparedCallees {
  const numbers = new Map<string, number>();
  const imports: Record<string, (...inputs: number[]) => number> = {};
  const wanted = new Set<VectorFunction>();
  const take = (op: string) => {
    const row = elementwise(op);
    if (!row || numbers.has(op)) return;
    const parameters = Array.from({ length: row.arity }, () => 'f64' as const);
    numbers.set(op, module.import(op, { parameters, results: ['f64'] }));
    imports[op] = row.value;
  };
  graph.forEach(({ op }, id: NodeId) => {
    if (!needed[id] || WRITTEN.has(op)) return;
    const own = VECTOR[op];
    if (own) wanted.add(own);
    // Our own functions on pairs fall back on those of Math.
    for (const name of own ? RESULTS[own] : [op]) take(name);
  });
  const bodies = new Map(
    [...wanted].map((name) => [name, addVectorFunction(module, name, (each) => numbers.get(each) as number)]),
  );
  return {
    callees: {
      vector: (name) => bodies.get(name) as NonNullable<ReturnType<typeof bodies.get>>,
      imported: (op) => numbers.get(op) as number,
    },
    imports,
  };
}
