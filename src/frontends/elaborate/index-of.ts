import type { GraphBuilder } from '../../core/graph/builder.ts';
import { GraphTooLarge } from '../../core/graph/graph-limits.ts';
import type { NodeId } from '../../core/graph/node.ts';
import { describeShape, sizeOf, stridesOf } from '../../core/graph/shape.ts';
import type { Expression } from '../expression.ts';
import { countUp } from './count-up.ts';
import { known, knownNumber } from './known.ts';
import { at, problem } from './place.ts';
import type { Scope } from './scope.ts';
import { elementwiseOf, ownShape, type Value } from './value.ts';

type Elaborate = (expression: Expression, scope: Scope) => Value;
type IndexExpression = Extract<Expression, { kind: 'index' }>;

/** One index of an access: the positions it selects (from 0), along index axes for a number, along one new axis for a span. */
interface Selector {
  /** Positions for each combination of the index variables, row-major; for a span the positions along its own axis. */
  readonly positions: Float64Array;
  /** The extents of the index axes that the positions depend on; empty for a span. */
  readonly lead: readonly number[];
  /** Whether it selects several entries, and so keeps an axis. */
  readonly keepsAxis: boolean;
}

/**
 * `x[i]`, `x[2:end]`, `W[i, :]`: positions count from 1 and are known when the text is read. A number takes its axis away, a
 * span keeps it, as in mathjs 15. Regular positions become slices, others are gathered one by one.
 */
export function elaborateIndex(expression: IndexExpression, scope: Scope, elaborate: Elaborate): Value {
  const b = scope.builder;
  const object = elaborate(expression.object, scope);
  const own = ownShape(b, object);
  const name = expression.object.kind === 'name' ? expression.object.name : 'the value';
  if (own.length === 0) {
    throw problem(`${name} is a number and has no entries; take the index away`, expression.range, scope);
  }
  if (expression.indices.length !== own.length) {
    const wanted = own.length === 1 ? 'one index' : `${own.length} indices`;
    throw problem(
      `${name} is ${describeShape(own)}; write ${wanted} instead of ${expression.indices.length}`,
      expression.range,
      scope,
    );
  }
  const entry = entryAt(expression, b, object);
  if (entry !== undefined) return { node: entry, depth: 0 };
  const selectors = expression.indices.map((index, axis) =>
    selector(index, { ...scope, end: own[axis] as number }, own[axis] as number, name, elaborate),
  );
  return at(expression.range, scope, () => select(b, object, selectors));
}

/** The entry at places that are written as numbers, as in x[3]; undefined where it takes a closer look. */
function entryAt({ indices }: IndexExpression, b: GraphBuilder, { node, depth }: Value): NodeId | undefined {
  if (depth > 0) return undefined;
  const shape = b.shapeOf(node);
  const start: number[] = [];
  for (const index of indices) {
    if (index.kind !== 'number' || !isPosition(index.value - 1, shape[start.length] as number))
      return undefined;
    start.push(index.value - 1);
  }
  const ones = start.map(() => 1);
  return b.reshape(b.slice(node, start, ones, ones), []);
}

function selector(
  index: Expression,
  scope: Scope,
  extent: number,
  name: string,
  elaborate: Elaborate,
): Selector {
  const b = scope.builder;
  const whole = (part: Expression) => {
    const value = elaborate(part, scope);
    const number = knownNumber(b, value.node);
    if (number === undefined || value.depth > 0) {
      throw problem('the ends of a span are fixed numbers; write a number or "end"', part.range, scope);
    }
    return number;
  };
  if (index.kind === 'span') {
    const from = index.from ? whole(index.from) : 1;
    const step = index.step ? whole(index.step) : 1;
    const to = index.to ? whole(index.to) : extent;
    if (step === 0) throw problem('the step of a span is not 0; write 1 or -1', index.range, scope);
    const count = Math.max(0, Math.floor((to - from) / step + 1e-9) + 1);
    const positions = countUp(from - 1, step, count);
    for (const position of positions) checkPosition(position, extent, name, index, scope);
    return { positions, lead: [], keepsAxis: true };
  }
  if (isCondition(index)) {
    throw problem(
      'a condition selects no entries here; write their places, x[[1, 3]], or sum(cond ? x : 0)',
      index.range,
      scope,
    );
  }
  const value = elaborate(index, scope);
  const shape = b.shapeOf(value.node);
  const data = known(b, value.node);
  if (!data) {
    throw problem(
      'an index is a fixed number or an index of sum(i, …), it cannot depend on parameters; use cond ? a : b to choose',
      index.range,
      scope,
    );
  }
  for (const entry of counted(scope, value, data)) checkPosition(entry - 1, extent, name, index, scope);
  const positions = data.map((entry) => (isPosition(entry - 1, extent) ? entry - 1 : 0));
  const depth = Math.min(value.depth, shape.length);
  if (shape.length > depth) return { positions, lead: [], keepsAxis: true };
  return { positions, lead: shape.slice(0, depth), keepsAxis: false };
}

/** The entries of an index where it counts. */
function counted(scope: Scope, value: Value, data: Float64Array): Iterable<number> {
  const { builder: b, active } = scope;
  if (!active) return data;
  const unused: Value = { node: b.constant(Number.POSITIVE_INFINITY), depth: 0 };
  const gated = known(b, elementwiseOf(b, 'select', [active, value, unused]).node) as Float64Array;
  return gated.filter((entry) => entry !== Number.POSITIVE_INFINITY);
}

/** Whether mathjs would take the entries where it is true, and not those at places. */
function isCondition(index: Expression): boolean {
  if (index.kind === 'array') return index.elements.every(isCondition);
  if (index.kind === 'name') return index.name === 'true' || index.name === 'false';
  return index.kind === 'operator' && /^([<>]=?|[!=]=|and|or|not)$/.test(index.operator);
}

function isPosition(position: number, extent: number): boolean {
  return Number.isInteger(position) && position >= 0 && position < extent;
}

function checkPosition(
  position: number,
  extent: number,
  name: string,
  { range }: Expression,
  scope: Scope,
): void {
  if (isPosition(position, extent)) return;
  throw problem(
    Number.isInteger(position)
      ? `index ${position + 1} is outside ${name}, which has ${extent}; write one from 1 to ${extent}`
      : `an index is a whole number, not ${position + 1}; write one from 1 to ${extent}`,
    range,
    scope,
  );
}

function select(b: GraphBuilder, object: Value, selectors: readonly Selector[]): Value {
  const depth = Math.max(object.depth, ...selectors.map(({ lead }) => lead.length));
  const objectShape = b.shapeOf(object.node);
  const lead = Array.from({ length: depth }, (_, axis) =>
    Math.max(
      axis < object.depth ? (objectShape[axis] as number) : 1,
      ...selectors.map((s) => s.lead[axis] ?? 1),
    ),
  );
  const kept = selectors.filter(({ keepsAxis }) => keepsAxis).map(({ positions }) => positions.length);
  const shape = [...lead, ...kept];
  const node = sliceOf(b, object, selectors, shape) ?? gatherOf(b, object, selectors, lead, shape);
  return { node, depth };
}

/** The access as a slice, where every index runs evenly along an axis of its own. */
function sliceOf(
  b: GraphBuilder,
  object: Value,
  selectors: readonly Selector[],
  shape: readonly number[],
): number | undefined {
  if (object.depth > 0) return undefined;
  const runs = selectors.map(({ positions }) => evenRun(positions));
  if (runs.some((run) => run === undefined)) return undefined;
  // Row-major order is kept only if the axes that vary come in the order of the index variables.
  const axes = selectors.flatMap((s) =>
    s.keepsAxis ? [] : s.lead.flatMap((extent, axis) => (extent > 1 ? [axis] : [])),
  );
  const single = selectors.every((s) => s.lead.filter((extent) => extent > 1).length <= 1);
  const mixed = axes.length > 0 && selectors.some((s, i) => s.keepsAxis && i < lastVarying(selectors));
  if (!single || mixed || axes.some((axis, i) => i > 0 && axis <= (axes[i - 1] as number))) return undefined;
  const counts = selectors.map(({ positions }) => positions.length);
  const part = b.slice(
    object.node,
    runs.map((run) => run?.start as number),
    runs.map((run) => run?.step as number),
    counts,
  );
  return b.reshape(part, shape);
}

function lastVarying(selectors: readonly Selector[]): number {
  return selectors.findLastIndex((s) => !s.keepsAxis && s.positions.length > 1);
}

function evenRun(positions: Float64Array): { start: number; step: number } | undefined {
  const start = positions[0] ?? 0;
  const step = positions.length > 1 ? (positions[1] as number) - start : 1;
  if (positions.length > 1 && step === 0) return undefined;
  return positions.every((position, i) => position === start + i * step) ? { start, step } : undefined;
}

function gatherOf(
  b: GraphBuilder,
  object: Value,
  selectors: readonly Selector[],
  lead: readonly number[],
  shape: readonly number[],
): number {
  const from = b.shapeOf(object.node);
  const strides = stridesOf(from);
  const size = sizeOf(shape);
  if (size > 1 << 27) throw new GraphTooLarge(1 << 27);
  const index = new Int32Array(size);
  const outer = stridesOf(shape);
  for (let flat = 0; flat < size; flat++) {
    const at = shape.map((extent, axis) => Math.floor(flat / (outer[axis] as number)) % extent);
    let place = 0;
    for (let axis = 0; axis < object.depth; axis++) {
      if (from[axis] !== 1) place += (at[axis] as number) * (strides[axis] as number);
    }
    let keptAxis = lead.length;
    selectors.forEach(({ positions, lead: own, keepsAxis }, axis) => {
      let entry = 0;
      if (keepsAxis) entry = at[keptAxis++] as number;
      else
        own.forEach((extent, i) => {
          entry = entry * extent + (extent === 1 ? 0 : (at[i] as number));
        });
      place += (positions[entry] as number) * (strides[object.depth + axis] as number);
    });
    index[flat] = place;
  }
  return b.gather(object.node, index, shape);
}
