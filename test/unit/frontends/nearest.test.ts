import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../../src/frontends/nearest.ts';

const NAMES = ['gd', 'momentum', 'adam', 'nesterov', 'rosenbrock'];

test.each([
  ['adm', 'adam'],
  ['Adam', 'adam'],
  ['adma', 'adam'],
  ['momentm', 'momentum'],
  ['momemtun', 'momentum'],
  ['rosenbrok', 'rosenbrock'],
  ['dg', 'gd'],
  ['gdx', 'gd'],
])('%s is most like %s', (written, expected) => {
  expect(nearest(written, NAMES)).toBe(expected);
});

test.each(['bfgs', 'x', '', 'optimizer', 'constructor'])('%j is like none', (written) => {
  expect(nearest(written, NAMES)).toBeUndefined();
});

test('a name with one letter changed is found among names that are far apart', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('momentum', 'nesterov', 'rosenbrock'),
      fc.nat(),
      fc.constantFrom('x', 'q', ''),
      (name, at, letter) => {
        const place = at % name.length;
        expect(nearest(name.slice(0, place) + letter + name.slice(place + 1), NAMES)).toBe(name);
      },
    ),
  );
});
