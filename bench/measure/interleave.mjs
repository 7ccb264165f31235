import { sink } from './contender.mjs';

/** @typedef {import('./contender.mjs').Contender} Contender */

/** One timing takes at least so long, in nanoseconds: a thousand times the clock's grain and the cost of asking for it. */
const LEAST = 2e6;
/** Each contender is warmed up for so long, in nanoseconds, so that V8 has optimized it before it counts. */
const WARM_UP = 200e6;
/** Contenders that do the same agree to this relative difference: different orders of summation, and a rate's rounding. */
const AGREEMENT = 1e-6;

/**
 * Times contenders round by round, one timing of each in every round, so that what disturbs the machine disturbs all alike.
 *
 * @template {{ [name: string]: Contender }} Contenders
 * @param {Contenders} contenders
 * @param {object} options
 * @param {number} options.rounds
 * @param {boolean} [options.agree] false where the contenders do not compute the same number.
 * @param {boolean} [options.once] a timing is one repetition, however long that takes.
 * @returns {Promise<{ [Name in keyof Contenders]: number }>} for each the nanoseconds of one repetition in its best round.
 * @throws Error where the contenders' answers differ: then they do not do the same work.
 */
export async function interleave(contenders, { rounds, agree = true, once = false }) {
  const names = Object.keys(contenders);
  if (agree) await requireAgreement(Object.values(contenders));
  /** @type {Record<string, number>} */
  const counts = {};
  for (const name of names) counts[name] = once ? 1 : await calibrate(contenders[name]);
  /** @type {Record<string, number>} */
  const best = {};
  for (let round = 0; round < rounds; round++) {
    // Every other round goes backwards, so that nobody always runs after the one that fills the caches.
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const name of order) {
      const each = (await contenders[name].time(counts[name])) / counts[name];
      best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, each);
    }
  }
  return /** @type {{ [Name in keyof Contenders]: number }} */ (best);
}

/**
 * Warms a contender up and finds the number of repetitions that one timing needs.
 * @param {Contender} contender
 */
async function calibrate(contender) {
  let count = 1;
  let spent = 0;
  let taken = 0;
  while (taken < LEAST || spent < WARM_UP) {
    taken = await contender.time(count);
    spent += taken;
    if (taken < LEAST) count = Math.max(count + 1, Math.ceil(count * Math.min(10, (1.3 * LEAST) / taken)));
  }
  return count;
}

/** @param {Contender[]} contenders */
async function requireAgreement(contenders) {
  const answers = [];
  for (const contender of contenders) {
    await contender.time(1);
    answers.push(await contender.answer());
  }
  const first = answers[0] ?? 0;
  sink.total += first;
  answers.forEach((answer, i) => {
    if (!(Math.abs(answer - first) <= AGREEMENT * Math.max(1, Math.abs(first)))) {
      throw new Error(
        `${contenders[i]?.name} computes ${answer} where ${contenders[0]?.name} computes ${first}: not the same work`,
      );
    }
  });
}
