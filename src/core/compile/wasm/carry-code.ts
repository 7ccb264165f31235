import type { NodeId } from '../../graph/node.ts';
import type { PlacementGroup } from '../loops/group-placements.ts';
import { I } from './instructions.ts';
import type { FunctionBody } from './module-builder.ts';
import type { Local, VectorCode } from './vector-code.ts';

/** The bytes of the upper number of the first pair and the lower number of the second. */
const ACROSS = Array.from({ length: 16 }, (_, i) => i + 8);

/** Carries the last few values of a group's members from point to point, so that each entry is written once. */
export class CarryCode {
  /** For each member that is delayed its last pairs, the youngest first. */
  private readonly history: readonly (readonly Local[])[];

  constructor(
    private readonly body: FunctionBody,
    private readonly group: PlacementGroup,
  ) {
    this.history = group.members.map(({ delay }) =>
      Array.from({ length: Math.ceil(delay / 2) }, () => body.local('v128')),
    );
  }

  /** Before the loop: nothing has been computed yet. */
  begin(): void {
    for (const local of this.history.flat()) this.body.emit(...I.v128Const(0), ...I.localSet(local));
  }

  /** The sum of the members' delayed values for a pair of points, whose own values are given. */
  pair(v: VectorCode, value: (node: NodeId) => Local): Local {
    const total = this.total(v, ({ node, delay }, member) => {
      const own = value(node);
      if (delay === 0) return own;
      const past = this.history[member] as readonly Local[];
      const whole = Math.floor(delay / 2);
      const younger = whole === 0 ? own : (past[whole - 1] as Local);
      if (delay % 2 === 0) return younger;
      v.get(past[whole] as Local).get(younger);
      this.body.emit(...I.i8x16Shuffle(ACROSS));
      return v.keep();
    });
    this.group.members.forEach(({ node }, member) => {
      const past = this.history[member] as readonly Local[];
      for (let i = past.length - 1; i >= 0; i--) {
        this.body.emit(
          ...I.localGet(i === 0 ? value(node) : (past[i - 1] as Local)),
          ...I.localSet(past[i] as Local),
        );
      }
    });
    return total as Local;
  }

  /**
   * After the pairs: the sum for the entry that lies `beyond` entries after the last pair's. The values of the single point that
   * may follow the pairs are given by `last`.
   *
   * @returns Undefined where no member reaches that far.
   */
  single(v: VectorCode, beyond: number, last: ((node: NodeId) => Local) | undefined): Local | undefined {
    return this.total(v, ({ node, delay }, member) => {
      // Points are counted from the first after the pairs, which is 0.
      const point = beyond - delay;
      if (point >= 0) return point === 0 && last ? last(node) : undefined;
      const back = -point - 1;
      const pair = (this.history[member] as readonly Local[])[Math.floor(back / 2)];
      if (pair === undefined) return undefined;
      this.body.emit(...I.localGet(pair), ...I.f64x2ExtractLane(back % 2 === 0 ? 1 : 0));
      return v.keep();
    });
  }

  private total(
    v: VectorCode,
    part: (member: PlacementGroup['members'][number], index: number) => Local | undefined,
  ): Local | undefined {
    let sum: Local | undefined;
    this.group.members.forEach((member, index) => {
      const value = part(member, index);
      if (value === undefined) return;
      if (sum === undefined) sum = member.sign === 1 ? value : v.neg(value);
      else sum = member.sign === 1 ? v.add(sum, value) : v.sub(sum, value);
    });
    return sum;
  }
}
