import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** @typedef {import('../measure/contender.mjs').Contender} Contender */

/**
 * A process that stays alive and times itself: for each line `task count` (or `task count size`) it does the task so many times and
 * answers `nanoseconds answer`, or `error` and a sentence.
 */
export class Child {
  /** @type {((line: string) => void)[]} */
  #waiting = [];
  #ended = '';

  /**
   * @param {string} command
   * @param {readonly string[]} parameters
   */
  constructor(command, parameters) {
    this.process = spawn(command, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
    const end = (/** @type {string} */ reason) => {
      this.#ended = reason;
      for (const answer of this.#waiting.splice(0)) answer(`error ${reason}`);
    };
    this.process.once('error', (error) => end(`${command} could not be started: ${error.message}`));
    this.process.once('close', (code, signal) => end(`${command} ended with ${signal ?? `code ${code}`}`));
    this.process.stdin.on('error', () => {}); // told by `close`
    createInterface(this.process.stdout).on('line', (line) => this.#waiting.shift()?.(line));
  }

  /**
   * @param {string} request
   * @returns {Promise<string>}
   * @throws Error with the child's sentence, or where it has ended.
   */
  async ask(request) {
    if (this.#ended) throw new Error(this.#ended);
    const line = await new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.process.stdin.write(`${request}\n`);
    });
    if (line.startsWith('error ')) throw new Error(line.slice(6));
    return line;
  }

  /**
   * A task of the child as a contender.
   * @param {string} name as in the table: `C`.
   * @param {string} task
   * @param {number} [size]
   * @returns {Contender}
   */
  contender(name, task, size) {
    let answer = Number.NaN;
    return {
      name: `${task} in ${name}`,
      time: async (count) => {
        const line = await this.ask(`${task} ${count} ${size ?? 0}`);
        const [nanoseconds, last] = line.split(' ').map(Number);
        answer = last ?? Number.NaN;
        return nanoseconds ?? Number.NaN;
      },
      answer: () => answer,
    };
  }

  close() {
    this.process.stdin.end();
    this.process.kill();
  }
}
