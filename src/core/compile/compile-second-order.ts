import { colorColumns } from '../autodiff/color-columns.ts';
import { hessian } from '../autodiff/hessian.ts';
import { hessianVector } from '../autodiff/hessian-vector.ts';
import { reverse } from '../autodiff/reverse.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { NodeId } from '../graph/node.ts';
import type { Objective } from '../objective.ts';
import { type CompiledGraph, compileGraph } from './compile-graph.ts';
import { countOperations } from './count-operations.ts';
import { dependencySets } from './dependency-sets.ts';
import { parameterNodes } from './parameter-nodes.ts';
import { watched } from './range-guard.ts';
import { scalarize } from './scalarize.ts';
import { splitParameters } from './split-parameters.ts';

/** Writes ∇²f(x)·v to `out`, of n entries. */
export type HessianVectorFunction = (x: Float64Array, v: Float64Array, out: Float64Array) => void;

/** The Hessian as code. */
export interface HessianFunction {
  /** How many products with vectors tell it. */
  readonly products: number;
  /** Writes ∇²f(x) to `out`, row-major, n×n entries. */
  readonly write: (x: Float64Array, out: Float64Array) => void;
}

/** The most operations of a gradient whose derivatives are worked out entry by entry, … */
const ENTRYWISE_GRADIENT = 1500;
/** … and those times the number of entries: what that takes, some microseconds each. */
const ENTRYWISE_WORK = 60_000;
/** Operations and stores beyond which the straight-line code of all entries would no longer be optimized. */
const ENTRYWISE_CODE = 3500;
/** A row with more than one entry in so many that are not zero makes a Hessian dense. */
const DENSE = 4;

/** Compiles the Hessian-vector product; a call costs about as much as one or two gradients. */
export function compileHessianVector(objective: Objective): HessianVectorFunction {
  const { size } = objective;
  const { builder: b, output, parameters, merged } = splitParameters(objective);
  const direction = parameterNodes(b, parameters, size);
  const product = merged(hessianVector(b, output, parameterNodes(b, parameters), direction));
  const [first = b.constant(0)] = watched(b.nodes, product, output);
  const run = compileGraph(b.nodes, [first, ...product]);
  const joined = new Float64Array(2 * size);
  return (x, v, out) => {
    joined.set(x, 0);
    joined.set(v, size);
    run(joined, out);
  };
}

/**
 * Compiles the Hessian: small ones to straight-line code with a formula for each entry, others column by column,
 * many columns at once where it is sparse.
 *
 * @param product - The Hessian-vector product, asked for only where it is needed.
 */
export function compileHessian(objective: Objective, product: () => HessianVectorFunction): HessianFunction {
  const { size } = objective;
  const entries = compileEntries(objective);
  if (entries) {
    const rows = sparseRows(objective, size);
    const products = rows ? countColors(colorColumns(rows, size)) : size;
    return { products, write: entries };
  }
  const rows = sparseRows(objective, Math.floor(size / DENSE));
  return rows ? byColors(rows, product()) : byColumns(size, product());
}

/** All entries in one function; undefined where the code would be too long. */
function compileEntries(objective: Objective): CompiledGraph | undefined {
  const { size } = objective;
  if (size * size > ENTRYWISE_CODE) return undefined;
  const { builder: whole, output, parameters, merged } = splitParameters(objective);
  const slopes = merged(reverse(whole, output, parameterNodes(whole, parameters), undefined, true));
  const scalar = scalarize(whole.nodes, [...slopes, output], ENTRYWISE_GRADIENT, 'differentiating');
  if (!scalar || (scalar.graph.length * size * (size + 1)) / 2 > ENTRYWISE_WORK) return undefined;
  const b = new GraphBuilder(scalar.graph);
  const variables = Array.from({ length: size }, (_, offset) => b.parameter('', [], offset));
  const [value, ...gradient] = [
    ...(scalar.roots.at(-1) as readonly NodeId[]),
    ...scalar.roots.slice(0, -1).flat(),
  ];
  const entries = hessian(b, gradient, variables);
  if (countOperations(b.nodes, entries) + entries.length > ENTRYWISE_CODE) return undefined;
  const [first = b.constant(0)] = watched(b.nodes, entries, value as NodeId);
  return compileGraph(b.nodes, [first, ...entries]);
}

/** For each row of the Hessian the columns that are not zero; undefined where a row has more than so many. */
function sparseRows(objective: Objective, most: number): readonly (readonly number[])[] | undefined {
  const { builder: b, output, parameters, merged } = splitParameters(objective);
  const slopes = merged(reverse(b, output, parameterNodes(b, parameters)));
  return dependencySets(b.nodes, slopes, most);
}

function countColors(colors: Int32Array): number {
  return colors.reduce((most, color) => Math.max(most, color + 1), 0);
}

/** The products with the sums of unit vectors whose columns do not meet in any row. */
function byColors(rows: readonly (readonly number[])[], product: HessianVectorFunction): HessianFunction {
  const n = rows.length;
  const colors = colorColumns(rows, n);
  const count = countColors(colors);
  // The entries that each product tells, as places in the product and in the Hessian.
  const told = Array.from({ length: count }, (): { row: number; place: number }[] => []);
  const mirrored: [number, number][] = [];
  rows.forEach((columns, row) => {
    for (const column of columns) {
      told[colors[column] as number]?.push({ row, place: row * n + column });
      if (column < row) mirrored.push([row * n + column, column * n + row]);
    }
  });
  const seeds = told.map((_, color) => Float64Array.from(colors, (each) => (each === color ? 1 : 0)));
  const result = new Float64Array(n);
  const write = (x: Float64Array, out: Float64Array) => {
    out.fill(0);
    seeds.forEach((seed, color) => {
      product(x, seed, result);
      for (const { row, place } of told[color] as (typeof told)[number]) out[place] = result[row] as number;
    });
    for (const [lower, upper] of mirrored) {
      const mean = 0.5 * (out[lower] as number) + 0.5 * (out[upper] as number);
      out[lower] = mean;
      out[upper] = mean;
    }
  };
  return { products: count, write };
}

/** The products with the unit vectors; the mean of both halves, which rounding makes different, is symmetric. */
function byColumns(n: number, product: HessianVectorFunction): HessianFunction {
  const unit = new Float64Array(n);
  const column = new Float64Array(n);
  const write = (x: Float64Array, out: Float64Array) => {
    for (let i = 0; i < n; i++) {
      unit[i] = 1;
      product(x, unit, column);
      unit[i] = 0;
      for (let j = 0; j < i; j++) {
        const mean = 0.5 * (column[j] as number) + 0.5 * (out[j * n + i] as number);
        out[i * n + j] = mean;
        out[j * n + i] = mean;
      }
      for (let j = i; j < n; j++) out[i * n + j] = column[j] as number;
    }
  };
  return { products: n, write };
}
