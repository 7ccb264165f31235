import { isMet } from './row.mjs';

/** @typedef {import('./row.mjs').Row} Row */

/** @param {number} value three digits, but all before the point. */
const digits = (value) =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

/** @param {Row} row */
const measure = ({ measured, unit, absent }) =>
  measured === undefined ? (absent ?? '') : `${digits(measured)}${unit && ` ${unit}`}`;

/** @param {Row} row */
function aim({ aim: wanted, unit }) {
  if (!wanted) return '';
  const end = unit && ` ${unit}`;
  return 'most' in wanted ? `≤ ${wanted.most}${end}` : `≥ ${wanted.least}${end}`;
}

/** @param {Row} row */
function verdict(row) {
  const met = isMet(row);
  return met === undefined ? '' : met ? 'yes' : 'MISSED';
}

/** @param {number} ns */
function duration(ns) {
  if (ns < 1e3) return `${digits(ns)} ns`;
  if (ns < 1e6) return `${digits(ns / 1e3)} µs`;
  return ns < 1e9 ? `${digits(ns / 1e6)} ms` : `${digits(ns / 1e9)} s`;
}

/** @param {Row} row */
const times = ({ nanoseconds }) =>
  Object.entries(nanoseconds)
    .map(([name, ns]) => `${name} ${duration(ns)}`)
    .join(', ');

const HEAD = ['what', 'measured', 'aim', 'met'];

/**
 * The table for a terminal, with the times behind the ratios.
 * @param {readonly Row[]} rows
 * @returns {string}
 */
export function textTable(rows) {
  const cells = [
    [...HEAD, 'of'],
    ...rows.map((row) => [row.what, measure(row), aim(row), verdict(row), times(row)]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => (column === 1 ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * The table for the README: ratios only, as absolute times say more about the machine than about the code.
 * @param {readonly Row[]} rows
 * @returns {string}
 */
export const markdownTable = (rows) =>
  [
    `| ${HEAD.join(' | ')} |`,
    '|---|--:|--:|---|',
    ...rows.map((row) => `| ${row.what} | ${measure(row)} | ${aim(row)} | ${verdict(row)} |`),
  ].join('\n');

/**
 * The last line: how many aims are met.
 * @param {readonly Row[]} rows
 * @returns {string}
 */
export function summary(rows) {
  const judged = rows.map(isMet).filter((met) => met !== undefined);
  const missing = rows.filter((row) => row.aim && row.measured === undefined).length;
  const skipped = missing > 0 ? `; ${missing} could not be measured` : '';
  return `${judged.filter(Boolean).length} of ${judged.length} aims met${skipped}`;
}
