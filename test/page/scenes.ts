import type { RunResult } from '../../src/core/run/run-result.ts';
import type { Trace } from '../../src/core/run/trace.ts';
import type { Field } from '../../src/core/sampling/field.ts';
import type { PlaneWindow } from '../../src/core/sampling/plane.ts';
import type { SliceLine, SliceSet } from '../../src/core/sampling/slices.ts';
import type { ObjectiveView, PageState, RunView } from '../../src/protocol/page.ts';

/** An objective whose picture the page is to draw, and an experiment with it that was carried out. */
export interface Scene {
  readonly state: PageState;
  /** f at a point of the window's plane. */
  readonly value: (x: number, y: number) => number;
  /** f itself. */
  readonly f: (x: readonly number[]) => number;
  /** The most columns and rows of its field, as where a sample takes long. */
  readonly finest?: number;
}

type Gradient = (x: readonly number[]) => number[];

interface Descent {
  readonly f: (x: readonly number[]) => number;
  readonly gradient: Gradient;
  readonly start: readonly number[];
  readonly rate: number;
  readonly momentum?: number;
  readonly iterations: number;
  readonly decrease?: number;
}

/** Gradient descent, with every iterate recorded. */
export function descend({ f, gradient, start, rate, momentum = 0, iterations, decrease }: Descent): Trace {
  const xs = [[...start]];
  let velocity = start.map(() => 0);
  for (let k = 1; k <= iterations; k++) {
    const before = xs.at(-1) as number[];
    const slope = gradient(before);
    velocity = velocity.map((each, entry) => momentum * each - rate * (slope[entry] as number));
    const next = before.map((each, entry) => each + (velocity[entry] as number));
    xs.push(next);
    if (decrease !== undefined && f(before) - f(next) < decrease) break;
  }
  const column = (of: (x: number[], k: number) => number) => Float64Array.from(xs.map(of));
  return {
    length: xs.length,
    dimension: start.length,
    iteration: column((_, k) => k),
    f: column(f),
    gradientNorm: column((x) => Math.hypot(...gradient(x))),
    step: column((x, k) =>
      k === 0 ? 0 : Math.hypot(...x.map((each, entry) => each - (xs[k - 1]?.[entry] ?? 0))),
    ),
    rate: column((_, k) => (k === 0 ? Number.NaN : rate)),
    evaluations: column((_, k) => 2 * k + 1),
    x: Float64Array.from(xs.flat()),
    stride: 1,
  };
}

/** A run that has ended, of a trace. */
export function runOf(
  trace: Trace,
  plan: Pick<RunView['plan'], 'method' | 'title' | 'detail'>,
  reason: RunResult['reason'],
  message: string,
): RunView {
  const last = trace.length - 1;
  const at = (index: number) => [...trace.x.slice(index * trace.dimension, (index + 1) * trace.dimension)];
  const best = trace.f.indexOf(Math.min(...trace.f));
  return {
    plan: {
      ...plan,
      choice: {
        method: plan.method,
        rate: { kind: 'constant', value: trace.rate[1] as number },
        hyperparameters: {},
        gradient: { name: 'backprop', settings: {} },
      },
      text: `${plan.method}(${plan.detail})`,
      group: 0,
    },
    status: 'done',
    trace,
    result: {
      start: at(0),
      x: at(last),
      f: trace.f[last] as number,
      gradientNorm: trace.gradientNorm[last] as number,
      best: { x: at(best), f: trace.f[best] as number, iteration: best },
      iterations: last,
      evaluations: { f: last + 1, gradient: last + 1, jvp: 0, hvp: 0 },
      reason,
      message,
      seconds: 0.001,
    },
  };
}

/** Runs that are each a group of their own. */
export function grouped(runs: readonly RunView[]) {
  const alone = runs.map((run, group): RunView => ({ ...run, plan: { ...run.plan, group } }));
  const groups = runs.map(({ plan: { group: _, ...plan } }) => ({ ...plan, runs: 1, swept: [] }));
  return { runs: alone, plans: { runs: alone.map(({ plan }) => plan), groups } };
}

/** f sampled over a window, as the worker does. */
export function sampleField(
  value: Scene['value'],
  window: PlaneWindow,
  columns: number,
  rows: number,
): Field {
  const values = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const x = window.x[0] + ((window.x[1] - window.x[0]) * i) / (columns - 1);
      const y = window.y[0] + ((window.y[1] - window.y[0]) * j) / (rows - 1);
      values[j * columns + i] = value(x, y);
    }
  const finite = values.filter(Number.isFinite).sort();
  const [minimum = Number.NaN, maximum = Number.NaN] = [finite[0], finite.at(-1)];
  return { window, columns, rows, values, minimum, maximum };
}

/** f along lines through a point, as the worker does; derivatives by central differences. */
export function sliceField(
  f: Scene['f'],
  x: readonly number[],
  lines: readonly SliceLine[],
  samples: number,
): SliceSet {
  const h = 1e-4;
  return {
    f: f(x),
    at: lines.map(({ coordinate }) => x[coordinate] as number),
    lines: lines.map(({ coordinate, interval }) => {
      const along = (place: number) => f(x.with(coordinate, place));
      const at = x[coordinate] as number;
      const [low, high] = interval;
      return {
        coordinate,
        interval,
        values: Float64Array.from({ length: samples }, (_, i) =>
          along(low + ((high - low) * i) / (samples - 1)),
        ),
        slope: (along(at + h) - along(at - h)) / (2 * h),
        curvature: (along(at + h) - 2 * along(at) + along(at - h)) / h ** 2,
      };
    }),
  };
}

const variable = (name: string, index?: string): string =>
  index ? `<msub><mi>${name}</mi><mn>${index}</mn></msub>` : `<mi>${name}</mi>`;
const squared = (base: string): string => `<msup>${base}<mn>2</mn></msup>`;
const group = (inner: string): string => `<mrow><mo>(</mo>${inner}<mo>)</mo></mrow>`;
const math = (inner: string): string => `<math><mrow>${inner}</mrow></math>`;

const BOWL: ObjectiveView = {
  name: 'J',
  coordinates: ['θ1', 'θ2'],
  text: 'J(θ1, θ2) = θ1^2 + θ2^2',
  mathml: math(
    `<mi>J</mi>${group(`${variable('θ', '1')}<mo>,</mo>${variable('θ', '2')}`)}<mo>=</mo>${squared(variable('θ', '1'))}<mo>+</mo>${squared(variable('θ', '2'))}`,
  ),
  documentation: "The article's bowl.",
  sense: 'minimize',
};

/** The article's experiment: α = 0.2 from (0.75, 0.75) until J falls by less than 1e-3. */
export function bowl(): Scene {
  const f = ([x = 0, y = 0]: readonly number[]) => x * x + y * y;
  const trace = descend({
    f,
    gradient: ([x = 0, y = 0]) => [2 * x, 2 * y],
    start: [0.75, 0.75],
    rate: 0.2,
    iterations: 100,
    decrease: 1e-3,
  });
  const plan = { method: 'gd', title: 'Gradient descent', detail: 'rate = 0.2' };
  const run = runOf(trace, plan, 'decrease', 'f fell by 5.642e-4, less than 1e-3');
  return {
    f,
    value: (x, y) => f([x, y]),
    state: {
      source: 'bowl.gd',
      generation: 1,
      objective: BOWL,
      plan: {
        start: [0.75, 0.75],
        ...grouped([run]).plans,
        text: 'minimize J\n  from  θ1 = 0.75, θ2 = 0.75\n  with  gd(rate = 0.2)\n  until decrease < 1e-3',
        until: { decrease: 1e-3 },
      },
      written: true,
      ...{ adjusted: false, canUndo: false, canRedo: false },
      runs: [run],
      window: { coordinates: [0, 1], x: [-1, 1], y: [-1, 1] },
      busy: false,
    },
  };
}

/** The bowl, where function and parameters have names of many letters. */
export function longNames(): Scene {
  const scene = bowl();
  const [name, ...coordinates] = [
    'regularized_logistic_loss_with_momentum',
    'learning_rate_of_the_first_layer',
    'weight_decay_coefficient_of_all_layers',
  ] as const;
  const text = `${name}(${coordinates}) = ${coordinates.map((each) => `${each}^2`).join(' + ')}`;
  const word = (each: string) => `<mi mathvariant="normal">${each}</mi>`;
  const mathml = math(
    `${word(name)}<mo>=</mo>${coordinates.map((each) => squared(word(each))).join('<mo>+</mo>')}`,
  );
  const objective: ObjectiveView = { ...BOWL, name, coordinates, text, mathml };
  return { ...scene, state: { ...scene.state, objective } };
}

/** Nine runs of one method on the bowl that differ by their seed, as after the experiment of {@link bowl}. */
export function seededRuns(): PageState {
  const { state, f } = bowl();
  const plan = { method: 'gd', title: 'Gradient descent', detail: 'rate = 0.1' };
  const runs = Array.from({ length: 9 }, (_, seed) => {
    const pull = 1 + seed / 10;
    const gradient: Gradient = ([x = 0, y = 0]) => [2 * pull * x, (2 * y) / pull];
    const trace = descend({ f, gradient, start: [0.75, 0.75], rate: 0.1, iterations: 12 + seed });
    return runOf(trace, plan, 'iterations', `it took the ${12 + seed} iterations that were allowed`);
  });
  const { group: _, ...method } = (runs[0] as RunView).plan;
  const groups = [{ ...method, runs: runs.length, swept: ['seed'] }];
  const planned = state.plan && { ...state.plan, runs: runs.map((run) => run.plan), groups };
  return { ...state, generation: 2, runs, ...(planned && { plan: planned }) };
}

/** Three methods on Rosenbrock's function, from the usual start. */
export function rosenbrock(): Scene {
  const f = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
  const gradient: Gradient = ([x = 0, y = 0]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)];
  const start = [-1.2, 1];
  const common = { f, gradient, start };
  const ends = (count: number) => `it took the ${count} iterations that were allowed`;
  const { runs, plans } = grouped([
    runOf(
      descend({ ...common, rate: 5e-4, iterations: 10000 }),
      { method: 'gd', title: 'Gradient descent', detail: 'rate = 5e-4' },
      'iterations',
      ends(10000),
    ),
    runOf(
      descend({ ...common, rate: 2e-4, momentum: 0.95, iterations: 3000 }),
      { method: 'momentum', title: 'Momentum', detail: 'rate = 2e-4, momentum = 0.95' },
      'gradient',
      'the gradient is shorter than 1e-3, at 9.9e-4',
    ),
    runOf(
      descend({ ...common, rate: 0.002, momentum: 0.5, iterations: 400 }),
      { method: 'momentum', title: 'Momentum', detail: 'rate = 0.002, momentum = 0.5' },
      'iterations',
      ends(400),
    ),
  ]);
  return {
    f,
    value: (x, y) => f([x, y]),
    state: {
      source: 'rosenbrock.gd',
      generation: 1,
      objective: {
        name: 'rosenbrock',
        coordinates: ['x', 'y'],
        text: 'rosenbrock(x, y) = (1 - x)^2 + 100*(y - x^2)^2',
        mathml: math(
          `<mi mathvariant="normal">rosenbrock</mi>${group('<mi>x</mi><mo>,</mo><mi>y</mi>')}<mo>=</mo>${squared(group('<mn>1</mn><mo>−</mo><mi>x</mi>'))}<mo>+</mo><mn>100</mn>${squared(group(`<mi>y</mi><mo>−</mo>${squared('<mi>x</mi>')}`))}`,
        ),
        documentation: 'A curved valley with a flat floor.',
        sense: 'minimize',
      },
      plan: {
        start,
        ...plans,
        text: `minimize rosenbrock\n  from  x = -1.2, y = 1\n${runs.map(({ plan }) => `  with  ${plan.text}\n`).join('')}  until gradient < 1e-3, iterations = 10000`,
        until: { gradient: 1e-3, iterations: 10000 },
      },
      written: false,
      ...{ adjusted: false, canUndo: false, canRedo: false },
      runs,
      window: { coordinates: [0, 1], x: [-2, 2], y: [-1, 3] },
      busy: false,
    },
  };
}

/** Rosenbrock's function with one method that runs once, and one that runs from many starts. */
export function manyStarts(count = 60): Scene {
  const scene = rosenbrock();
  const { f } = scene;
  const gradient: Gradient = ([x = 0, y = 0]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)];
  const fraction = (index: number, step: number) => (index * step) % 1;
  const many = Array.from({ length: count }, (_, index) => {
    const start = [-2 + 4 * fraction(index, 0.618), -1 + 4 * fraction(index, 0.755)];
    const trace = descend({ f, gradient, start, rate: 2e-4, momentum: 0.9, iterations: 400 });
    const run = runOf(
      trace,
      { method: 'momentum', title: 'Momentum', detail: 'rate = 2e-4' },
      'iterations',
      'it took the 400 iterations that were allowed',
    );
    return { ...run, plan: { ...run.plan, group: 1, start } };
  });
  const [alone] = scene.state.runs;
  const { plan } = scene.state;
  if (!alone || !plan || !many[0]) throw new Error('the scene has no runs');
  const { group: _, ...common } = many[0].plan;
  return {
    ...scene,
    state: {
      ...scene.state,
      runs: [alone, ...many],
      plan: {
        ...plan,
        runs: [alone.plan, ...many.map((run) => run.plan)],
        groups: [plan.groups[0] as (typeof plan.groups)[number], { ...common, runs: count, swept: [] }],
      },
    },
  };
}

/** The bowl in a box whose border goes through the picture; one of its sides is open. */
export function bowlInBox(): Scene {
  const scene = bowl();
  const { plan } = scene.state;
  if (!plan) throw new Error('the bowl has no plan');
  const bounds = { lower: [0.25, -0.5], upper: [0.875, null] };
  return { ...scene, state: { ...scene.state, plan: { ...plan, bounds } } };
}

/** Four minima, all of them equally good, and two methods that end in different ones. */
export function himmelblau(): Scene {
  const f = ([x = 0, y = 0]: readonly number[]) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2;
  const gradient: Gradient = ([x = 0, y = 0]) => [
    4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
    2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
  ];
  const common = { f, gradient, start: [-0.5, -1] };
  const { runs, plans } = grouped([
    runOf(
      descend({ ...common, rate: 0.01, iterations: 200 }),
      { method: 'gd', title: 'Gradient descent', detail: 'rate = 0.01' },
      'gradient',
      'the gradient is shorter than 1e-6',
    ),
    runOf(
      descend({ ...common, rate: 0.003, momentum: 0.95, iterations: 300 }),
      { method: 'momentum', title: 'Momentum', detail: 'rate = 0.003, momentum = 0.95' },
      'gradient',
      'the gradient is shorter than 1e-6',
    ),
  ]);
  const { state } = rosenbrock();
  return {
    f,
    value: (x, y) => f([x, y]),
    state: {
      ...state,
      source: 'himmelblau.gd',
      objective: {
        ...BOWL,
        name: 'himmelblau',
        coordinates: ['x', 'y'],
        text: 'himmelblau(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2',
        mathml: math(
          `<mi mathvariant="normal">himmelblau</mi><mo>=</mo>${squared(group(`${squared('<mi>x</mi>')}<mo>+</mo><mi>y</mi><mo>−</mo><mn>11</mn>`))}<mo>+</mo>${squared(group(`<mi>x</mi><mo>+</mo>${squared('<mi>y</mi>')}<mo>−</mo><mn>7</mn>`))}`,
        ),
        documentation: 'Four minima.',
      },
      plan: {
        ...plans,
        start: common.start,
        text: 'minimize himmelblau\n  from  x = -0.5, y = -1',
        until: { gradient: 1e-6 },
      },
      runs,
      window: { coordinates: [0, 1], x: [-5, 5], y: [-5, 5] },
    },
  };
}

/** One parameter: a curve instead of a contour plot. */
export function parabola(): Scene {
  const f = ([x = 0]: readonly number[]) => x * x;
  const trace = descend({ f, gradient: ([x = 0]) => [2 * x], start: [2], rate: 0.1, iterations: 20 });
  const { state } = bowl();
  const run = runOf(
    trace,
    { method: 'gd', title: 'Gradient descent', detail: 'rate = 0.1' },
    'iterations',
    'it took the 20 iterations that were allowed',
  );
  return {
    f,
    value: (x) => f([x]),
    state: {
      ...state,
      source: 'parabola.gd',
      objective: {
        ...BOWL,
        coordinates: ['theta'],
        text: 'J(theta) = theta^2',
        mathml: math('<mi>J</mi><mo>=</mo><msup><mi>θ</mi><mn>2</mn></msup>'),
      },
      runs: [run],
      window: { coordinates: [0, 0], x: [-2.2, 2.2], y: [-2.2, 2.2] },
    },
  };
}

/** A start at the border of the domain, where f is infinite: no step is taken. */
export function offDomain(): Scene {
  const f = ([x = 0]: readonly number[]) => x - Math.log(x);
  const gradient: Gradient = ([x = 0]) => [1 - 1 / x];
  const trace = descend({ f, gradient, start: [0], rate: 0.1, iterations: 0 });
  const { state } = parabola();
  const plan = { method: 'gd', title: 'Gradient descent', detail: 'rate = 0.1' };
  const message = 'at the start f is Infinity, at x = 0; choose another start';
  // No step was taken whose rate the trace could tell.
  const stepped = { ...trace, rate: Float64Array.of(Number.NaN, 0.1) };
  const run = { ...runOf(stepped, plan, 'nonfinite', message), trace };
  return {
    f,
    value: (x) => f([x]),
    state: {
      ...state,
      ...(state.plan && { plan: { ...state.plan, start: [0] } }),
      objective: { ...BOWL, coordinates: ['x'], text: 'J(x) = x - log(x)' },
      runs: [run],
      window: { coordinates: [0, 0], x: [-1, 1], y: [-1, 1] },
    },
  };
}

/** Fourteen parameters, drawn in the plane of the first two. */
export function manyParameters(): Scene {
  const f = (x: readonly number[]) => x.reduce((sum, each, entry) => sum + (entry + 1) * each * each, 0);
  const start = Array.from({ length: 14 }, (_, entry) => 1 - entry / 20);
  const trace = descend({
    f,
    gradient: (x) => x.map((each, entry) => 2 * (entry + 1) * each),
    start,
    rate: 0.03,
    iterations: 60,
  });
  const { state } = bowl();
  const run = runOf(
    trace,
    { method: 'gd', title: 'Gradient descent', detail: 'rate = 0.03' },
    'iterations',
    'it took the 60 iterations that were allowed',
  );
  const coordinates = Array.from({ length: 14 }, (_, entry) => `w[${entry + 1}]`);
  return {
    f,
    value: (x, y) => x * x + 2 * y * y,
    state: {
      ...state,
      ...(state.plan && { plan: { ...state.plan, start } }),
      source: 'many.gd',
      objective: { ...BOWL, name: 'L', coordinates, text: 'L(w[14]) = sum(w.^2)' },
      runs: [run],
      window: { coordinates: [0, 1], x: [-0.2, 1.2], y: [-0.2, 1.2] },
    },
  };
}
