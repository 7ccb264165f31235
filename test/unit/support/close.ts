import { expect } from 'vitest';

/** Expects numbers that agree to a relative tolerance, to an absolute one below 1; NaN and infinities exactly. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = 1e-12,
  note = '',
): void {
  const off = Array.from(actual).some((value, i) => !isClose(value, expected[i] as number, tolerance));
  if (off || actual.length !== expected.length) {
    expect(Array.from(actual), note).toEqual(Array.from(expected));
  }
  expect(actual.length).toBe(expected.length);
}

/** Whether two numbers agree to a relative tolerance, to an absolute one below 1. */
export function isClose(actual: number, expected: number, tolerance: number): boolean {
  if (actual === expected || (Number.isNaN(actual) && Number.isNaN(expected))) return true;
  return Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected), Math.abs(actual));
}
