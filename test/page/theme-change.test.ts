import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { EDITOR_THEMES, type EditorTheme } from './editor-themes.ts';
import { EVERY_VIEW } from './every-view.ts';
import { chooseView, PATIENT, useScenes } from './open-scene.ts';

vi.setConfig({ testTimeout: 240_000 });

const openScene = useScenes();

/** Puts another theme over the page, as the editor does. */
function changeTheme(page: Page, { body, variables }: EditorTheme): Promise<void> {
  return page.evaluate(
    ([attributes, values]) => {
      document.documentElement.removeAttribute('style');
      for (const [name, value] of Object.entries(values))
        document.documentElement.style.setProperty(name, value);
      for (const [name, value] of Object.entries(attributes)) document.body.setAttribute(name, value);
    },
    [body, variables] as const,
  );
}

/** So far may the channels of a pixel lie apart: the edges of lines are not always rounded alike. */
const ROUNDING = 16;

/** How many pixels of two pictures, as PNG, differ. */
function differingPixels(page: Page, ...pictures: [Buffer, Buffer]): Promise<number> {
  return page.evaluate(
    async ([texts, rounding]) => {
      const [one, other] = await Promise.all(
        texts.map(async (text) => {
          const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes]));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
          context?.drawImage(bitmap, 0, 0);
          return new Uint32Array(
            (context as OffscreenCanvasRenderingContext2D).getImageData(0, 0, bitmap.width, bitmap.height)
              .data,
          );
        }),
      );
      const apart = (one as Uint32Array).map((value, index) => Math.abs(value - (other?.[index] as number)));
      const pixels = new Set<number>();
      for (const [index, distance] of apart.entries()) if (distance > rounding) pixels.add(index >> 2);
      return pixels.size;
    },
    [pictures.map((picture) => picture.toString('base64')), ROUNDING] as const,
  );
}

test('with the theme every view changes wholly: it looks as if the page had been opened in it', async () => {
  const { light, dark } = EDITOR_THEMES;
  const options = { reducedMotion: 'reduce' } as const;
  const changed = await openScene('bowl', light, options);
  const fresh = await openScene('bowl', dark, options);
  for (const [name, ready, open] of EVERY_VIEW) {
    for (const { page } of [changed, fresh]) {
      await chooseView(page, name);
      if (open) await page.getByText(open, { exact: true }).click();
      await page.locator(ready).first().waitFor({ timeout: 30_000, state: 'attached' });
      await page.mouse.move(0, 0);
    }
    await changeTheme(changed.page, dark);
    const differing = async () => {
      const [one, other] = await Promise.all([changed, fresh].map(({ page }) => page.screenshot()));
      return differingPixels(fresh.page, one as Buffer, other as Buffer);
    };
    await expect.poll(differing, { ...PATIENT, message: name }).toBe(0);
    await changeTheme(changed.page, light);
  }
});
