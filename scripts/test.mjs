// `npm test [-- PART …]`: every part of the tests in turn, and a last line with the totals.
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, PAGE_BUDGET, pageWeight } from '../esbuild.mjs';
import { ensureBrowser } from './browser.mjs';
import { packageExtension } from './package.mjs';
import { cache, packagedExtension, relative, root } from './paths.mjs';
import { run } from './run.mjs';
import { prepareSuite, reportSuite, SUITE_FOLDER } from './suite.mjs';
import { openWorkbench } from './workbench/open.mjs';
import { setUpWorkbench } from './workbench/setup.mjs';

const SUITE_TIMEOUT = 300_000;

/** A package above this would surprise who installs it; bytes. */
const PACKAGE_BUDGET = 2.5 * 2 ** 20;

/** @typedef {{ passed: number, failed: number }} Count */

/** The parts in their order; each says how many of its tests passed and failed, or throws, which counts as one failure. */
const PARTS = {
  types: () => command('typescript/bin/tsc', ['-b']),
  lint: () => command('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  build: buildAll,
  unit: () => vitest('unit'),
  page: () => vitest('page'),
  suite: runSuite,
  flows: () => vitest('flows'),
  vsix: runPackage,
};

/** @typedef {keyof typeof PARTS} Part */

/** @type {Record<string, Part[]>} */
const GROUPS = { workbench: ['suite', 'flows', 'vsix'], check: ['types', 'lint'] };

// A file or another program reads no colours.
const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };

const names = /** @type {Part[]} */ (Object.keys(PARTS));

async function main() {
  const parts = chosen(process.argv.slice(2));
  /** @type {(Count & { part: Part, seconds: number })[]} */
  const counts = [];
  let built = true;
  for (const part of parts) {
    console.log(`\n── ${part} ${'─'.repeat(60 - part.length)}`);
    const start = performance.now();
    const needsBuild = names.indexOf(part) > names.indexOf('build');
    /** @type {Count} */
    const count = needsBuild && !built ? notRun() : await PARTS[part]().catch(failure);
    if (part === 'build') built = count.failed === 0;
    counts.push({ part, ...count, seconds: (performance.now() - start) / 1000 });
  }
  console.log('');
  for (const { part, passed, failed, seconds } of counts) {
    const columns = [part.padEnd(8), `${passed} passed`.padStart(12), `${failed} failed`.padStart(10)];
    console.log(`${columns.join('')}${`${seconds.toFixed(1)} s`.padStart(10)}`);
  }
  const total = (/** @type {keyof Count} */ key) => counts.reduce((sum, count) => sum + count[key], 0);
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') > 0 ? 1 : 0;
}

/**
 * The parts that the command line names, with the build where they need it; all without a name.
 * @param {string[]} wanted
 */
function chosen(wanted) {
  const unknown = wanted.filter((name) => !names.includes(/** @type {Part} */ (name)) && !GROUPS[name]);
  if (unknown.length > 0) {
    console.error(
      `No such part: ${unknown.join(', ')}. The parts: ${[...names, ...Object.keys(GROUPS)].join(', ')}.`,
    );
    process.exit(2);
  }
  const parts = new Set(wanted.length > 0 ? wanted.flatMap((name) => GROUPS[name] ?? name) : names);
  if ([...parts].some((part) => names.indexOf(/** @type {Part} */ (part)) > names.indexOf('build')))
    parts.add('build');
  return names.filter((name) => parts.has(name));
}

/**
 * @param {string} script from node_modules
 * @param {string[]} parameters
 * @returns {Promise<Count>}
 */
async function command(script, parameters) {
  await node(script, parameters);
  return { passed: 1, failed: 0 };
}

/**
 * @param {string} script
 * @param {string[]} parameters
 */
const node = (script, parameters) =>
  run(process.execPath, [path.join(root, 'node_modules', script), ...parameters], {
    cwd: root,
    env,
    show: true,
  });

async function buildAll() {
  const written = await build();
  console.log(` ✓ ${written.length} files bundled`);
  const weight = await pageWeight();
  const fits = weight <= PAGE_BUDGET;
  console.log(
    ` ${fits ? '✓' : '×'} the page's script weighs ${kilobytes(weight)} of ${kilobytes(PAGE_BUDGET)}, minified`,
  );
  if (!fits) console.log('   Load what is not needed at once with import(), or choose something smaller.');
  return { passed: fits ? 2 : 1, failed: fits ? 0 : 1 };
}

/**
 * Runs one project of vitest.config.mjs.
 * @param {string} project
 * @returns {Promise<Count>}
 */
async function vitest(project) {
  if (project !== 'unit') await ensureBrowser(console.log);
  const file = path.join(cache, 'results', `${project}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  await rm(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ended = await node('vitest/vitest.mjs', ['run', '--project', project, ...reporters]).catch(
    (error) => error,
  );
  const result = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const passed = result.numPassedTests ?? 0;
  // A file that does not load has no tests to fail, and an unhandled error belongs to none.
  const broken = (result.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ { status, assertionResults }) =>
      status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = (result.numFailedTests ?? 0) + broken;
  return { passed, failed: failed || (ended instanceof Error ? 1 : 0) };
}

/** The suite inside the extension host. */
async function runSuite() {
  await setUpWorkbench(console.log);
  const { entry, env, results } = await prepareSuite();
  const workbench = await openWorkbench({ folder: SUITE_FOLDER, extensionTestsPath: entry, env });
  try {
    await workbench.suite(SUITE_TIMEOUT);
    const count = reportSuite(await results());
    if (count.failed > 0) console.log(`picture: ${await workbench.screenshot('suite')}`);
    return count;
  } catch (error) {
    console.log(
      [`picture: ${await workbench.screenshot('suite')}`, ...workbench.logs().page.slice(-30)].join('\n'),
    );
    throw error;
  } finally {
    await workbench.close();
  }
}

/** Packages the extension, and drives a VS Code that has nothing but the package. */
async function runPackage() {
  const { file, bytes, files } = await packageExtension(packagedExtension);
  const fits = bytes <= PACKAGE_BUDGET;
  console.log(
    ` ${fits ? '✓' : '×'} ${relative(file)}: ${kilobytes(bytes)} of ${kilobytes(PACKAGE_BUDGET)}, ${files.length} files`,
  );
  const { passed, failed } = await vitest('vsix');
  return { passed: passed + (fits ? 1 : 0), failed: failed + (fits ? 0 : 1) };
}

/** @param {unknown} error */
function failure(error) {
  console.error(error instanceof Error ? error.message : String(error));
  return { passed: 0, failed: 1 };
}

const notRun = () => failure(new Error('Not run, because the build failed.'));

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(0)} KB`;

await main();
