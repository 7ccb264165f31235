import type { BoundsView } from '../core/figures/bounds-layer.ts';
import type { Bounds } from '../core/methods/bounds.ts';
import { METHODS } from '../core/methods/registry.ts';
import type { Objective } from '../core/objective.ts';
import type { Experiment, MethodChoice } from '../core/run/experiment.ts';
import { describeChoice, experimentText, methodText } from '../core/run/experiment-text.ts';
import type { ExperimentPlan } from '../core/run/plan-experiment.ts';
import type { ChoiceView, MethodPlan, PlanView } from '../protocol/worker.ts';

/** A plan as the page shows it. */
export function planView(objective: Objective, experiment: Experiment, plan: ExperimentPlan): PlanView {
  return {
    start: plan.start,
    ...(plan.bounds && { bounds: boundsView(plan.bounds) }),
    until: plan.until,
    text: experimentText(objective, plan, experiment),
    runs: plan.runs.map(({ choice, group, start, values }) => ({
      ...methodPlan(choice),
      group,
      ...(start !== plan.start && { start }),
      ...(values.length > 0 && { values }),
    })),
    groups: plan.methods.map((choice, place) => ({
      ...methodPlan(choice),
      runs: plan.runs.filter(({ group }) => group === place).length,
      swept: (choice.sweeps ?? []).map(({ argument }) => argument),
    })),
  };
}

/** Infinity does not survive the way to the page. */
function boundsView({ lower, upper }: Bounds): BoundsView {
  const finite = (end: number) => (Number.isFinite(end) ? end : null);
  return { lower: lower.map(finite), upper: upper.map(finite) };
}

function methodPlan(choice: MethodChoice): MethodPlan {
  return {
    method: choice.method,
    title: METHODS[choice.method]?.title ?? choice.method,
    detail: describeChoice(choice),
    text: methodText(choice),
    choice: choiceView(choice),
  };
}

/** Without the graph of a schedule, which nobody reads, and without what is swept. */
function choiceView({ rate, sweeps: _, ...choice }: MethodChoice): ChoiceView {
  if (rate?.kind !== 'schedule') return { ...choice, ...(rate && { rate }) };
  return { ...choice, rate: { kind: 'schedule', text: rate.text } };
}
