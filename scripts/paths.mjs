import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Where everything goes that may be deleted at any time: test bundles, results, screenshots, user data of `npm start`. */
export const cache = path.join(root, '.cache');

/**
 * A path as a reader of the output wants it: from the project's folder, with forward slashes.
 * @param {string} file
 */
export const relative = (file) => path.relative(root, file).replaceAll(path.sep, '/');

/** The .vsix that the tests package, install and run. */
export const packagedExtension = path.join(cache, 'descent.vsix');
