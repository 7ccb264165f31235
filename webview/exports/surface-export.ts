// A chunk of its own, loaded when the surface is first exported.
import { layPictures, loadPicture, svgUrl } from './load-picture.ts';

/** The drawn surface with the labels that lie over it on the page, as PNG in base64. @param drawn a data URL. */
export async function surfaceExport(drawn: string, labels: SVGElement): Promise<string> {
  const surface = await loadPicture(drawn);
  const over = await loadPicture(svgUrl(new XMLSerializer().serializeToString(labels)));
  return layPictures([surface, over], surface.naturalWidth, surface.naturalHeight);
}
