import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const answers: ((answer: unknown) => void)[] = [];
vi.mock('../../../webview/ask.ts', () => ({ ask: () => new Promise((resolve) => answers.push(resolve)) }));
const { Asker } = await import('../../../webview/asker.ts');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Where answers are shown, as far as an asker knows it. */
function makePlace() {
  const attributes = new Map<string, string>();
  return {
    isBusy: () => attributes.get('aria-busy') === 'true',
    place: () =>
      ({
        setAttribute: (name: string, value: string) => attributes.set(name, value),
        removeAttribute: (name: string) => attributes.delete(name),
      }) as unknown as Element,
  };
}

test('the place of an answer is marked as busy only while the answer takes long', async () => {
  const { isBusy, place } = makePlace();
  const shown: unknown[] = [];
  const asker = new Asker(
    'probe',
    (value) => value as never,
    (answer) => shown.push(answer),
    place,
  );
  asker.ask(1, { x: Float64Array.of(1) });
  await vi.advanceTimersByTimeAsync(100);
  answers.shift()?.('soon');
  await vi.advanceTimersByTimeAsync(2000);
  expect([shown, isBusy()]).toEqual([['soon'], false]);

  asker.ask(1, { x: Float64Array.of(2) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(isBusy()).toBe(true);
  // A newer question goes on where the old one ends.
  asker.ask(1, { x: Float64Array.of(3) });
  answers.shift()?.('late');
  await vi.advanceTimersByTimeAsync(1000);
  expect(isBusy()).toBe(true);
  answers.shift()?.('last');
  await vi.advanceTimersByTimeAsync(0);
  expect([shown, isBusy()]).toEqual([['soon', 'late', 'last'], false]);
});
