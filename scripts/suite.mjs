// The suite that runs inside the extension host, as its two hosts share it.
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildSuite } from '../esbuild.mjs';
import { cache } from './paths.mjs';

/** The folder that the suite finds open. */
export const SUITE_FOLDER = 'examples';

/**
 * @typedef {object} SuiteResult
 * @property {string} title
 * @property {number} milliseconds
 * @property {string} [error] stack or message, if it failed.
 */

/**
 * Bundles the suite.
 * @returns {Promise<{ entry: string, env: Record<string, string>, results: () => Promise<SuiteResult[]> }>} the file that VS Code
 *   is to load, the variables it needs, and how to read what came of it.
 */
export async function prepareSuite() {
  const file = path.join(cache, 'results/suite.json');
  await mkdir(path.dirname(file), { recursive: true });
  await rm(file, { force: true });
  const entry = await buildSuite(path.join(cache, 'suite'));
  const results = async () => {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new Error('The suite left no results: the extension host did not load or did not finish it.');
    });
    return JSON.parse(text);
  };
  return { entry, env: { DESCENT_RESULTS: file }, results };
}

/**
 * Prints the results, a line per test.
 * @param {SuiteResult[]} results
 * @returns {{ passed: number, failed: number }}
 */
export function reportSuite(results) {
  for (const { title, milliseconds, error } of results) {
    console.log(` ${error ? '×' : '✓'} ${title} ${milliseconds} ms${error ? `\n${error}` : ''}`);
  }
  const failed = results.filter(({ error }) => error).length;
  return { passed: results.length - failed, failed };
}
