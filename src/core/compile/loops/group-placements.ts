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
  const single: Placement[] = kernel.placements.filter(({ index }) => index);
  const groups: PlacementGroup[] = [];
  for (const near of neighbours(kernel)) {
    const first = near[0] as Placement;
    const stride = strideOf(kernel, first);
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

/** The placements that are no scatters, those together that lie only a few entries apart, the foremost first. */
function neighbours(kernel: Kernel): readonly (readonly Placement[])[] {
  const alike = new Map<string, Placement[]>();
  for (const placement of kernel.placements) {
    if (placement.index) continue;
    const key = `${placement.target.storage}:${placement.target.strides.join()}`;
    const there = alike.get(key);
    if (there) there.push(placement);
    else alike.set(key, [placement]);
  }
  const isLine = kernel.shape.filter((extent) => extent > 1).length === 1;
  return [...alike.values()].flatMap((placements) => {
    const stride = strideOf(kernel, placements[0] as Placement);
    const farthest = isLine && stride > 0 ? FARTHEST_DELAY * stride : 0;
    return cutWhereFar(
      placements.sort((a, c) => a.target.base - c.target.base),
      farthest,
      stride,
    );
  });
}

/** Cuts placements in ascending order into such that lie at most so many entries behind the first, whole strides from it. */
function cutWhereFar(ascending: readonly Placement[], farthest: number, stride: number): Placement[][] {
  const taken = new Set<Placement>();
  const cut: Placement[][] = [];
  ascending.forEach((first, i) => {
    if (taken.has(first)) return;
    const near: Placement[] = [];
    for (let j = i; j < ascending.length; j++) {
      const each = ascending[j] as Placement;
      const behind = each.target.base - first.target.base;
      if (behind > farthest) break;
      if (taken.has(each) || (behind > 0 && behind % stride !== 0)) continue;
      taken.add(each);
      near.push(each);
    }
    cut.push(near);
  });
  return cut;
}

/** How many entries lie between the places of neighbouring points along the line that a kernel runs through. */
function strideOf({ shape }: Kernel, { target }: Placement): number {
  const axis = shape.findIndex((extent) => extent > 1);
  return axis < 0 ? 1 : (target.strides[axis] as number);
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
