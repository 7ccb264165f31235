import { type Catalogue, catalogue } from '../../src/core/catalogue/catalogue.ts';
import { compileObjective } from '../../src/core/compile/compile-objective.ts';
import { explainDerivation } from '../../src/core/explain/derivation.ts';
import { explainStep } from '../../src/core/explain/explain-step.ts';
import { viewExpressionGraph } from '../../src/core/expression-graph/view-expression-graph.ts';
import { differenceLadder } from '../../src/core/gradients/difference-errors.ts';
import { estimate } from '../../src/core/gradients/estimate.ts';
import { estimatorPicture } from '../../src/core/gradients/estimator-picture.ts';
import { basinMap, basinStarts } from '../../src/core/run/basins.ts';
import type { MethodChoice } from '../../src/core/run/experiment.ts';
import { Run } from '../../src/core/run/run.ts';
import type { RunResult } from '../../src/core/run/run-result.ts';
import type { Trace } from '../../src/core/run/trace.ts';
import { contours } from '../../src/core/sampling/contours.ts';
import { sampleGradients } from '../../src/core/sampling/gradient-field.ts';
import { isOblique, placeIn, pointAt } from '../../src/core/sampling/plane.ts';
import { makePlane } from '../../src/core/sampling/planes/make-plane.ts';
import { probe } from '../../src/core/sampling/probe.ts';
import { typesetDerivation } from '../../src/host/typeset-derivation.ts';
import { typesetStep } from '../../src/host/typeset-step.ts';
import { basePoint } from '../../src/protocol/base-point.ts';
import type { FromPage, ToPage } from '../../src/protocol/page.ts';
import type { AnswerOf, QuestionName, QuestionOf } from '../../src/protocol/questions.ts';
import { objectiveOf } from '../unit/support/objectives.ts';
import { sceneObjective } from './scene-objective.ts';
import {
  bowl,
  bowlInBox,
  himmelblau,
  longNames,
  manyParameters,
  manyStarts,
  offDomain,
  parabola,
  rosenbrock,
  type Scene,
  sampleField,
  sliceField,
} from './scenes.ts';

const hundreds = () => manyStarts(200);
const costly = (): Scene => ({ ...bowl(), finest: 30 });

const SCENES = {
  ...{
    bowl,
    bowlInBox,
    himmelblau,
    rosenbrock,
    manyStarts,
    hundreds,
    parabola,
    manyParameters,
    costly,
    longNames,
    offDomain,
  },
};

/** As measured once, for Rosenbrock's function. */
const COSTS: AnswerOf<'cost'> = {
  costs: [
    { name: 'jvp', title: 'f and one directional derivative', ratio: 1.6, low: 1.5, high: 1.9 },
    { name: 'forward', title: 'one forward gradient', ratio: 12.4, low: 11.8, high: 14.1 },
    { name: 'backprop', title: 'one backpropagation', ratio: 2.1, low: 2, high: 2.4 },
    { name: 'difference', title: 'one gradient by forward differences', ratio: 3.2, low: 3.1, high: 3.6 },
  ].map((cost) => ({
    ...cost,
    measured: true,
    evaluations: { f: 1, gradient: 0, jvp: 0, hvp: 0 },
  })) as AnswerOf<'cost'>['costs'],
  forward: 12.4,
  backprop: 2.1,
  seconds: 3.1e-9,
  rounds: 40,
};

/** The name of a scene that a page test shows. */
export type SceneName = keyof typeof SCENES;

/** Plays the extension host inside the page: answers `ready` with a scene, and every call as the worker would. */
export function playHost(name: SceneName): void {
  const { state, value, f, finest = Number.POSITIVE_INFINITY }: Scene = SCENES[name]();
  const base = basePoint(state);
  const compiled = sceneObjective(f, state.objective?.coordinates.length ?? 0);
  const { postMessage, ...api } = window.acquireVsCodeApi();
  const ANSWERS: {
    [Name in QuestionName]: (question: QuestionOf<Name>) => AnswerOf<Name> | Promise<AnswerOf<Name>>;
  } = {
    sample: ({ window: wanted, columns, rows, scale }) => {
      const at = (x: number, y: number) =>
        isOblique(wanted) ? f([...pointAt(wanted, base, x, y)]) : value(x, y);
      const field = sampleField(at, wanted, Math.min(columns, finest), Math.min(rows, finest));
      return { field, contours: contours(field, scale && { scale }) };
    },
    slice: ({ run, iteration, lines, samples }) =>
      sliceField(f, iterate(state.runs[run]?.trace, iteration), lines, samples),
    explain: ({ run, iteration }) => {
      const { choice } = state.runs[run]?.plan ?? {};
      if (choice?.rate?.kind !== 'constant') throw new Error('the run has no constant rate');
      const objective = objectiveOf(state.objective?.text ?? '');
      const [start, until] = [state.plan?.start ?? [], { iterations: iteration + 1 }];
      const request = { objective, sense: 'minimize', start, choice: choice as MethodChoice, until } as const;
      return typesetStep(explainStep(request, iteration, compileObjective(objective), () => 0));
    },
    catalogue: () => typesetPlainly(catalogue()),
    probe: ({ x }) => probe(compiled, x),
    gradients: (question) => sampleGradients(compiled, { ...question, base }),
    evaluations: ({ run, iteration, window: wanted }) => {
      const trace = state.runs[run]?.trace;
      if (!trace) throw new Error('the run has no trace');
      const places = Array.from({ length: iteration + 1 }, (_, k) =>
        placeIn(wanted, trace.x, k * trace.dimension),
      );
      const none = new Float64Array(0);
      const { gradient } = probe(compiled, Float64Array.from(iterate(trace, iteration)));
      return {
        places: { f: none, gradient: Float64Array.from(places.flat()), hessian: none },
        counts: { f: 0, gradient: iteration + 1, hessian: 0 },
        // An estimate that is wrong by a fifth.
        seen: gradient.map((entry, i) => entry * (1 + (i % 2 === 0 ? 0.2 : -0.2))),
      };
    },
    basins: ({ run, basins }) => {
      const choice = state.runs[run]?.plan.choice;
      if (choice?.rate?.kind !== 'constant') throw new Error('the run has no constant rate');
      const objective = objectiveOf(state.objective?.text ?? '');
      const real = compileObjective(objective);
      const grid = { ...basins, base };
      const results = basinStarts(grid).map((start) => {
        const until = { gradient: 1e-3, iterations: 300 };
        const request = {
          objective,
          sense: 'minimize',
          start,
          choice: choice as MethodChoice,
          until,
        } as const;
        const one = new Run(request, () => 0, real);
        one.advance(Number.POSITIVE_INFINITY);
        return one.result() as RunResult;
      });
      return basinMap(grid, results, 'minimize', real.value);
    },
    cost: () => COSTS,
    profile: ({ problem, over }) => ({
      problem: `Problem ${problem + 1}`,
      problems: over === 'text' ? 1 : 4,
      methods: ['gd()', 'momentum(momentum = 0.95)'],
      costs: [problem === 3 ? Number.POSITIVE_INFINITY : 100 * (problem + 1), problem === 0 ? 120 : 90],
    }),
    sweep: ({ run, rates }) => {
      const { result } = state.runs[run] ?? {};
      if (!result) throw new Error('the run has no result');
      // Above some rate every run diverges; below it the best is in the middle.
      return rates.map((rate) =>
        rate > 0.004
          ? { ...result, reason: 'diverged' }
          : { ...result, f: 1e-4 + Math.log10(rate / 1e-3) ** 2, reason: 'iterations' },
      );
    },
    plane: (question) => {
      const { kind, key } = question;
      if (kind === 'random')
        return makePlane(compiled, { kind, key, seed: question.seed, origin: Float64Array.from(base) });
      const trace = state.runs[question.run]?.trace;
      if (kind === 'gradient') {
        const origin = Float64Array.from(iterate(trace, question.iteration));
        return makePlane(compiled, { kind, key, origin });
      }
      return makePlane(compiled, { kind, key, path: trace?.x ?? new Float64Array(0) });
    },
    graph: ({ run, iteration, coordinate }) => {
      const x = iterate(state.runs[run]?.trace, iteration);
      return viewExpressionGraph(objectiveOf(state.objective?.text ?? ''), { x, coordinate });
    },
    derive: ({ run, iteration, way, coordinate }) => {
      const x = iterate(state.runs[run]?.trace, iteration);
      const objective = objectiveOf(state.objective?.text ?? '');
      return typesetDerivation(
        explainDerivation(objective, { way, coordinate, x }, compileObjective(objective)),
      );
    },
    estimate: ({ run, iteration, coordinates, ...request }) => {
      const x = iterate(state.runs[run]?.trace, iteration);
      return estimatorPicture(
        estimate({ ...request, objective: objectiveOf(state.objective?.text ?? ''), x }),
        coordinates,
      );
    },
    differences: ({ run, iteration }) =>
      differenceLadder(
        objectiveOf(state.objective?.text ?? ''),
        Float64Array.from(iterate(state.runs[run]?.trace, iteration)),
        undefined,
        4,
      ),
  };
  const answerTo = async (message: FromPage): Promise<ToPage | undefined> => {
    switch (message.type) {
      case 'ready':
        return { type: 'state', state };
      case 'ask': {
        const { id, about } = message;
        try {
          // The names fit together, as in the host.
          const answer = await ANSWERS[about](message.question as never);
          return { type: 'answered', id, about, answer } as ToPage;
        } catch (error) {
          const { message: sentence } = error as Error;
          return { type: 'failed', id, failure: { kind: 'input', message: sentence } };
        }
      }
      default:
        return undefined;
    }
  };
  const answer = async (message: FromPage) => {
    const reply = await answerTo(message);
    if (reply) window.postMessage(reply, '*');
  };
  const acquire = () => ({
    ...api,
    postMessage: (message: unknown) => {
      postMessage(message);
      setTimeout(() => answer(message as FromPage));
    },
  });
  Object.assign(window, { acquireVsCodeApi: acquire });
  const script = document.createElement('script');
  script.type = 'module';
  script.src = '/dist/webview/app.js';
  document.body.append(script);
}

function iterate(trace: Trace | undefined, k: number): number[] {
  if (!trace) throw new Error('the run has no trace');
  const at = trace.iteration.indexOf(k) * trace.dimension;
  return Array.from(trace.x.subarray(at, at + trace.dimension));
}

/** Symbols as MathML without a typesetter: good enough to see where they stand. */
function typesetPlainly(all: Catalogue): Catalogue {
  const settings = <T extends Catalogue['searches'][number]>(entry: T): T => ({
    ...entry,
    settings: entry.settings.map((each) => ({ ...each, symbol: plainly(each.symbol) })),
  });
  return {
    ...all,
    methods: all.methods.map((method) => settings({ ...method, formula: plainly(method.formula) })),
    searches: all.searches.map(settings),
    sources: all.sources.map(settings),
  };
}

const GREEK: Readonly<Record<string, string>> = {
  beta: 'β',
  varepsilon: 'ε',
  gamma: 'γ',
  rho: 'ρ',
  lambda: 'λ',
  mu: 'μ',
  delta: 'δ',
  alpha: 'α',
};

function plainly(tex: string): string {
  const [, base = '', index] = /^\\?([A-Za-z]+)(?:_\{?\\?([A-Za-z0-9]+)\}?)?/.exec(tex) ?? [];
  const letter = `<mi>${GREEK[base] ?? base}</mi>`;
  return `<math>${index ? `<msub>${letter}<mi>${index === 'infty' ? '∞' : index}</mi></msub>` : letter}</math>`;
}
