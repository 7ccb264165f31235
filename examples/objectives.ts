// Objectives in TypeScript: click the link above one, or select it and run the command.

/** Styblinski and Tang's function: four valleys, the lowest at (-2.904, -2.904). */
export function styblinskiTang(x: number, y: number): number {
  return (x ** 4 - 16 * x ** 2 + 5 * x + y ** 4 - 16 * y ** 2 + 5 * y) / 2;
}

/** Booth's function: a tilted bowl with its minimum at (1, 3). */
export const booth = (x: number, y: number) => (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2;
