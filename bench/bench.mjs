// `npm run bench`: one table of ratios, each measured in interleaved rounds of this run.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../esbuild.mjs';
import { root } from '../scripts/paths.mjs';
import { isMet } from './report/row.mjs';
import { markdownTable, summary, textTable } from './report/table.mjs';
import { requireMarkers, writeReadme } from './report/write-readme.mjs';
import { startRivals } from './rivals/start-rivals.mjs';
import { bfgs } from './rows/bfgs.mjs';
import { descent } from './rows/descent.mjs';
import { evaluate } from './rows/evaluate.mjs';
import { field } from './rows/field.mjs';
import { firstGradient } from './rows/first-gradient.mjs';
import { growth } from './rows/growth.mjs';
import { logistic } from './rows/logistic.mjs';
import { sampling } from './rows/sampling.mjs';
import { tape } from './rows/tape.mjs';

const README = path.join(root, 'README.md');

const GROUPS = [evaluate, descent, growth, logistic, field, bfgs, sampling, firstGradient, tape];

const HELP = `npm run bench -- [--filter WORD] [--rounds N] [--json] [--readme] [--library FILE]

Prints a table of ratios: the library against C, JavaScript by hand, mathjs, fmin, numpy, PyTorch and SciPy, where they are there.

  --filter WORD   only groups whose name contains the word: ${GROUPS.map(({ name }) => name).join(', ')}
  --rounds N      the best of so many rounds, at least 5; 11 if absent
  --json          rows and times for machines, and nothing else
  --readme        writes the table into README.md, between its two marker comments
  --library FILE  another build of the library than dist/descent.mjs`;

/** @returns {Promise<string>} dist/descent.mjs, built anew where a source is younger. */
async function builtLibrary() {
  const file = path.join(root, 'dist/descent.mjs');
  const built = await stat(file).catch(() => undefined);
  const names = await readdir(path.join(root, 'src'), { recursive: true });
  const times = await Promise.all(
    names.map(async (name) => (await stat(path.join(root, 'src', name))).mtimeMs),
  );
  if (!built || Math.max(...times) > built.mtimeMs) await build();
  return file;
}

async function main() {
  const { values } = parseArgs({
    options: {
      filter: { type: 'string', default: '' },
      rounds: { type: 'string', default: '11' },
      json: { type: 'boolean', default: false },
      readme: { type: 'boolean', default: false },
      library: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 5)
    throw new Error(`--rounds is a whole number from 5, not ${values.rounds}`);
  const groups = GROUPS.filter(({ name }) => name.includes(values.filter ?? ''));
  if (groups.length === 0)
    throw new Error(
      `no group is called ${values.filter}; there is ${GROUPS.map(({ name }) => name).join(', ')}`,
    );
  if (values.readme && groups.length < GROUPS.length)
    throw new Error('the README has the whole table; leave --filter out');
  // A missing marker is told before the minutes of measuring, not after them.
  if (values.readme) await requireMarkers(README);

  const file = values.library ? path.resolve(values.library) : await builtLibrary();
  const library = await import(pathToFileURL(file).href);
  const rivals = await startRivals(file);
  const rows = [];
  try {
    for (const group of groups) {
      if (!values.json && process.stderr.isTTY) process.stderr.write(`\r\x1b[K${group.name} …`);
      rows.push(...(await group.measure({ library, file, rivals, rounds })));
    }
  } finally {
    if (!values.json && process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    await rivals.close();
  }
  if (values.json) {
    console.log(
      JSON.stringify(
        rows.map((row) => ({ ...row, met: isMet(row) })),
        null,
        2,
      ),
    );
  } else {
    console.log(`${textTable(rows)}\n\n${summary(rows)}; each the best of ${rounds} interleaved rounds`);
  }
  if (values.readme) {
    const line = `${summary(rows)}. Node ${process.versions.node}, ${process.platform} ${process.arch}; \`npm run bench\` measures it on yours.`;
    await writeReadme(README, `${markdownTable(rows)}\n\n${line}`);
  }
}

try {
  await main();
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}
