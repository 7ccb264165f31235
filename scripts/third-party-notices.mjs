import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * The licences of the packages that files come from, one after the other, as the packages have them.
 * @param {readonly string[]} files from the project's root; those that lie in no package are passed over.
 * @throws Error where a package has no licence.
 */
export async function thirdPartyNotices(files) {
  const folders = new Set(
    files.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
  );
  const notices = await Promise.all([...folders].sort().map(notice));
  return ['Descent contains parts of these packages.', ...new Set(notices)].join(`\n\n${'─'.repeat(80)}\n\n`);
}

/** @param {string} folder */
async function notice(folder) {
  const { name, version, license } = JSON.parse(
    await readFile(path.join(root, folder, 'package.json'), 'utf8'),
  );
  const names = (await readdir(path.join(root, folder))).filter((file) =>
    /^(licen[cs]e|notice)\b/i.test(file),
  );
  if (names.length === 0 && !license) throw new Error(`${name} has no licence; it cannot be shipped`);
  const texts = await Promise.all(names.map((file) => readFile(path.join(root, folder, file), 'utf8')));
  return [`${name} ${version}, ${license}`, ...texts.map((text) => text.trim())].join('\n\n');
}
