/** A picture from a data URL: the content policy admits pictures from data, not from blobs. @throws Error where the browser cannot draw it. */
export async function loadPicture(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

/** The text of an SVG file as a data URL. */
export const svgUrl = (text: string): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;

/** Pictures laid over each other, each as large as the whole, as PNG in base64. */
export function layPictures(pictures: readonly CanvasImageSource[], width: number, height: number): string {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  for (const picture of pictures) context?.drawImage(picture, 0, 0, width, height);
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}
