import type { EvaluationSet } from '../../src/core/run/evaluation-recorder.ts';
import { count, floats, record } from '../decode.ts';

/** Reads where a run has evaluated what. */
export const evaluationSet = record<Omit<EvaluationSet, 'seen'>, Required<Pick<EvaluationSet, 'seen'>>>(
  {
    places: record<EvaluationSet['places']>({ f: floats, gradient: floats, hessian: floats }),
    counts: record<EvaluationSet['counts']>({ f: count, gradient: count, hessian: count }),
  },
  { seen: floats },
);
