import { expect, test } from 'vitest';
import type { Contender } from '../../../bench/measure/contender.mjs';
import { interleave } from '../../../bench/measure/interleave.mjs';

/** A contender that claims to take `nanoseconds` a time, in turn, and logs when it is asked for repetitions. */
function claiming(name: string, nanoseconds: readonly number[], log: string[] = [], answer = 1): Contender {
  let asked = 0;
  return {
    name,
    time: (count) => {
      log.push(name);
      return count * (nanoseconds[asked++ % nanoseconds.length] as number);
    },
    answer: () => answer,
  };
}

test('takes the best round of each', async () => {
  const a = claiming('a', [5e6, 3e6, 4e6]);
  const b = claiming('b', [7e6]);
  expect(await interleave({ a, b }, { rounds: 5 })).toEqual({ a: 3e6, b: 7e6 });
});

test('every round has one timing of each, and every other goes backwards', async () => {
  const log: string[] = [];
  const options = { rounds: 5, agree: false, once: true };
  await interleave({ a: claiming('a', [1], log), b: claiming('b', [1], log) }, options);
  expect(log.join('')).toBe('abbaabbaab');
});

test('short work is repeated until a timing is long enough', async () => {
  const counts: number[] = [];
  const short: Contender = {
    name: 'short',
    time: (count) => {
      counts.push(count);
      return 100 * count;
    },
    answer: () => 1,
  };
  expect(await interleave({ short }, { rounds: 5 })).toEqual({ short: 100 });
  expect(Math.min(...counts.slice(-5)) * 100).toBeGreaterThanOrEqual(2e6);
});

test('contenders that compute different things are not compared', async () => {
  const contenders = { ours: claiming('ours', [1], [], 1), other: claiming('C', [1], [], 1.1) };
  await expect(interleave(contenders, { rounds: 5 })).rejects.toThrow(
    'C computes 1.1 where ours computes 1: not the same work',
  );
  await expect(
    interleave({ ...contenders, other: claiming('C', [1], [], Number.NaN) }, { rounds: 5 }),
  ).rejects.toThrow('not the same work');
});
