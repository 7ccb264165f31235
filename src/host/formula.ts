/**
 * Typesets TeX as a MathML `<math>` element. Inline styles, which the page's content policy would refuse, are left out.
 * @returns the element, or the TeX itself as escaped text where it cannot be typeset.
 */
export async function typeset(tex: string): Promise<string> {
  // Loaded with the first panel: activation does not wait for it.
  const { default: temml } = await import('temml');
  const markup = temml.renderToString(tex, { displayMode: true, throwOnError: false, trust: false });
  return markup.replace(/ style="[^"]*"/g, '');
}
