import type { NodeId } from '../../graph/node.ts';
import type { Access, Kernel, Placement, Program } from './program.ts';

/** The farthest that neighbouring placements may lie apart to be carried along. */
const FARTHEST_DELAY = 8;

/** Placements into one array that lie a few entries apart: one pass writes each entry once. */
export interface PlacementGroup {
  readonly target: Access;
  /** The entry that point i writes gets, from each member, the value of point i − delay. */
  readonly members: readonly { readonly node: NodeId; readonly sign: 1 | -1; readonly delay: number }[];
  readonly greatestDelay: number;
  /** Whether nothing else is added to the array, so that entries are set and not added to. */
  readonly alone: boolean;
}

/** A kernel's placements, gathered where that saves reading back what was just written. */
export interface GroupedPlacements {
  readonly groups: readonly PlacementGroup[];
  readonly single: readonly Placement[];
}

/** The number of placements into each array. */
export function countPlacements(program: Program): ReadonlyMap<NodeId, number> {
  const counts = new Map<NodeId, number>();
  for (const step of program.steps) {
    if (step.kind !== 'kernel') continue;
    for (const { target } of step.placements)
      counts.set(target.storage, (counts.get(target.storage) ?? 0) + 1);
  }
  return counts;
}

/**
 * Groups placements such as g[i] += a, g[i+1] += b, which reverse mode makes of x[i] and x[i+1]. Adding them one by one would
 * read entries that were written an instant ago, for which the processor has to wait.
 */
export function groupPlacements(kernel: Kernel, counts: ReadonlyMap<NodeId, number>): GroupedPlacements {
  const long = kernel.shape.filter((extent) => extent > 1);
  const open = kernel.placements.filter(({ index }) => !index);
  const single: Placement[] = kernel.placements.filter(({ index }) => index);
  const groups: PlacementGroup[] = [];
  while (open.length > 0) {
    const first = open.reduce((a, c) => (c.target.base < a.target.base ? c : a));
    const axis = kernel.shape.findIndex((extent) => extent > 1);
    const stride = axis < 0 ? 1 : (first.target.strides[axis] as number);
    const near = open.filter(({ target }) => {
      const delay = (target.base - first.target.base) / stride;
      const alike =
        target.storage === first.target.storage &&
        target.strides.every((s, i) => s === first.target.strides[i]);
      return (
        alike &&
        Number.isInteger(delay) &&
        delay >= 0 &&
        delay <= FARTHEST_DELAY &&
        (delay === 0 || (long.length === 1 && stride > 0))
      );
    });
    for (const each of near) open.splice(open.indexOf(each), 1);
    const members = near.map(({ node, sign, target }) => ({
      node,
      sign,
      delay: (target.base - first.target.base) / stride,
    }));
    const alone = counts.get(first.target.storage) === near.length;
    if (near.length === 1 && !alone) single.push(...near);
    else
      groups.push({
        target: first.target,
        members,
        greatestDelay: Math.max(...members.map(({ delay }) => delay)),
        alone,
      });
  }
  return { groups, single };
}

/** The arrays that groups write in full, from the first entry to the last: they need not be set to zero. */
export function coveredArrays(
  program: Program,
  counts: ReadonlyMap<NodeId, number>,
  sizeOf: (storage: NodeId) => number,
): ReadonlySet<NodeId> {
  const covered = new Set<NodeId>();
  for (const step of program.steps) {
    if (step.kind !== 'kernel') continue;
    for (const { target, greatestDelay, alone } of groupPlacements(step, counts).groups) {
      const points = step.shape.reduce((product, extent) => product * extent, 1);
      const dense = denseFrom(step.shape, target.strides);
      if (alone && dense && target.base === 0 && points + greatestDelay === sizeOf(target.storage))
        covered.add(target.storage);
    }
  }
  return covered;
}

function denseFrom(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis] as number;
  }
  return true;
}
