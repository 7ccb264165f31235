import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';

/** Every test file is a bundle with a file system of its own. */
const SCHEME = `memory-${randomUUID()}`;

const EXTENSIONS: Readonly<Record<string, string>> = {
  descent: 'gd',
  python: 'py',
  javascript: 'js',
  typescript: 'ts',
};

const contents = new Map<string, Uint8Array>();
const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();

function refuse(): never {
  throw vscode.FileSystemError.NoPermissions('the files of a test are opened, changed and saved');
}

const files: vscode.FileSystemProvider = {
  onDidChangeFile: changed.event,
  watch: () => new vscode.Disposable(() => undefined),
  stat: (uri) => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: read(uri).length }),
  readFile: (uri) => read(uri),
  writeFile: (uri, content) => void contents.set(uri.toString(), content),
  readDirectory: () => [],
  createDirectory: refuse,
  delete: refuse,
  rename: refuse,
};

function read(uri: vscode.Uri): Uint8Array {
  const content = contents.get(uri.toString());
  if (!content) throw vscode.FileSystemError.FileNotFound(uri);
  return content;
}

let registered = false;

/**
 * A new file in a folder of its own, in a file system that is not the disk's: unlike an untitled document, whose name is
 * given again to the next one, no test finds what another has left.
 */
export function makeFile(content: string, language: string): vscode.Uri {
  if (!registered) vscode.workspace.registerFileSystemProvider(SCHEME, files);
  registered = true;
  const path = `/${contents.size + 1}/text.${EXTENSIONS[language] ?? 'txt'}`;
  const uri = vscode.Uri.from({ scheme: SCHEME, path });
  contents.set(uri.toString(), new TextEncoder().encode(content));
  return uri;
}
