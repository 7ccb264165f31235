import { expect, test } from 'vitest';
import type { Experiment } from '../../../src/core/run/experiment.ts';
import { parseGd } from '../../../src/frontends/gd/parse-gd.ts';
import { readPageMessage } from '../../../src/host/page-message.ts';
import { readChange } from '../../../src/host/read-change.ts';
import type { PageChange } from '../../../src/protocol/page.ts';

const adjust = (change: unknown) => readPageMessage({ type: 'adjust', gesture: 3, change });

test.each<PageChange>([
  { kind: 'start', x: [1, -2.5] },
  { kind: 'method', run: 0, method: 'adam' },
  { kind: 'rate', run: 1, rate: { kind: 'constant', value: 0.2 } },
  { kind: 'rate', run: 1, rate: { kind: 'schedule', text: '0.1*exp(-k)' } },
  { kind: 'rate', run: 1, rate: { kind: 'search', search: 'wolfe', settings: { c2: 0.3 } } },
  { kind: 'rate', run: 1 },
  { kind: 'hyperparameter', run: 0, name: 'momentum', value: 0.9 },
  {
    kind: 'gradient',
    run: 0,
    gradient: { name: 'forward', settings: { tangents: 2, distribution: 'rademacher' } },
  },
  { kind: 'until', until: { gradient: 1e-8, iterations: 100 } },
  { kind: 'sense', sense: 'maximize' },
])('the change %j arrives as it was sent', (change) => {
  expect(adjust(change)).toEqual({ type: 'adjust', gesture: 3, change });
});

test('no clipping arrives although JSON has no infinity', () => {
  const change = JSON.parse(
    JSON.stringify({ kind: 'hyperparameter', run: 0, name: 'clip', value: Number.POSITIVE_INFINITY }),
  );
  expect(adjust(change)).toMatchObject({ change: { value: Number.POSITIVE_INFINITY } });
});

test.each<unknown>([
  { kind: 'start', x: [Number.NaN] },
  { kind: 'start', x: 'here' },
  { kind: 'remove', run: -1 },
  { kind: 'rate', run: 0, rate: { kind: 'constant', value: '1' } },
  { kind: 'rate', run: 0, rate: { kind: 'magic' } },
  { kind: 'until', until: { iterations: 'many' } },
  { kind: 'sense', sense: 'sideways' },
  {},
  undefined,
])('%j is no change', (change) => {
  expect(adjust(change)).toMatchObject({ type: 'invalid' });
});

test('a rate is read from the text that was typed, with what is wrong with it', () => {
  const experiment: Experiment = {
    objective: 'J',
    sense: 'minimize',
    until: {},
    methods: [{ method: 'gd', hyperparameters: {}, gradient: { name: 'backprop', settings: {} } }],
  };
  const typed = (text: string) =>
    readChange({ kind: 'rate', run: 0, rate: { kind: 'schedule', text } }, experiment);
  expect(typed('0.1*exp(-k)')).toMatchObject({ rate: { kind: 'schedule', text: '0.1*exp(-k)' } });
  expect(typed('1/8')).toMatchObject({ rate: { kind: 'constant', value: 0.125 } });
  expect(typed('wolfe(c2 = 0.3)')).toMatchObject({ rate: { kind: 'search', settings: { c2: 0.3 } } });
  const { definitions } = parseGd('a = 0.4\nhalved(k) = a/2^k\nJ(x) = x^2');
  const named = (text: string) =>
    readChange({ kind: 'rate', run: 0, rate: { kind: 'schedule', text } }, experiment, definitions);
  expect(named('a/2')).toMatchObject({ rate: { kind: 'constant', value: 0.2 } });
  expect(named('halved(k)')).toMatchObject({ rate: { kind: 'schedule', text: 'halved(k)' } });
  expect(() => typed('a/2')).toThrow(/a/);
  expect(() => typed('0.1*')).toThrow();
  expect(() => typed('')).toThrow(/the rate is empty/);
  expect(() => typed('[0.1, 0.2]')).toThrow(/not one rate/);
  expect(() => typed('-1')).toThrow(/positive number/);
});
