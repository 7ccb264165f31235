import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costCommand } from '../../../src/cli/cost-command.ts';
import { type EstimateOptions, estimateCommand } from '../../../src/cli/estimate-command.ts';
import { methodsCommand } from '../../../src/cli/methods-command.ts';
import { SOURCES } from '../../../src/core/gradients/registry.ts';
import { METHODS } from '../../../src/core/methods/registry.ts';
import { RULE_OPTIONS } from '../../../src/core/methods/rule-options.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'descent-estimate-'));
  file = path.join(folder, 'bowl.gd');
  await writeFile(file, 'f(x, y) = x^2 + y^2\ng(x) = exp(x)\n');
});
afterAll(() => rm(folder, { recursive: true }));

const call = (options: Partial<EstimateOptions>) =>
  estimateCommand(file, {
    objective: 'f',
    at: 'x = 2, y = 1',
    gradient: 'forward(seed = 0)',
    samples: '1000',
    json: false,
    ...options,
  });

describe('estimate', () => {
  it('tells truth, mean, spread and error as JSON', async () => {
    const found = JSON.parse(await call({ json: true, samples: '1000000' }));
    expect(found).toMatchObject({
      objective: 'f',
      at: [2, 1],
      gradient: 'forward(seed = 0)',
      truth: [4, 2],
      theory: 3,
      samples: 1_000_000,
      bias: { biased: false },
      cost: { f: 0, gradient: 0, jvp: 1, hvp: 0 },
    });
    for (const i of [0, 1]) {
      expect(Math.abs(found.mean[i] - found.truth[i])).toBeLessThan(4 * found.standardError[i]);
    }
    expect(Math.abs(found.relativeSquaredError - 3)).toBeLessThan(
      4 * found.relativeSquaredErrorStandardError,
    );
    expect(found.seconds).toBeGreaterThan(0);
  });

  it('tells it as text', async () => {
    const lines = (await call({})).split('\n');
    expect(lines[0]).toMatch(/^f: 1000 gradients by forward\(seed = 0\), .* s$/);
    expect(lines[1]).toMatch(/^ +truth +mean +standard error +z$/);
    expect(lines[2]).toMatch(/^ {2}by x +4 /);
    expect(lines[4]).toMatch(/^ {2}no sign of a bias \(p = .*\)$/);
    expect(lines[5]).toMatch(/^ {2}relative squared error .* ± .*, in theory 3$/);
  });

  it('shows the error of finite differences against h', async () => {
    const text = await call({ gradient: 'difference(scheme = forward, h = 1e-5)' });
    expect(text).toContain('one gradient by difference');
    expect(text).toMatch(/by x +4 +4\.00001\n/);
    expect(text).toMatch(/\n {2}h +forward +central +richardson\n/);
    expect(text).toMatch(/forward: best at h = 1e-8/);
    const { differences, theory } = JSON.parse(await call({ gradient: 'difference', json: true }));
    expect(differences.h).toHaveLength(17);
    expect(theory).toBeNull();
  });

  it.each([
    [{ samples: 'many' }, '--samples many: a whole number from 1 is wanted, such as 1000000'],
    [
      { gradient: 'forwrd' },
      '--gradient "forwrd": there is no gradient source forwrd; did you mean forward?',
    ],
    [{ gradient: '[spsa, es]' }, '--gradient "[spsa, es]": one source is studied at a time'],
    [{ at: undefined }, 'a point is missing; write --at "x = 1, y = 1"'],
    [{ at: 'x = 2' }, '--at "x = 2": the start lacks y; add'],
    [{ objective: 'h' }, 'there is no objective h; there is f, g'],
  ])('refuses %o', async (options, message) => {
    await expect(call(options)).rejects.toThrow(message);
  });
});

describe('cost', () => {
  it('tells ratios to one evaluation of f', async () => {
    const found = JSON.parse(await costCommand(file, { objective: 'g', at: 'x = 1', json: true }));
    expect(found.costs.map(({ name }: { name: string }) => name)).toEqual([
      'jvp',
      'forward',
      'backprop',
      'difference',
    ]);
    for (const { ratio } of found.costs) expect(ratio).toBeGreaterThan(0);
  }, 20_000);
});

describe('methods', () => {
  it('lists every method and source with its declaration', () => {
    const { methods, options, sources, lineSearches } = JSON.parse(methodsCommand(true));
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    expect(names(methods)).toEqual(Object.keys(METHODS));
    expect(names(options)).toEqual(RULE_OPTIONS.map(({ name }) => name));
    expect(names(sources)).toEqual(Object.keys(SOURCES));
    expect(names(lineSearches)).toContain('wolfe');
    const declared = (name: string) => methods.find((each: { name: string }) => each.name === name);
    expect(declared('bfgs')).toMatchObject({
      lineSearches: true,
      defaultSearch: { name: 'wolfe', settings: { weak: 1 } },
      limit: { variables: 4000, instead: 'lbfgs()' },
    });
    expect(declared('lm')).toMatchObject({ lineSearches: false, defaultSearch: null, needs: 'residuals' });
    expect([declared('gd').lineSearches, declared('adam').lineSearches]).toEqual([true, false]);
    for (const each of [...methods, ...sources, ...lineSearches]) {
      for (const part of ['title', 'formula', 'reference']) expect(each[part], each.name).not.toBe('');
      for (const hyper of each.hyperparameters ?? each.settings) {
        expect(Object.keys(hyper)).toEqual(expect.arrayContaining(['name', 'symbol', 'meaning']));
      }
    }
  });

  it('prints them', () => {
    const text = methodsCommand(false);
    for (const name of [...Object.keys(METHODS), ...Object.keys(SOURCES)])
      expect(text).toMatch(new RegExp(`^  ${name}: `, 'm'));
    expect(text).toMatch(
      /^ +rate = wolfe\(c2 = 0\.4, weak = yes\) +a line search {2}how far each step goes$/m,
    );
    expect(text).not.toContain('undefined');
    expect(text).not.toContain('NaN');
  });
});
