import { spawn } from 'node:child_process';
import path from 'node:path';

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, timeout?: number }} [options] `show` lets the output through to ours;
 *   without it the output is kept, and told only in the error.
 * @returns {Promise<string>} what it wrote, empty with `show`.
 * @throws when it cannot be started, ends with another code than 0 or takes longer than `timeout` milliseconds.
 */
export function run(command, parameters, { cwd, env = process.env, show = false, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      ...(cwd && { cwd }),
      ...(timeout && { timeout }),
      env,
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && !path.isAbsolute(command), // npm is a .cmd there
    });
    let output = '';
    const keep = (/** @type {Buffer} */ data) => {
      output += data;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      reject(
        new Error(
          `${[command, ...parameters].join(' ')} ended with ${signal ?? `code ${code}`}\n${output}`.trim(),
        ),
      );
    });
  });
}
