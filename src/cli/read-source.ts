import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem, SourceRange } from '../core/problem.ts';
import type { LiftOptions } from '../frontends/code/lift-function.ts';
import { createLifter } from '../frontends/code/lifter.ts';
import type { GdModule } from '../frontends/gd/gd-module.ts';
import { parseGd } from '../frontends/gd/parse-gd.ts';
import type { CodeLanguage, LiftResult } from '../frontends/lift.ts';
import { CliError } from './cli-error.ts';

const LANGUAGES: Readonly<Record<string, CodeLanguage>> = {
  '.py': 'python',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.jsx': 'javascript',
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.tsx': 'typescript',
};

/** A file's text. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new CliError(
      `${file}: ${missing ? 'there is no such file; check its name' : `it cannot be read (${(error as Error).message})`}`,
    );
  }
}

/** A `.gd` file; any problem in it ends the command. */
export async function readGd(file: string): Promise<GdModule> {
  const extension = path.extname(file);
  if (Object.hasOwn(LANGUAGES, extension)) {
    const name = `${path.basename(file, extension)}.gd`;
    throw new CliError(
      `${file}: only .gd files have experiments; write descent lift ${file} > ${name}, and run ${name}`,
    );
  }
  const text = await readText(file);
  const module = parseGd(text);
  if (module.problems.length > 0) throw new CliError(problemLines(file, text, module.problems));
  return module;
}

/** The objectives of a file of code as `.gd` text. */
export async function liftFile(
  file: string,
  options?: LiftOptions,
): Promise<LiftResult & { readonly source: string }> {
  const language = LANGUAGES[path.extname(file)];
  if (!language) {
    throw new CliError(
      `${file}: this kind of file cannot be read; give a ${['.gd', ...Object.keys(LANGUAGES)].join(', ')} file`,
      2,
    );
  }
  const source = await readText(file);
  const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'tree-sitter');
  const lifter = createLifter(
    async (name) => new Uint8Array(await readFile(path.join(folder, `${name}.wasm`))),
  );
  return { ...(await lifter.lift(source, language, undefined, options)), source };
}

/** `FILE:LINE:COLUMN: message` for each problem. */
export function problemLines(
  file: string,
  text: string,
  problems: readonly Pick<Problem, 'range' | 'message'>[],
): string {
  return problems.map(({ range, message }) => `${file}:${position(text, range)}: ${message}`).join('\n');
}

function position(text: string, { start }: SourceRange): string {
  const before = text.slice(0, start).split(/\r\n|\r|\n/);
  return `${before.length}:${(before.at(-1) as string).length + 1}`;
}
