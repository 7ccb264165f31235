import { expect, test } from 'vitest';
import { channelsOf, hexColor } from '../../../../src/core/figures/hex-color.ts';

test('a colour is read into its channels and written again', () => {
  expect(channelsOf('#0a80FF')).toEqual([10, 128, 255]);
  expect(hexColor([10, 128, 255])).toBe('#0a80ff');
  expect(hexColor(channelsOf('#3f82c0'))).toBe('#3f82c0');
});

test('channels are rounded and held within; a fourth says how opaque the colour is', () => {
  expect(hexColor([-3, 9.6, 300])).toBe('#000aff');
  expect(hexColor([...channelsOf('#123456'), 0.2 * 255])).toBe('#12345633');
});
