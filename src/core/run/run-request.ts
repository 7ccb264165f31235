import type { Bounds } from '../methods/bounds.ts';
import type { Objective } from '../objective.ts';
import type { MethodChoice, StopRule } from './experiment.ts';

/** Everything that determines a run: the same request gives the same trace. */
export interface RunRequest {
  readonly objective: Objective;
  readonly sense: 'minimize' | 'maximize';
  /** x₀, flat and finite. */
  readonly start: readonly number[];
  /** The box in which x is sought; the start lies inside. Absent: the whole space. */
  readonly bounds?: Bounds;
  /** The method with its rate. */
  readonly choice: MethodChoice;
  readonly until: StopRule;
  /** The greatest number of numbers to keep of its history; absent: 4 million. */
  readonly traceBudget?: number;
}
