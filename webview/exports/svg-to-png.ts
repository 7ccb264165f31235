import { layPictures, loadPicture, svgUrl } from './load-picture.ts';

/** Pixels of a PNG for one of the figure's: fit for print. */
const SCALE = 3;

/** An SVG picture as PNG, in base64. @throws Error where the browser cannot draw it. */
export async function svgToPng(text: string): Promise<string> {
  const picture = await loadPicture(svgUrl(text));
  return layPictures([picture], picture.naturalWidth * SCALE, picture.naturalHeight * SCALE);
}
