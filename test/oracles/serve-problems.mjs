// Serves the values of the test problems to another program: reads a line "problem order x1 … xn" and answers "f g1 … gn" or the
// product ("problem 2 x1 … xn v1 … vn"). Started by compare-scipy.py.
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

const bundle = await build({
  stdin: {
    contents: `
      export { parseGd } from './src/frontends/gd/parse-gd.ts';
      export { compileObjective } from './src/core/compile/compile-objective.ts';
      export { Run } from './src/core/run/run.ts';
      export { CLASSICAL_PROBLEMS } from './src/core/problems/index.ts';
      export { MORE_PROBLEMS } from './test/unit/support/more-problems.ts';
      export { FURTHER_PROBLEMS } from './test/unit/support/further-problems.ts';
      export { CUTEST_PROBLEMS } from './test/unit/support/cutest-problems.ts';
      export { JAMIL_YANG_PROBLEMS } from './test/unit/support/jamil-yang-problems.ts';
      export { ANDREI_PROBLEMS } from './test/unit/support/andrei-problems.ts';
      export { LITERATURE_PROBLEMS } from './test/unit/support/literature-problems.ts';`,
    resolveDir: new URL('../..', import.meta.url).pathname,
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
  logLevel: 'error',
});
const code = Buffer.from(bundle.outputFiles[0].contents).toString('base64');
const {
  parseGd,
  compileObjective,
  Run,
  CLASSICAL_PROBLEMS,
  MORE_PROBLEMS,
  FURTHER_PROBLEMS,
  CUTEST_PROBLEMS,
  JAMIL_YANG_PROBLEMS,
  ANDREI_PROBLEMS,
  LITERATURE_PROBLEMS,
} = await import(`data:text/javascript;base64,${code}`);

const problems = [
  ...CLASSICAL_PROBLEMS.map(({ name, definition, starts }) => ({ name, text: definition, start: starts[0] })),
  ...MORE_PROBLEMS,
  ...FURTHER_PROBLEMS,
  ...CUTEST_PROBLEMS,
  ...JAMIL_YANG_PROBLEMS,
  ...ANDREI_PROBLEMS,
  ...LITERATURE_PROBLEMS,
].map(({ name, text, start }) => {
  const { objectives, problems: wrong } = parseGd(text);
  if (wrong.length > 0) throw new Error(`${name}: ${wrong[0].message}`);
  const { objective } = objectives.at(-1);
  return { name, start, objective, compiled: compileObjective(objective) };
});

/** The greatest entry of the gradient at x, to compare ends by SciPy's measure. */
function slopeAt(compiled, x) {
  const g = new Float64Array(x.length);
  compiled.valueAndGradient(Float64Array.from(x), g);
  return Math.max(...g.map(Math.abs));
}

function ours(method, tolerance) {
  return problems.map(({ objective, compiled, start }) => {
    const choice = { method, hyperparameters: {}, gradient: { name: 'backprop', settings: {} } };
    const until = { gradient: tolerance, iterations: 5000 };
    try {
      const run = new Run({ objective, sense: 'minimize', start, choice, until }, () => 0, compiled);
      run.advance(Number.POSITIVE_INFINITY);
      const { f, x, iterations, evaluations, reason } = run.result();
      return { f, iterations, evaluations, reason, slope: slopeAt(compiled, x) };
    } catch (error) {
      return { refused: error.message };
    }
  });
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const [index, order, ...rest] = line.split(' ');
  if (index === 'list') {
    const further = LITERATURE_PROBLEMS.map(({ name }) => name);
    console.log(
      JSON.stringify(problems.map(({ name, start }) => ({ name, start, further: further.includes(name) }))),
    );
  } else if (index === 'ours') console.log(JSON.stringify(ours(order, Number(rest[0]))));
  else {
    const { compiled } = problems[Number(index)];
    const numbers = Float64Array.from(rest.map(Number));
    const out = new Float64Array(compiled.size);
    const x = numbers.slice(0, compiled.size);
    let f = 0;
    if (order === '2') compiled.hessianVector(x, numbers.slice(compiled.size), out);
    else f = compiled.valueAndGradient(x, out);
    console.log([f, ...out].join(' '));
  }
});
