import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evalCommand } from '../../../src/cli/eval-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'descent-eval-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What `eval` prints for an objective at a point. */
async function evaluate(
  text: string,
  at: string,
  options: { json?: boolean; hessian?: boolean; gradient?: string },
) {
  const file = path.join(folder, 'f.gd');
  await writeFile(file, text);
  const { json = false, hessian = true, gradient = 'backprop' } = options;
  return evalCommand(file, { objective: undefined, at, gradient, hessian, json });
}

const ROSENBROCK = 'f(x, y) = 100*(y - x^2)^2 + (1 - x)^2';

describe('eval --hessian', () => {
  test('as JSON, a list for each row', async () => {
    expect(JSON.parse(await evaluate(ROSENBROCK, 'x = -1.2, y = 1', { json: true }))).toEqual({
      objective: 'f',
      parameters: [
        { name: 'x', shape: [] },
        { name: 'y', shape: [] },
      ],
      value: expect.closeTo(24.2, 12),
      gradient: [expect.closeTo(-215.6, 10), expect.closeTo(-88, 10)],
      hessian: [
        [1330, 480],
        [480, 200],
      ],
    });
  });

  test('is left out where it is not asked for', async () => {
    const json = await evaluate(ROSENBROCK, 'x = -1.2, y = 1', { json: true, hessian: false });
    expect(Object.keys(JSON.parse(json))).toEqual(['objective', 'parameters', 'value', 'gradient']);
  });

  test('as a table', async () => {
    expect(await evaluate('f(x, w[2]) = x^2*w[1] + 1000*w[2]^2', 'x = 2, w = [3, 1]', {})).toBe(
      [
        'f = 1012',
        '  by x     12',
        '  by w[1]  4',
        '  by w[2]  2000',
        '',
        'Hessian',
        '        x  w[1]  w[2]',
        '  x     6     4     0',
        '  w[1]  4     0     0',
        '  w[2]  0     0  2000',
      ].join('\n'),
    );
  });

  test('numbers that are not finite are strings in JSON', async () => {
    const { hessian } = JSON.parse(await evaluate('f(x) = 1/x', 'x = 0', { json: true }));
    expect(hessian).toEqual([['Infinity']]);
  });

  test('forward mode agrees', async () => {
    const { gradient } = JSON.parse(
      await evaluate(ROSENBROCK, 'x = -1.2, y = 1', { json: true, gradient: 'forward' }),
    );
    expect(gradient).toEqual([expect.closeTo(-215.6, 10), expect.closeTo(-88, 10)]);
  });

  test('too many variables', async () => {
    await expect(evaluate('f(w[2000]) = sum(w.^2)', 'w = 1', {})).rejects.toThrow(
      'a Hessian of 2000×2000 entries is too large to print; leave --hessian out',
    );
  });
});
