import { readFile, writeFile } from 'node:fs/promises';

const BEGIN = '<!-- benchmarks: begin -->';
const END = '<!-- benchmarks: end -->';

/**
 * A text with what lies between its two marker comments replaced.
 * @param {string} text
 * @param {string} table
 * @returns {string}
 * @throws Error where the markers are not there, in this order.
 */
export function betweenMarkers(text, table) {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  if (begin < 0 || end < 0)
    throw new Error(`README.md lacks the lines ${BEGIN} and ${END}; write them where the table belongs`);
  return `${text.slice(0, begin + BEGIN.length)}\n${table}\n${text.slice(end)}`;
}

/** @param {string} file */
const read = (file) => readFile(file, 'utf8').catch(() => '');

/**
 * @param {string} file
 * @throws Error where the file lacks the markers.
 */
export async function requireMarkers(file) {
  betweenMarkers(await read(file), '');
}

/**
 * Writes the table into a file, between the markers.
 * @param {string} file
 * @param {string} table
 */
export async function writeReadme(file, table) {
  await writeFile(file, betweenMarkers(await read(file), table));
}
