import { parseArgs } from 'node:util';
import { CliError } from './cli-error.ts';
import { costCommand } from './cost-command.ts';
import { estimateCommand } from './estimate-command.ts';
import { evalCommand } from './eval-command.ts';
import { liftCommand } from './lift-command.ts';
import { methodsCommand } from './methods-command.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Descent on the command line.

  descent run FILE.gd [--objective NAME] [--json] [--trace OUT.csv] [--svg OUT.svg]
      carries out the experiments of a file; without one, an objective runs with the defaults
  descent eval FILE --at "x = 1, y = 2" [--objective NAME] [--gradient backprop|forward] [--hessian] [--json]
      value, gradient and, with --hessian, all second derivatives at a point; FILE may be .gd, .py, .js or .ts
  descent estimate FILE --at "x = 1, y = 2" [--objective NAME] [--gradient "forward(seed = 0)"] [--samples 1000000] [--json]
      mean, spread and bias of a gradient source at a point, and its squared error against theory
  descent cost FILE --at "x = 1, y = 2" [--objective NAME] [--json]
      the time of a forward gradient, a backpropagation and finite differences relative to one evaluation of f
  descent methods [--json]
      every method, line search and gradient source with its arguments
  descent lift FILE [--json]
      the objectives found in a file of code, as .gd text

Exit code 0: done; 1: something in the input is wrong; 2: the call is.`;

const OPTIONS = {
  run: {
    objective: { type: 'string' },
    json: { type: 'boolean' },
    trace: { type: 'string' },
    svg: { type: 'string' },
  },
  eval: {
    objective: { type: 'string' },
    at: { type: 'string' },
    gradient: { type: 'string' },
    hessian: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  estimate: {
    objective: { type: 'string' },
    at: { type: 'string' },
    gradient: { type: 'string' },
    samples: { type: 'string' },
    json: { type: 'boolean' },
  },
  cost: {
    objective: { type: 'string' },
    at: { type: 'string' },
    json: { type: 'boolean' },
  },
  methods: { json: { type: 'boolean' } },
  lift: { json: { type: 'boolean' } },
} as const;

async function main([command, ...rest]: readonly string[]): Promise<void> {
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    console.log(USAGE);
    if (command === undefined) process.exitCode = 2;
    return;
  }
  if (command === 'run') {
    const { file, values } = read(rest, OPTIONS.run);
    const { objective, json = false, trace, svg } = values;
    console.log(await runCommand(file, { objective, json, trace, svg }));
  } else if (command === 'eval') {
    const { file, values } = read(rest, OPTIONS.eval);
    const { objective, at, gradient = 'backprop', hessian = false, json = false } = values;
    console.log(await evalCommand(file, { objective, at, gradient, hessian, json }));
  } else if (command === 'estimate') {
    const { file, values } = read(rest, OPTIONS.estimate);
    const { objective, at, gradient = 'forward', samples = '10000', json = false } = values;
    console.log(await estimateCommand(file, { objective, at, gradient, samples, json }));
  } else if (command === 'cost') {
    const { file, values } = read(rest, OPTIONS.cost);
    const { objective, at, json = false } = values;
    console.log(await costCommand(file, { objective, at, json }));
  } else if (command === 'methods') {
    console.log(methodsCommand(readAlone(rest, OPTIONS.methods).json ?? false));
  } else if (command === 'lift') {
    const { file, values } = read(rest, OPTIONS.lift);
    const { output, notes } = await liftCommand(file, values.json ?? false);
    if (notes !== '') console.error(notes);
    console.log(output);
  } else {
    throw new CliError(
      `there is no command ${command}; there is run, eval, estimate, cost, methods and lift\n\n${USAGE}`,
      2,
    );
  }
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

/** One file and the options of a command. */
function read<O extends Options>(args: readonly string[], options: O) {
  const { positionals, values } = parse(args, options);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw misused(
      file === undefined ? 'a file is missing' : `one file is read at a time, not also ${more.join(', ')}`,
    );
  }
  return { file, values };
}

/** The options of a command that reads no file. */
function readAlone<O extends Options>(args: readonly string[], options: O) {
  const { positionals, values } = parse(args, options);
  if (positionals.length > 0) throw misused(`no file is read here; leave ${positionals.join(', ')} out`);
  return values;
}

function parse<O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw misused((error as Error).message);
  }
}

function misused(message: string): CliError {
  return new CliError(`${message}\n\n${USAGE}`, 2);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const known = error instanceof CliError;
  console.error(
    error instanceof Error ? (known ? error.message : `descent: ${error.message}`) : String(error),
  );
  process.exitCode = known ? error.exitCode : 1;
});
