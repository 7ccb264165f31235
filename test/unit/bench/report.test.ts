import { describe, expect, test } from 'vitest';
import { absent, isMet, ratio, time } from '../../../bench/report/row.mjs';
import { markdownTable, summary, textTable } from '../../../bench/report/table.mjs';
import { betweenMarkers } from '../../../bench/report/write-readme.mjs';

const rows = [
  ratio('ours ÷ C', ['ours', 3], ['C', 2], { most: 1.5 }),
  ratio('mathjs ÷ ours', ['mathjs', 1234], ['ours', 1], { least: 2000 }),
  ratio('only told', ['ours', 1], ['C', 3]),
  time('text to gradient', 2.5e6, 'ms', { most: 10 }),
  absent('ours ÷ gcc', 'no gcc', { most: 1 }),
];

test('a ratio is met at its aim, from either side; without an aim or a measure there is no verdict', () => {
  expect(rows.map(isMet)).toEqual([true, false, undefined, true, undefined]);
});

test('the README has ratios, the terminal the times behind them too', () => {
  expect(markdownTable(rows).split('\n')).toEqual([
    '| what | measured | aim | met |',
    '|---|--:|--:|---|',
    '| ours ÷ C | 1.5 | ≤ 1.5 | yes |',
    '| mathjs ÷ ours | 1234 | ≥ 2000 | MISSED |',
    '| only told | 0.333 |  |  |',
    '| text to gradient | 2.5 ms | ≤ 10 ms | yes |',
    '| ours ÷ gcc | no gcc | ≤ 1 |  |',
  ]);
  const text = textTable(rows);
  expect(text).toContain('ours 3 ns, C 2 ns');
  expect(text).toContain('mathjs 1.23 µs, ours 1 ns');
  expect(text).toContain('ours 2.5 ms');
});

test('the last line counts', () => {
  expect(summary(rows)).toBe('2 of 3 aims met; 1 could not be measured');
  expect(summary(rows.slice(0, 1))).toBe('1 of 1 aims met');
});

describe('the table in the README', () => {
  const text = 'before\n<!-- benchmarks: begin -->\nold\n<!-- benchmarks: end -->\nafter\n';

  test('replaces what is between the markers, again and again', () => {
    const once = betweenMarkers(text, 'new');
    expect(once).toBe('before\n<!-- benchmarks: begin -->\nnew\n<!-- benchmarks: end -->\nafter\n');
    expect(betweenMarkers(once, 'new')).toBe(once);
  });

  test('says which markers are missing', () => {
    expect(() => betweenMarkers('nothing', 'new')).toThrow(
      'README.md lacks the lines <!-- benchmarks: begin --> and <!-- benchmarks: end -->; write them where the table belongs',
    );
  });
});
