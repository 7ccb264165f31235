import { beforeEach, expect, test, vi } from 'vitest';

class AskError extends Error {
  constructor(readonly kind: string) {
    super(kind);
  }
}
interface Asked {
  readonly columns: number;
  readonly resolve: (answer: object) => void;
  readonly reject: (error: Error) => void;
}
const asked: Asked[] = [];
vi.mock('../../../webview/ask.ts', () => ({
  AskError,
  ask: (_about: string, _generation: number, { columns }: { columns: number }) =>
    new Promise((resolve, reject) => asked.push({ columns, resolve, reject })),
}));
const { Sampler } = await import('../../../webview/sampler.ts');

const wish = (columns: number) =>
  ({
    objective: 'f(x, y) = x + y',
    generation: 1,
    window: { coordinates: [0, 1], x: [-1, 1], y: [-1, 1] },
    columns,
    rows: 9,
    scale: 'automatic',
  }) as const;

const pictures: number[] = [];
const failures: string[] = [];
const sampler = () =>
  new Sampler(
    ({ columns }) => pictures.push(columns),
    (message) => failures.push(message),
  );
/** What was asked last is answered, or not. */
const settle = async (how: (last: Asked) => void) => {
  how(asked.at(-1) as Asked);
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  for (const list of [asked, pictures, failures]) list.length = 0;
});

test('what is on its way is known, however it is written, until it is there', async () => {
  const one = sampler();
  expect(one.isAwaited(wish(9))).toBe(false);
  one.ask(wish(9), false);
  expect([one.isAwaited(wish(9)), one.isAwaited(wish(8))]).toEqual([true, false]);
  await settle(({ resolve }) => resolve({}));
  expect([one.isAwaited(wish(9)), pictures]).toEqual([false, [9]]);
});

test('what is cancelled on its way is asked for once more where it has been wanted again, and only there', async () => {
  const one = sampler();
  one.ask(wish(9), false);
  await settle(({ reject }) => reject(new AskError('cancelled')));
  expect(asked).toHaveLength(1);
  one.ask(wish(9), false);
  one.isAwaited(wish(9));
  await settle(({ reject }) => reject(new AskError('cancelled')));
  expect(asked.map(({ columns }) => columns)).toEqual([9, 9, 9]);
  await settle(({ reject }) => reject(new AskError('cancelled')));
  expect(asked).toHaveLength(3);
  expect([pictures, failures]).toEqual([[], []]);
});

test('of several wishes only the last counts', async () => {
  const one = sampler();
  one.ask(wish(9), false);
  const first = asked[0] as Asked;
  one.ask(wish(8), false);
  await settle(({ resolve }) => resolve({}));
  first.reject(new AskError('input'));
  await settle(() => undefined);
  expect([pictures, failures]).toEqual([[8], []]);
});
