import type { ProfileRow } from '../../src/protocol/questions.ts';
import { count, list, number, record, text } from '../decode.ts';

/** Reads what methods need to solve a problem. */
export const profileRow = record<ProfileRow>({
  problem: text,
  problems: count,
  methods: list(text),
  costs: list(number),
});
