import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/core/catalogue/catalogue.ts';
import { settingScale, shareOf, valueAt } from '../../../src/core/catalogue/setting-scale.ts';
import { SOURCES } from '../../../src/core/gradients/registry.ts';
import { settingComplaint } from '../../../src/core/gradients/settings.ts';
import { hyperparameterComplaint } from '../../../src/core/methods/hyperparameter-complaint.ts';
import { LINE_SEARCHES } from '../../../src/core/methods/line-search/registry.ts';
import { METHODS } from '../../../src/core/methods/registry.ts';
import { hyperparametersOf } from '../../../src/core/methods/rule-options.ts';

const all = catalogue();

/** Every number with a slider, and what its declaration says of a value. */
const sliders = [
  ...Object.values(METHODS).map((method) => [method.name, hyperparametersOf(method), all.methods] as const),
  ...Object.values(LINE_SEARCHES).map(
    (search) => [search.name, search.hyperparameters, all.searches] as const,
  ),
].flatMap(([owner, declarations, entries]) =>
  declarations.flatMap((declared) => {
    const setting = entries
      .find(({ name }) => name === owner)
      ?.settings.find(({ name }) => name === declared.name);
    const complaint = (value: number) => hyperparameterComplaint(declared, value);
    return setting?.scale ? [{ owner, name: declared.name, scale: setting.scale, complaint }] : [];
  }),
);
for (const source of Object.values(SOURCES)) {
  for (const declared of source.settings) {
    const setting = all.sources
      .find(({ name }) => name === source.name)
      ?.settings.find(({ name }) => name === declared.name);
    const complaint = (value: number) => settingComplaint(declared, value);
    if (setting?.scale)
      sliders.push({ owner: source.name, name: declared.name, scale: setting.scale, complaint });
  }
}

test('no slider leads to a value that its declaration refuses', () => {
  expect(sliders.length).toBeGreaterThan(60);
  fc.assert(
    fc.property(fc.constantFrom(...sliders), fc.double({ min: 0, max: 1, noNaN: true }), (slider, share) => {
      const value = valueAt(slider.scale, share);
      expect(`${slider.owner} ${slider.name}: ${slider.complaint(value)}`).toBe(
        `${slider.owner} ${slider.name}: undefined`,
      );
    }),
    { numRuns: 2000 },
  );
});

test('a slider stands where the value is that it was moved to', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sliders),
      fc.double({ min: 0, max: 1, noNaN: true }),
      ({ scale }, share) => {
        const value = valueAt(scale, share);
        expect(valueAt(scale, shareOf(scale, value))).toBe(value);
      },
    ),
    { numRuns: 2000 },
  );
});

test('the default of every slider lies on it, not at an end by force', () => {
  for (const { settings } of [...all.methods, ...all.searches, ...all.sources])
    for (const { scale, default: usual } of settings) {
      if (!scale || typeof usual !== 'number') continue;
      const inside = (usual >= scale.low && usual <= scale.high) || (usual === 0 && scale.zero);
      expect(inside || (usual === Number.POSITIVE_INFINITY && scale.infinite)).toBe(true);
    }
});

describe('the scale suits the range', () => {
  test.each([
    ['what remembers is spread out below 1', { minimum: 0, maximum: 1, open: 'maximum' }, 0.9, 'complement'],
    ['a small number of unlimited size is logarithmic', { minimum: 0, maximum: 1 }, 1e-8, 'logarithmic'],
    ['a share is linear', { minimum: 0, maximum: 1, open: 'both' }, 0.1, 'linear'],
  ] as const)('%s', (_, range, usual, kind) => {
    expect(settingScale(range, usual, false)?.kind).toBe(kind);
  });

  test('a seed has no slider', () => {
    const range = { minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
    expect(settingScale(range, 0, true)).toBeUndefined();
  });
});

test('every method, line search, source and condition is listed with all its settings', () => {
  expect(all.methods.map(({ name }) => name)).toEqual(Object.keys(METHODS));
  for (const { name, settings } of all.methods) {
    const method = METHODS[name];
    expect(settings.map((each) => each.name)).toEqual(
      method && hyperparametersOf(method).map((each) => each.name),
    );
  }
  expect(all.sources.map(({ name }) => name)).toEqual(Object.keys(SOURCES));
});
