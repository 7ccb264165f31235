import { parseArgs } from 'node:util';
import { CliError } from './cli-error.ts';
import { evalCommand } from './eval-command.ts';
import { liftCommand } from './lift-command.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Descent on the command line.

  descent run FILE.gd [--objective NAME] [--json] [--trace OUT.csv] [--svg OUT.svg]
      carries out the experiments of a file; without one, an objective runs with the defaults
  descent eval FILE --at "x = 1, y = 2" [--objective NAME] [--gradient backprop|forward] [--hessian] [--json]
      value, gradient and, with --hessian, all second derivatives at a point; FILE may be .gd, .py, .js or .ts
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
  } else if (command === 'lift') {
    const { file, values } = read(rest, OPTIONS.lift);
    const { output, notes } = await liftCommand(file, values.json ?? false);
    if (notes !== '') console.error(notes);
    console.log(output);
  } else {
    throw new CliError(`there is no command ${command}; there is run, eval and lift\n\n${USAGE}`, 2);
  }
}

/** One file and the options of a command. */
function read<O extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  args: readonly string[],
  options: O,
) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: options as NonNullable<O>,
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) {
      throw new CliError(
        file === undefined ? 'a file is missing' : `one file is read at a time, not also ${more.join(', ')}`,
        2,
      );
    }
    return { file, values };
  } catch (error) {
    if (error instanceof CliError) throw new CliError(`${error.message}\n\n${USAGE}`, 2);
    throw new CliError(`${(error as Error).message}\n\n${USAGE}`, 2);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const known = error instanceof CliError;
  console.error(
    error instanceof Error ? (known ? error.message : `descent: ${error.message}`) : String(error),
  );
  process.exitCode = known ? error.exitCode : 1;
});
