/** Ends the command line with a message on stderr. Exit code 1: the input is wrong; 2: the call is. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
    this.name = 'CliError';
  }
}
