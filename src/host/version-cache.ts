import type * as vscode from 'vscode';

/** Remembers what was computed from a document until its text or its language changes. */
export class VersionCache<Value> {
  // By the document itself: an address may be that of another document later, with the same version.
  readonly #entries = new WeakMap<
    vscode.TextDocument,
    { version: number; languageId: string; value: Promise<Value> }
  >();
  readonly #compute: (document: vscode.TextDocument) => Promise<Value>;

  constructor(compute: (document: vscode.TextDocument) => Promise<Value>) {
    this.#compute = compute;
  }

  /** The value for the document as it is now; computed at most once per version. */
  get(document: vscode.TextDocument): Promise<Value> {
    const { version, languageId } = document;
    const known = this.#entries.get(document);
    if (known?.version === version && known.languageId === languageId) return known.value;
    const value = this.#compute(document);
    this.#entries.set(document, { version, languageId, value });
    // A failure is told to those who asked, and tried anew by the next.
    value.catch(() => {
      if (this.#entries.get(document)?.value === value) this.#entries.delete(document);
    });
    return value;
  }
}
