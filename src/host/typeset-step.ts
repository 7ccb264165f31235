import type { StepExplanation, StepLine } from '../core/explain/explain-step.ts';
import type { TypesetStep } from '../protocol/questions.ts';
import { typeset } from './formula.ts';

/** A step with its TeX typeset as MathML; the TeX stands beside, to be taken along. */
export async function typesetStep(step: StepExplanation): Promise<TypesetStep> {
  const lines = (all: readonly StepLine[]) => Promise.all(all.map(typesetLine));
  const [rule, settings, point, gradient, state, temporaries, sequential] = await Promise.all([
    typeset(step.rule),
    lines(step.settings),
    lines(step.point),
    lines(step.gradient),
    lines(step.state),
    lines(step.temporaries),
    step.sequential && lines(step.sequential),
  ]);
  return {
    ...{ ...step, rule, settings, point, gradient, state, temporaries, ...(sequential && { sequential }) },
    tex: step,
  };
}

async function typesetLine({ left, right, value, number }: StepLine): Promise<StepLine> {
  const [typesetLeft, typesetValue, typesetRight] = await Promise.all([
    typeset(left),
    typeset(value),
    right === undefined ? undefined : typeset(right),
  ]);
  return {
    left: typesetLeft,
    value: typesetValue,
    number,
    ...(typesetRight !== undefined && { right: typesetRight }),
  };
}
