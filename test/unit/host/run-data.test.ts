import { expect, test } from 'vitest';
import { parseGd } from '../../../src/frontends/gd/parse-gd.ts';
import { objectiveView } from '../../../src/host/page-model.ts';
import { runFile, runsCsv, runsJson } from '../../../src/host/run-data.ts';
import { bowl } from '../../page/scenes.ts';

test('CSV has the columns of the command line, a row per iteration', () => {
  const lines = runsCsv(bowl().state).trimEnd().split('\n');
  expect(lines[0]).toBe('objective,run,method,iteration,f,gradientNorm,step,rate,evaluations,θ1,θ2');
  expect(lines).toHaveLength(10);
  expect(lines[1]).toMatch(/^J,1,gd\(rate = 0\.2\),0,1\.125,2\.12132034\d+,0,NaN,1,0\.75,0\.75$/);
});

test('JSON has the experiment, results and traces; what is not finite is a text', () => {
  const read = JSON.parse(runsJson(bowl().state));
  expect(read).toMatchObject({ file: 'bowl.gd', objective: 'J', coordinates: ['θ1', 'θ2'] });
  expect(read.experiment).toContain('minimize J');
  expect(read.runs[0].reason).toBe('decrease');
  expect(read.runs[0].trace.rate.slice(0, 2)).toEqual(['NaN', 0.2]);
  expect(read.runs[0].trace.x[0]).toEqual([0.75, 0.75]);
});

test('the experiment is a file that is read back as the same', () => {
  const { state } = bowl();
  const module = parseGd(runFile(state) ?? '');
  expect(module.problems).toEqual([]);
  expect(module.experiments.map(({ experiment }) => experiment)).toMatchObject([
    { objective: 'J', start: [0.75, 0.75], until: { decrease: 1e-3 } },
  ]);
});

test('a file that stands by itself has what its rates build on', () => {
  const text = `η = 0.1
slower = 0.01
fade(k) = exp(-slower*k)
unused = 3
f(x) = (x - 1)^2

minimize f
  with gd(rate = η*fade(k))`;
  const { objectives, experiments } = parseGd(text);
  const [{ objective }, { experiment }] = [objectives.at(-1), experiments[0]] as [
    (typeof objectives)[number],
    (typeof experiments)[number],
  ];
  const view = objectiveView(objective, experiment, '');
  expect(view.text.split('\n')).toEqual([
    'η = 0.1',
    'slower = 0.01',
    'fade(k) = exp(-slower*k)',
    'f(x) = (x - 1)^2',
  ]);
  expect(parseGd(`${view.text}\n\nminimize f\n  with gd(rate = η*fade(k))`).problems).toEqual([]);
});
