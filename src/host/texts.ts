import * as vscode from 'vscode';
import type { Lifter } from '../frontends/code/lifter.ts';
import type { GdModule } from '../frontends/gd/gd-module.ts';
import type { LiftResult } from '../frontends/lift.ts';
import { codeLanguage } from './code-language.ts';
import type { Ownership } from './ownership.ts';
import { VersionCache } from './version-cache.ts';

/** Texts longer than this, in UTF-16 units, are not read. */
export const LONGEST_TEXT = 1 << 20;

const NOTHING_LIFTED: LiftResult = { objectives: [], refusals: [] };

/** What documents say: `.gd` modules and objectives in code, read at most once per version. */
export class Texts {
  readonly #extension: vscode.Uri;
  readonly #modules: VersionCache<GdModule | undefined>;
  readonly #lifted: VersionCache<LiftResult>;
  #lifter: Promise<Lifter> | undefined;

  /** @param extension the folder of the extension, which holds the grammars. */
  constructor(extension: vscode.Uri, ownership: Ownership) {
    this.#extension = extension;
    this.#modules = new VersionCache(async (document) => {
      const text = document.getText();
      if (text.length > LONGEST_TEXT || !(await ownership.isOurs(document))) return undefined;
      return this.parse(text);
    });
    this.#lifted = new VersionCache(async (document) => {
      const text = document.getText();
      const language = codeLanguage(document.languageId);
      if (!language || text.length > LONGEST_TEXT) return NOTHING_LIFTED;
      const { lift } = await this.lifter();
      return lift(text, language);
    });
  }

  /** What a `.gd` document says; `undefined` for one that is not ours, or too long. */
  module(document: vscode.TextDocument): Promise<GdModule | undefined> {
    return this.#modules.get(document);
  }

  /** The objectives in a document of code; none where it is too long, or in a language that is not read. */
  lifted(document: vscode.TextDocument): Promise<LiftResult> {
    return this.#lifted.get(document);
  }

  /** Reads `.gd` text. */
  async parse(text: string): Promise<GdModule> {
    // Loaded with the first text: activation does not wait for mathjs.
    const { parseGd } = await import('../frontends/gd/parse-gd.ts');
    return parseGd(text);
  }

  /** The reader of code, loaded on first use. */
  lifter(): Promise<Lifter> {
    this.#lifter ??= import('../frontends/code/lifter.ts').then(({ createLifter }) =>
      createLifter((name) => this.#grammar(name)),
    );
    return this.#lifter;
  }

  async #grammar(name: string): Promise<Uint8Array> {
    return vscode.workspace.fs.readFile(
      vscode.Uri.joinPath(this.#extension, 'dist', 'tree-sitter', `${name}.wasm`),
    );
  }
}
