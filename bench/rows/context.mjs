/**
 * What the groups of rows measure with. The library is what dist/descent.mjs exports, and nothing else of the project.
 * @typedef {object} Context
 * @property {typeof import('../../src/library.ts')} library
 * @property {string} file of the library.
 * @property {import('../rivals/start-rivals.mjs').Rivals} rivals
 * @property {number} rounds
 */

/**
 * Some rows of the table, measured together.
 * @typedef {object} Group
 * @property {string} name a word for `--filter`.
 * @property {(context: Context) => Promise<import('../report/row.mjs').Row[]>} measure
 */

export {};
