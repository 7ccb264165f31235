import type { StepExplanation, StepLine } from '../../src/core/explain/explain-step.ts';
import type { TypesetStep } from '../../src/protocol/questions.ts';
import { count, type Decoder, flag, list, number, record, text } from '../decode.ts';

const stepLine = record<Omit<StepLine, 'right'>, { right: string }>(
  { left: text, value: text, number },
  { right: text },
);

const explanation = record<Omit<StepExplanation, 'sequential'>, { sequential: readonly StepLine[] }>(
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

/** Reads the explanation of a step. */
export const step: Decoder<TypesetStep> = (value, path) => ({
  ...explanation(value, path),
  ...record({ tex: explanation })(value, path),
});
