import type { FromPage } from '../src/protocol/page.ts';

/** What VS Code gives to a webview. */
interface WebviewApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** The extension host, as the page sees it; may be acquired once only. */
export const host: WebviewApi = acquireVsCodeApi();
