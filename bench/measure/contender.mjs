/**
 * One side of a comparison: something that can be done `count` times in a row.
 * @typedef {object} Contender
 * @property {string} name
 * @property {(count: number) => number | Promise<number>} time does it `count` times; the nanoseconds that all took together.
 * @property {() => number | Promise<number>} answer a number that tells what the last `time` computed; contenders that do the
 *   same have the same answer.
 */

/** Where results go that nobody reads, so that no engine may leave out computing them. */
export const sink = { total: 0 };

let loops = 0;

/**
 * A contender of this process.
 * @param {string} name
 * @param {(count: number) => void} run
 * @param {() => number} answer
 * @returns {Contender}
 */
export function local(name, run, answer) {
  return {
    name,
    time: (count) => {
      const begin = process.hrtime.bigint();
      run(count);
      return Number(process.hrtime.bigint() - begin);
    },
    answer,
  };
}

/**
 * Evaluates a value with its gradient over and over, in a loop of its own: V8 learns about each call site apart, so that
 * contenders do not spoil each other. The loop's text has a number, because functions made of one text share what V8 learns. The first entry of x alternates in its seventh digit, so that no evaluation may be saved.
 * @param {string} name
 * @param {(x: Float64Array, g: Float64Array) => number} f
 * @param {readonly number[]} start
 * @returns {Contender} whose answer after one evaluation is f + Σ∇f at the start.
 */
export function evaluations(name, f, start) {
  const x = Float64Array.from(start);
  const g = new Float64Array(x.length);
  let last = 0;
  const loop = new Function(
    'f, x, g, sink, x0',
    `return (count) => { // ${++loops}
      let last = 0, total = 0;
      for (let i = 0; i < count; i++) {
        x[0] = x0 + (i & 1) * 1e-6;
        last = f(x, g);
        total += last + g[0];
      }
      sink.total += total;
      return last;
    };`,
  )(f, x, g, sink, x[0]);
  return local(
    name,
    (count) => {
      last = loop(count);
    },
    () => g.reduce((sum, entry) => sum + entry, last),
  );
}
