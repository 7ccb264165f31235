import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The folder of the page's files: the only one that the page may read. */
export function pageFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/**
 * The page as HTML: no data, no inline script or style; scripts run only with the nonce, which imports inherit. The component
 * toolkit finds the nonce in the `csp-nonce` property, for the style sheet it probes the browser with.
 */
export function panelHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extension), file));
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource} data:`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Descent</title>
<link rel="preload" href="${address('math.woff2')}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${address('app.css')}">
</head>
<body>
<main id="app"></main>
<script type="module" nonce="${nonce}" src="${address('app.js')}"></script>
</body>
</html>`;
}
