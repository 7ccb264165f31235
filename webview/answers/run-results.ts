import { list } from '../decode.ts';
import { runResult } from '../messages.ts';

/** Reads what runs came to. */
export const runResults = list(runResult);
