import type { StepExplanation, StepLine } from '../../src/core/explain/explain-step.ts';
import { count, flag, list, record, text } from '../decode.ts';

const stepLine = record<Pick<StepLine, 'left' | 'value'>, { right: string }>(
  { left: text, value: text },
  { right: text },
);

/** Reads the explanation of a step. */
export const step = record<Omit<StepExplanation, 'sequential'>, { sequential: readonly StepLine[] }>(
  {
    k: count,
    rule: text,
    settings: list(stepLine),
    source: text,
    estimated: flag,
    point: list(stepLine),
    gradient: list(stepLine),
    state: list(stepLine),
    temporaries: list(stepLine),
    rest: count,
  },
  { sequential: list(stepLine) },
);
