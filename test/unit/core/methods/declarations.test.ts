import temml from 'temml';
import { expect, it } from 'vitest';
import { hyperparameterComplaint } from '../../../../src/core/methods/hyperparameter-complaint.ts';
import { METHODS } from '../../../../src/core/methods/registry.ts';
import { hyperparametersOf } from '../../../../src/core/methods/rule-options.ts';

it.each(Object.values(METHODS).map((method) => [method.name, method] as const))(
  '%s can be typeset',
  (_, method) => {
    const state = 'state' in method ? method.state : [];
    const symbols = [...hyperparametersOf(method), ...state].map(({ symbol }) => symbol);
    for (const tex of [method.formula, ...symbols]) {
      expect(() => temml.renderToString(tex, { throwOnError: true }), tex).not.toThrow();
    }
  },
);

it.each(Object.values(METHODS).map((method) => [method.name, method] as const))(
  '%s declares names and ranges that make sense',
  (name, method) => {
    const declared = hyperparametersOf(method);
    expect(new Set(declared.map((each) => each.name)).size).toBe(declared.length);
    expect(name).toMatch(/^[a-z]\w*$/);
    for (const { name: own, default: usual, range, whole, choices } of declared) {
      expect(own).toMatch(/^[a-z]\w*$/i);
      expect(['rate', 'gradient']).not.toContain(own);
      const { minimum, maximum, open } = range;
      expect(open === 'minimum' || open === 'both' ? usual > minimum : usual >= minimum, own).toBe(true);
      const infinite = maximum === Number.POSITIVE_INFINITY && usual === maximum;
      expect(
        infinite || open === undefined || open === 'minimum' ? usual <= maximum : usual < maximum,
        own,
      ).toBe(true);
      if (whole) expect(Number.isInteger(usual)).toBe(true);
      if (choices) expect([minimum, maximum]).toEqual([0, choices.length - 1]);
    }
  },
);

it.each(['cmaes', 'de'])(
  '%s lets the size of its population be chosen, but takes none too small to vary',
  (name) => {
    const population = hyperparametersOf(METHODS[name]!).find((each) => each.name === 'population')!;
    for (const right of [0, 4, 5, 1e6]) expect(hyperparameterComplaint(population, right)).toBeUndefined();
    for (const wrong of [1, 2, 3]) {
      expect(hyperparameterComplaint(population, wrong)).toBe(
        `population is 0, or lies between 4 and 1000000, not at ${wrong}; its default is 0`,
      );
    }
  },
);
