import type { LiftedObjective } from '../frontends/lift.ts';

/** An objective in code, with its place among those of the same name, counted from 0: code may define a name again. */
export interface NumberedObjective extends LiftedObjective {
  readonly nth: number;
}

/** Numbers the objectives of each name in the order of the text. */
export function numbered(objectives: readonly LiftedObjective[]): NumberedObjective[] {
  const counts = new Map<string, number>();
  return objectives.map((objective) => {
    const nth = counts.get(objective.name) ?? 0;
    counts.set(objective.name, nth + 1);
    return { ...objective, nth };
  });
}
