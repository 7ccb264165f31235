/**
 * What a measure may be at most, or has to be at least.
 * @typedef {{ readonly most: number } | { readonly least: number }} Aim
 */

/**
 * A row of the table.
 * @typedef {object} Row
 * @property {string} what
 * @property {number} [measured] absent where it could not be measured.
 * @property {'' | 'ms' | 's'} unit of `measured`; a ratio has none.
 * @property {Aim} [aim] absent where the row only informs.
 * @property {string} [absent] why it could not be measured: "no gcc".
 * @property {Readonly<Record<string, number>>} nanoseconds the times behind the ratio.
 */

/**
 * The ratio of two times of one and the same run.
 * @param {string} what
 * @param {readonly [name: string, nanoseconds: number]} over
 * @param {readonly [name: string, nanoseconds: number]} under
 * @param {Aim} [aim]
 * @returns {Row}
 */
export function ratio(what, over, under, aim) {
  const row = {
    what,
    measured: over[1] / under[1],
    unit: /** @type {const} */ (''),
    nanoseconds: Object.fromEntries([over, under]),
  };
  return aim ? { ...row, aim } : row;
}

/**
 * A time.
 * @param {string} what
 * @param {number} nanoseconds
 * @param {'ms' | 's'} unit
 * @param {Aim} aim
 * @returns {Row}
 */
export const time = (what, nanoseconds, unit, aim) => ({
  what,
  measured: nanoseconds / { ms: 1e6, s: 1e9 }[unit],
  unit,
  aim,
  nanoseconds: { ours: nanoseconds },
});

/**
 * A row that could not be measured.
 * @param {string} what
 * @param {string} reason
 * @param {Aim} [aim]
 * @returns {Row}
 */
export const absent = (what, reason, aim) => ({
  what,
  unit: '',
  absent: reason,
  nanoseconds: {},
  ...(aim ? { aim } : {}),
});

/**
 * Whether a row meets its aim; undefined where it has none or was not measured.
 * @param {Row} row
 * @returns {boolean | undefined}
 */
export function isMet({ measured, aim }) {
  if (measured === undefined || !aim) return undefined;
  return 'most' in aim ? measured <= aim.most : measured >= aim.least;
}
