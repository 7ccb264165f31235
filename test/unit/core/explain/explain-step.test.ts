import { describe, expect, test } from 'vitest';
import { compileObjective } from '../../../../src/core/compile/compile-objective.ts';
import { explainStep } from '../../../../src/core/explain/explain-step.ts';
import { METHODS } from '../../../../src/core/methods/registry.ts';
import { Run } from '../../../../src/core/run/run.ts';
import type { RunRequest } from '../../../../src/core/run/run-request.ts';
import { objectiveOf } from '../../support/objectives.ts';

const BOWL = 'J(θ1, θ2) = θ1^2 + θ2^2';

function request(text: string, method: string, start: number[], rate = 0.2): RunRequest {
  return {
    objective: objectiveOf(text),
    sense: 'minimize',
    start,
    choice: {
      method,
      rate: { kind: 'constant', value: rate },
      hyperparameters: {},
      gradient: { name: 'backprop', settings: {} },
    },
    until: { iterations: 100 },
  };
}

const explain = (asked: RunRequest, k: number) =>
  explainStep(asked, k, compileObjective(asked.objective), () => 0);

describe('a step', () => {
  test('of one parameter has a derivative, no partial one', () => {
    const step = explain(request('J(theta) = theta^2', 'gd', [3]), 0);
    expect(step.gradient.map(({ left, value }) => [left, value])).toEqual([
      [String.raw`\frac{d J}{d \theta}`, '6'],
    ]);
  });

  test("of the article's descent, with its temporaries", () => {
    const step = explain(request(BOWL, 'gd', [0.75, 0.75]), 0);
    expect(step.gradient[0]).toEqual({
      left: String.raw`\frac{\partial J}{\partial \theta_{1}}`,
      value: '1.5',
      number: expect.closeTo(1.5, 9),
    });
    expect(step.temporaries).toEqual([
      {
        left: String.raw`\mathrm{temp}_{1}`,
        right: String.raw`0.75 - 0.2 \cdot 1.5`,
        value: '0.45',
        number: expect.closeTo(0.45, 9),
      },
      {
        left: String.raw`\mathrm{temp}_{2}`,
        right: String.raw`0.75 - 0.2 \cdot 1.5`,
        value: '0.45',
        number: expect.closeTo(0.45, 9),
      },
    ]);
    expect(step.rest).toBe(0);
  });

  test('is cut to the box, and leads where the run goes', () => {
    const bounds = { lower: [0.5, Number.NEGATIVE_INFINITY], upper: [Number.POSITIVE_INFINITY, 0.4] };
    const asked = { ...request(BOWL, 'gd', [0.75, 0.25]), bounds };
    const step = explain(asked, 0);
    expect(step.temporaries).toEqual([
      {
        left: String.raw`\mathrm{temp}_{1}`,
        right: String.raw`\max(0.5, 0.75 - 0.2 \cdot 1.5)`,
        value: '0.5',
        number: expect.closeTo(0.5, 9),
      },
      {
        left: String.raw`\mathrm{temp}_{2}`,
        right: String.raw`\min(0.4, 0.25 - 0.2 \cdot 0.5)`,
        value: '0.15',
        number: expect.closeTo(0.15, 9),
      },
    ]);
    expect(step.sequential).toBeUndefined();
  });

  test('sees the gradient as it was clipped', () => {
    const asked = request(BOWL, 'gd', [3, 4]);
    const choice = { ...asked.choice, hyperparameters: { clip: 1 } };
    const step = explain({ ...asked, choice }, 0);
    expect(step.temporaries.map(({ right, value }) => [right, value])).toEqual([
      [String.raw`3 - 0.2 \cdot 0.6`, '2.88'],
      [String.raw`4 - 0.2 \cdot 0.8`, '3.84'],
    ]);
  });

  test('east, then north, ends elsewhere where the entries depend on each other', () => {
    const step = explain(request('f(x, y) = x^2 + x*y + y^2', 'gd', [1, 1]), 0);
    expect(step.temporaries.map(({ value }) => value)).toEqual(['0.4', '0.4']);
    expect(step.sequential?.map(({ value }) => value)).toEqual(['0.4', '0.52']);
  });

  test('of momentum takes the velocity up, and brackets what is negative', () => {
    const step = explain(request(BOWL, 'momentum', [0.75, 0.75]), 1);
    expect(step.state[0]).toEqual({
      left: 'v_{1}',
      right: String.raw`0.9 \cdot (-0.3) - 0.2 \cdot 0.9`,
      value: '-0.45',
      number: expect.closeTo(-0.45, 9),
    });
    expect(step.temporaries[0]?.right).toBe('0.45 + (-0.45)');
  });

  test.each(Object.keys(METHODS))('of %s leads where the run goes', (method) => {
    const asked = request('f(x, y) = (1 - x)^2 + 5*(y - x^2)^2', method, [-1.2, 1], 0.01);
    let run: Run;
    try {
      run = new Run(asked, () => 0);
    } catch {
      const { rate: _, ...choice } = asked.choice; // one that finds its rate itself
      Object.assign(asked, { choice });
      run = new Run(asked, () => 0);
    }
    run.advance(Number.POSITIVE_INFINITY);
    const { x } = run.trace();
    const step = explain(asked, 3);
    const reached = step.temporaries.map(({ value }) => Number(value.replace(/ \\cdot 10\^\{(.*)\}/, 'e$1')));
    expect(reached[0]).toBeCloseTo(x[8] as number, 4);
    expect(reached[1]).toBeCloseTo(x[9] as number, 4);
  });
});
