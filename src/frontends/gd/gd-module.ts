import type { Objective } from '../../core/objective.ts';
import type { Problem, SourceRange } from '../../core/problem.ts';
import type { Experiment } from '../../core/run/experiment.ts';
import type { Definitions } from './definitions.ts';

/** A definition of a `.gd` text that can be minimized: its value is one number. */
export interface GdObjective {
  readonly objective: Objective;
  /** The whole definition. */
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
}

/** A `minimize` or `maximize` statement that makes sense. */
export interface GdExperiment {
  readonly experiment: Experiment;
  readonly objective: Objective;
  /** The whole statement with its clauses. */
  readonly range: SourceRange;
}

/** A problem on which methods are compared. */
export interface ProfileProblem {
  readonly objective: Objective;
  /** Absent: found, see `findStart`. */
  readonly start?: readonly number[];
  /** The lowest value, where it is known. */
  readonly minimum?: number;
}

/** A `profile` statement that makes sense: methods compared over a set of problems. */
export interface GdProfile {
  readonly problems: readonly ProfileProblem[];
  readonly experiment: Pick<Experiment, 'methods' | 'until'>;
  /** The whole statement with its clauses. */
  readonly range: SourceRange;
}

/** All that a `.gd` text says, in the order of the text; one broken statement hides no other. */
export interface GdModule {
  readonly objectives: readonly GdObjective[];
  readonly experiments: readonly GdExperiment[];
  readonly profiles: readonly GdProfile[];
  /** The constants and functions, for what is read besides. */
  readonly definitions: Definitions;
  readonly problems: readonly Problem[];
}
