import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distribute } from '../../../src/worker/distribute.ts';

/** Carries work out with a clock that a piece moves on by 5 ms; a hand fails when it is given one of its `broken` pieces. */
async function doneBy(count: number, hands: readonly { readonly broken: ReadonlySet<number> }[]) {
  const done = new Map<number, string>();
  const twice: number[] = [];
  let now = 0;
  const finish = (piece: number, who: string) => {
    if (done.has(piece)) twice.push(piece);
    done.set(piece, who);
    now += 5;
  };
  await distribute({
    count,
    clock: () => now,
    breathe: () => Promise.resolve(),
    hands: () => hands,
    isDone: (piece) => done.has(piece),
    here: async (piece, pause) => {
      await pause();
      finish(piece, 'here');
    },
    there: async (hand, pieces) => {
      for (const piece of pieces) {
        await Promise.resolve();
        if (hand.broken.has(piece)) throw new Error('it fell over');
        finish(piece, 'there');
      }
    },
  });
  return { done, twice };
}

test('every piece is done once, wherever, whatever happens to the others', async () => {
  const hand = fc.array(fc.nat({ max: 60 })).map((broken) => ({ broken: new Set(broken) }));
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 60 }), fc.array(hand, { maxLength: 4 }), async (count, hands) => {
      const { done, twice } = await doneBy(count, hands);
      expect(done.size).toBe(count);
      expect(twice).toEqual([]);
    }),
  );
});

test('others help when there is enough to do, and are left alone when there is not', async () => {
  const hands = [{ broken: new Set<number>() }, { broken: new Set<number>() }];
  const much = await doneBy(60, hands);
  expect([...much.done.values()].filter((who) => who === 'there').length).toBeGreaterThan(10);
  const little = await doneBy(5, hands);
  expect([...little.done.values()]).toEqual(new Array(5).fill('here'));
});
