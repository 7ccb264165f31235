import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../scripts/run.mjs';
import { Child } from './child.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * The rivals outside of this process; a string says why one is absent.
 * @typedef {object} Rivals
 * @property {Child | string} c
 * @property {Child | string} python
 * @property {Child} withoutCode the library and mathjs where code may not be generated.
 * @property {() => Promise<void>} close
 */

/**
 * Compiles the C in a temporary folder and starts everything.
 * @param {string} library the file of the library.
 * @returns {Promise<Rivals>}
 */
export async function startRivals(library) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'descent-bench-'));
  const c = await compileC(folder);
  const python = await startPython();
  const withoutCode = new Child(process.execPath, [
    '--disallow-code-generation-from-strings',
    path.join(here, 'without-code.mjs'),
    library,
  ]);
  return {
    c,
    python,
    withoutCode,
    close: async () => {
      for (const each of [c, python, withoutCode]) if (each instanceof Child) each.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * @param {string} folder
 * @returns {Promise<Child | string>}
 */
async function compileC(folder) {
  try {
    await run('gcc', ['--version']);
  } catch {
    return 'no gcc';
  }
  // The fields are compared with 128-bit vectors; another machine than x86-64 has no other.
  const narrow = process.arch === 'x64' ? ['-msse2', '-mno-avx'] : [];
  const files = (await readdir(path.join(here, 'c'))).filter((file) => file.endsWith('.c'));
  const objects = files.map(async (file) => {
    const object = path.join(folder, `${file}.o`);
    const flags = file === 'field.c' ? narrow : ['-march=native'];
    await run('gcc', ['-O3', ...flags, '-c', path.join(here, 'c', file), '-o', object]);
    return object;
  });
  const program = path.join(folder, 'rivals');
  await run('gcc', [...(await Promise.all(objects)), '-lm', '-o', program]);
  return new Child(program, []);
}

/** @returns {Promise<Child | string>} */
async function startPython() {
  try {
    await run('python3', ['--version']);
  } catch {
    return 'no python3';
  }
  return new Child('python3', [path.join(here, 'rivals.py')]);
}
