import type { Graph, Node, NodeId } from '../graph/node.ts';
import { elementwise } from '../graph/primitives/table.ts';
import { type Shape, sizeOf } from '../graph/shape.ts';
import { cofactorsInto } from './cofactors.ts';
import { broadcastLayout, placesOf } from './layout.ts';
import { determinant, solveInto } from './linear-algebra.ts';
import { live } from './live.ts';
import { movesOf } from './moves.ts';

/** Evaluates the roots of a graph at x; the arrays returned are reused by the next call. */
export type Interpreter = (x: Float64Array) => readonly Float64Array[];

type Step = (x: Float64Array) => void;

/**
 * Evaluates a graph operation by operation, without generating code: where a content policy forbids that, for constants, and
 * as the reference that compiled code is held against.
 */
export function interpreter(graph: Graph, roots: readonly NodeId[]): Interpreter {
  const needed = live(graph, roots);
  const buffers: Float64Array[] = new Array(graph.length);
  const steps: Step[] = [];
  for (let id = 0; id < graph.length; id++) {
    if (!needed[id]) continue;
    const node = graph[id] as Node;
    if (node.op === 'constant') {
      const { value } = node.attributes;
      buffers[id] = typeof value === 'number' ? Float64Array.of(value) : (value as Float64Array);
    } else if (node.op === 'reshape') {
      buffers[id] = buffers[node.inputs[0] as NodeId] as Float64Array;
    } else {
      const out = new Float64Array(sizeOf(node.shape));
      buffers[id] = out;
      const inputs = node.inputs.map((input) => buffers[input] as Float64Array);
      const shapes = node.inputs.map((input) => (graph[input] as Node).shape);
      steps.push(stepOf(node, inputs, shapes, out));
    }
  }
  const results = roots.map((root) => buffers[root] as Float64Array);
  return (x) => {
    for (const step of steps) step(x);
    return results;
  };
}

/** The value of a node that depends on no parameter. */
export function evaluateConstant(graph: Graph, node: NodeId): Float64Array {
  return (interpreter(graph, [node])(new Float64Array(0))[0] as Float64Array).slice();
}

function stepOf(
  node: Node,
  inputs: readonly Float64Array[],
  shapes: readonly Shape[],
  out: Float64Array,
): Step {
  const { op, attributes } = node;
  const [a, c] = inputs as [Float64Array, Float64Array];
  const moves = a && movesOf(node, shapes[0] as Shape);
  if (moves) return (moves.kind === 'read' ? copyThrough : addThrough)(a, moves.places, out);
  switch (op) {
    case 'parameter': {
      const offset = attributes.offset as number;
      return (x) => {
        for (let i = 0; i < out.length; i++) out[i] = x[offset + i] as number;
      };
    }
    case 'sum':
      return sumStep(a, shapes[0] as Shape, attributes.axis, out);
    case 'matmul':
      return matmulStep(a, c, shapes as [Shape, Shape], out);
    case 'solve': {
      const n = (shapes[0] as Shape)[0] as number;
      return () => solveInto(a, c, n, c.length / n, out);
    }
    case 'cofactors':
      return () => cofactorsInto(a, inputs[1], (shapes[0] as Shape)[0] as number, out);
    case 'det':
      return () => {
        out[0] = determinant(a, (shapes[0] as Shape)[0] as number);
      };
    default:
      return elementwiseStep(node, inputs, shapes, out);
  }
}

function copyThrough(from: Float64Array, places: Int32Array, out: Float64Array): Step {
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = from[places[i] as number] as number;
  };
}

function addThrough(from: Float64Array, places: Int32Array, out: Float64Array): Step {
  return () => {
    out.fill(0);
    for (let i = 0; i < from.length; i++) {
      const place = places[i] as number;
      out[place] = (out[place] as number) + (from[i] as number);
    }
  };
}

function sumStep(from: Float64Array, shape: Shape, axis: number | undefined, out: Float64Array): Step {
  const extent = axis === undefined ? from.length : (shape[axis] as number);
  const inner = axis === undefined ? 1 : shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  return () => {
    for (let i = 0; i < out.length; i++) {
      const first = Math.floor(i / inner) * inner * extent + (i % inner);
      let sum = 0;
      for (let j = 0; j < extent; j++) sum += from[first + j * inner] as number;
      out[i] = sum;
    }
  };
}

function matmulStep(
  a: Float64Array,
  c: Float64Array,
  [left, right]: readonly [Shape, Shape],
  out: Float64Array,
): Step {
  const k = right[0] as number;
  const m = left.length === 2 ? (left[0] as number) : 1;
  const n = right[1] ?? 1;
  return () => {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) sum += (a[i * k + l] as number) * (c[l * n + j] as number);
        out[i * n + j] = sum;
      }
    }
  };
}

function elementwiseStep(
  { op, shape }: Node,
  inputs: readonly Float64Array[],
  shapes: readonly Shape[],
  out: Float64Array,
): Step {
  const value = elementwise(op)?.value as (...values: number[]) => number;
  const places = shapes.map((from) => placesOf(shape, broadcastLayout(from, shape)));
  const [p, q, r] = places as [Int32Array, Int32Array, Int32Array];
  const [a, c, d] = inputs as [Float64Array, Float64Array, Float64Array];
  const n = out.length;
  const at = (array: Float64Array, place: Int32Array, i: number) => array[place[i] as number] as number;
  if (inputs.length === 1) {
    return () => {
      for (let i = 0; i < n; i++) out[i] = value(at(a, p, i));
    };
  }
  if (inputs.length === 2) {
    return () => {
      for (let i = 0; i < n; i++) out[i] = value(at(a, p, i), at(c, q, i));
    };
  }
  return () => {
    for (let i = 0; i < n; i++) out[i] = value(at(a, p, i), at(c, q, i), at(d, r, i));
  };
}
