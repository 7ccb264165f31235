import type { AnswerOf } from '../../src/protocol/questions.ts';
import { floats, number, record } from '../decode.ts';

/** Reads f and its gradient at a point. */
export const probe = record<AnswerOf<'probe'>>({ f: number, gradient: floats });
