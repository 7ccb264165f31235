import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectClose } from '../support/close.ts';

const ROOT = path.join(fileURLToPath(new URL('.', import.meta.url)), '../../..');
const GRAMMARS = path.join(ROOT, 'node_modules/@vscode/tree-sitter-wasm/wasm');

/** What CommonJS modules expect to be there, under names of its own. */
const COMMONJS_NAMES = `
import { createRequire as makeRequire } from 'node:module';
import { dirname as folderOf } from 'node:path';
import { fileURLToPath as pathOf } from 'node:url';
const require = makeRequire(import.meta.url);
const __filename = pathOf(import.meta.url), __dirname = folderOf(__filename);`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'descent-cli-'));
  // The command line as it is written now, whatever was built before; code is parsed by grammars that lie beside it.
  await build({
    entryPoints: [path.join(ROOT, 'src/cli/main.ts')],
    outfile: path.join(folder, 'cli.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: COMMONJS_NAMES,
    },
    logLevel: 'silent',
  });
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Calls the command line in the folder. */
function cli(...args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(folder, 'cli.mjs'), ...args], { cwd: folder }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** Puts a file into the folder. */
async function file(name: string, text: string): Promise<string> {
  await writeFile(path.join(folder, name), text);
  return name;
}

const BOWL =
  'J(θ1, θ2) = θ1^2 + θ2^2\n\nminimize J\n  from  θ1 = 0.75, θ2 = 0.75\n  with  gd(rate = 0.2)\n  until decrease < 1e-3\n';

describe('run', () => {
  test('the article’s bowl, as JSON', async () => {
    const { code, out, err } = await cli('run', await file('bowl.gd', BOWL), '--json');
    expect([code, err]).toEqual([0, '']);
    const { file: name, experiments } = JSON.parse(out);
    expect(name).toBe('bowl.gd');
    expect(experiments).toHaveLength(1);
    const [{ objective, parameters, runs }] = experiments;
    expect([objective, parameters]).toEqual([
      'J',
      [
        { name: 'θ1', shape: [] },
        { name: 'θ2', shape: [] },
      ],
    ]);
    const [run] = runs;
    expect(run).toMatchObject({
      method: 'gd',
      gradient: 'backprop',
      start: [0.75, 0.75],
      iterations: 8,
      evaluations: { f: 9, gradient: 9, jvp: 0, hvp: 0 },
      reason: 'decrease',
    });
    expectClose([...run.x, run.f], [0.01259712, 0.01259712, 3.17374864e-4], 1e-11);
    expectClose([run.gradientNorm], [2 * Math.SQRT2 * 0.01259712], 1e-11);
    expect(typeof run.message).toBe('string');
    expect(typeof run.seconds).toBe('number');
  });

  test('numbers that are not finite are strings', async () => {
    const { out } = await cli(
      'run',
      await file('nan.gd', 'f(x) = log(x)\nminimize f\n  from x = -1\n  with gd(rate = 1)'),
      '--json',
    );
    const [run] = JSON.parse(out).experiments[0].runs;
    expect([run.f, run.reason, run.iterations]).toEqual(['NaN', 'nonfinite', 0]);
  });

  test('every experiment; or those of one objective; or one without any', async () => {
    const name = await file(
      'two.gd',
      'f(x) = x^2\ng(w[2]) = sum(w.^2)\nh(x) = (x - 1)^2\nminimize f\n  from x = 1\n  with gd(rate = [0.1, 0.2])\nminimize g\n  from w = [1, 2]\n',
    );
    const objectives = async (...more: string[]) =>
      JSON.parse((await cli('run', name, '--json', ...more)).out).experiments.map(
        (each: { objective: string; runs: unknown[] }) => [each.objective, each.runs.length],
      );
    expect(await objectives()).toEqual([
      ['f', 2],
      ['g', 1],
    ]);
    expect(await objectives('--objective', 'g')).toEqual([['g', 1]]);
    expect(await objectives('--objective', 'h')).toEqual([['h', 1]]);
  });

  test('a long definition is shown as far as a reader wants it', async () => {
    const terms = Array.from({ length: 1000 }, (_, i) => `(x - ${i})^2`).join(' + ');
    const { out } = await cli('run', await file('long.gd', `f(x) = ${terms}\nminimize f\n  from x = 1`));
    const [first = ''] = out.split('\n');
    expect(first).toMatch(/^minimize f\(x\) = \(x - 0\)\^2 .* …$/);
    expect(first.length).toBeLessThan(250);
  });

  test('the trace as CSV and the picture as SVG', async () => {
    const { code, err } = await cli(
      'run',
      await file('bowl.gd', BOWL),
      '--trace',
      'bowl.csv',
      '--svg',
      'bowl.svg',
    );
    expect([code, err]).toEqual([0, '']);
    const [header, ...rows] = (await readFile(path.join(folder, 'bowl.csv'), 'utf8')).trim().split('\n');
    expect(header).toBe('objective,run,method,iteration,f,gradientNorm,step,rate,evaluations,θ1,θ2');
    expect(rows).toHaveLength(9);
    expect(rows[0]).toMatch(/^J,1,gd\(rate = 0\.2\),0,1\.125,/);
    for (const row of rows) expect(row.split(',')).toHaveLength(11);
    const svg = await readFile(path.join(folder, 'bowl.svg'), 'utf8');
    expectWellFormed(svg);
    expect(svg).toMatch(/^(<\?xml[^>]*>\s*)?<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('in words', async () => {
    const { out } = await cli('run', await file('bowl.gd', BOWL));
    expect(out).toContain('gd(rate = 0.2): f = 3.17375e-4 after 8 steps');
    expect(out).toContain('decrease: f fell by 5.642e-4 in step 8');
  });
});

/** Elements open and close in order, attributes are quoted, and no bare & or < stands in text. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  const rest = xml
    .replace(/<\?xml[^>]*\?>/, '')
    .replace(/<(\/?)([\w:]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, (_, end, name, _attributes, empty) => {
      if (end) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name);
      return '';
    });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i);
}

describe('eval', () => {
  test('value and gradient, backwards and forwards', async () => {
    const name = await file('r.gd', 'f(x, y) = (1 - x)^2 + 100*(y - x^2)^2\ng(w[2]) = sum(w.^3)');
    for (const mode of ['backprop', 'forward']) {
      const { out } = await cli(
        'eval',
        name,
        '--objective',
        'f',
        '--at',
        'x = -1.2, y = 1',
        '--gradient',
        mode,
        '--json',
      );
      const { objective, parameters, value, gradient } = JSON.parse(out);
      expect([objective, parameters]).toEqual([
        'f',
        [
          { name: 'x', shape: [] },
          { name: 'y', shape: [] },
        ],
      ]);
      expectClose([value, ...gradient], [24.2, -215.6, -88]);
    }
    const { out } = await cli('eval', name, '--at', 'w = [1, 2]', '--json');
    expect(JSON.parse(out)).toEqual({
      objective: 'g',
      parameters: [{ name: 'w', shape: [2] }],
      value: 9,
      gradient: [3, 12],
    });
  });

  test('what is not finite is a string', async () => {
    const { out } = await cli('eval', await file('inf.gd', 'f(x) = 1/x'), '--at', 'x = 0', '--json');
    expect(JSON.parse(out)).toMatchObject({ value: 'Infinity', gradient: ['-Infinity'] });
  });
});

describe('code', () => {
  beforeAll(async () => {
    expect(existsSync(GRAMMARS)).toBe(true);
    const { cp } = await import('node:fs/promises');
    await cp(GRAMMARS, path.join(folder, 'tree-sitter'), { recursive: true });
  });

  test.each([
    ['loss.py', 'def loss(x, y):\n    return x**2 + 3*y**2\n'],
    ['loss.ts', 'export const loss = (x: number, y: number): number => x ** 2 + 3 * y ** 2;\n'],
    ['loss.js', 'function loss(x, y) {\n  return x * x + 3 * y * y;\n}\n'],
  ])('eval and lift of %s', async (name, text) => {
    await file(name, text);
    const evaluated = await cli('eval', name, '--objective', 'loss', '--at', 'x = 1, y = 2', '--json');
    expect([evaluated.err, evaluated.code]).toEqual(['', 0]);
    expect(JSON.parse(evaluated.out)).toMatchObject({ objective: 'loss', value: 13, gradient: [2, 12] });
    const lifted = await cli('lift', name);
    expect(lifted.out).toMatch(/^loss\(x, y\) = /);
  });

  test('a vector of code is as long as the point', async () => {
    const text = `import numpy as np\ndef rastrigin(x):\n    return 10*len(x) + sum(xi**2 - 10*np.cos(2*np.pi*xi) for xi in x)\n`;
    const { out, code } = await cli(
      'eval',
      await file('long.py', text),
      '--at',
      'x = [1, 2, 3, 0.5]',
      '--json',
    );
    expect(code).toBe(0);
    // 1 + 4 + 9 + (0.25 + 20), each with its cosine of a whole number but the last.
    expect(JSON.parse(out).value).toBeCloseTo(34.25, 12);
    expect(JSON.parse(out).parameters).toEqual([{ name: 'x', shape: [4] }]);
  });

  test('an objective of code that cannot be read is told with the place', async () => {
    const text = 'def f(x):\n    while x > 1:\n        x = x/2\n    return x\n';
    const { err, code } = await cli('eval', await file('loop.py', text), '--objective', 'f', '--at', 'x = 3');
    expect(code).toBe(1);
    expect(err).toMatch(/loop\.py:2:5: f: a while loop has no fixed length; write for/);
  });

  test('code has no experiments to run', async () => {
    const { err, code } = await cli('run', await file('code.py', 'f = lambda x: (x - 1)**2\n'));
    expect(code).toBe(1);
    expect(err).toMatch(
      /code\.py: only \.gd files have experiments; write descent lift .*code\.py > code\.gd, and run code\.gd/,
    );
  });

  test('lift as JSON', async () => {
    const { out, code } = await cli('lift', await file('one.py', 'f = lambda x: (x - 1)**2\n'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).objectives[0]).toMatchObject({
      name: 'f',
      text: expect.stringContaining('f(x) = '),
    });
  });

  test('a file without objectives', async () => {
    const { err, code } = await cli('lift', await file('none.py', 'x = 1\n'));
    expect(code).toBe(1);
    expect(err).toContain('none.py: no function here computes a number from numbers');
  });
});

describe('what goes wrong', () => {
  test('every problem with its place', async () => {
    const { code, out, err } = await cli(
      'run',
      await file('bad.gd', 'f(x) = x^2\n\ng(x) = foo(x)\nminimize f\n  with adm()\n'),
    );
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(
      'bad.gd:3:8: there is no function foo; define it: foo(x) = …\nbad.gd:5:8: there is no method adm; did you mean adam?\n',
    );
  });

  test.each<[string, string[], number, string]>([
    ['no file', ['run'], 2, 'a file is missing'],
    ['two files', ['run', 'a.gd', 'b.gd'], 2, 'one file is read at a time, not also b.gd'],
    ['an unknown command', ['fly'], 2, 'there is no command fly; there is run, '],
    ['an unknown option', ['run', 'bowl.gd', '--foo'], 2, "Unknown option '--foo'"],
    ['no command', [], 2, ''],
    [
      'a file that is not there',
      ['run', 'nothing.gd'],
      1,
      'nothing.gd: there is no such file; check its name',
    ],
    [
      'an objective that is not there',
      ['run', 'bowl.gd', '--objective', 'K'],
      1,
      'bowl.gd: there is no objective K; there is J',
    ],
    ['no point', ['eval', 'bowl.gd'], 2, 'a point is missing; write --at "θ1 = 1, θ2 = 1"'],
    [
      'half a point',
      ['eval', 'bowl.gd', '--at', 'θ1 = 1'],
      1,
      '--at "θ1 = 1": the start lacks θ2; add θ2 = 1',
    ],
    [
      'an unknown gradient',
      ['eval', 'bowl.gd', '--at', 'θ1 = 1, θ2 = 1', '--gradient', 'forwad'],
      2,
      'there is no gradient forwad; did you mean forward?',
    ],
    [
      'a kind of file that cannot be read',
      ['lift', 'bowl.txt'],
      2,
      'bowl.txt: this kind of file cannot be read',
    ],
  ])('%s', async (_, args, exit, message) => {
    await file('bowl.gd', BOWL);
    const { code, err } = await cli(...args);
    expect(code).toBe(exit);
    expect(err).toContain(message);
  });

  test('help is no mistake', async () => {
    const { code, out } = await cli('--help');
    expect(code).toBe(0);
    expect(out).toContain('descent run FILE.gd');
  });
});
