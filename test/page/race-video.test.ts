import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { usePages } from './browser.ts';
import { choose, chooseView, messages, PATIENT, useScenes } from './open-scene.ts';

vi.setConfig({ testTimeout: 300_000 });

const openScene = useScenes();
const openPage = usePages();

/** A video is encoded on a machine that has other work to do. */
const ENCODED = { timeout: 240_000 };

/** Slows a page's scripts down so many times. */
async function throttle(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** A video in base64 as a browser decodes it: its length in seconds, and its pictures at some of them. */
async function decode(page: Page, content: string, times: readonly number[]) {
  // The page's own policy admits no video.
  const player = await page.context().newPage();
  const decoded = await player.evaluate(
    async ({ content, times }) => {
      const video = document.createElement('video');
      const event = (name: string) =>
        new Promise<void>((resolve, reject) => {
          video.addEventListener(name, () => resolve(), { once: true });
          video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
        });
      const loaded = event('loadeddata');
      video.src = `data:video/webm;base64,${content}`;
      await loaded;
      const canvas = document.createElement('canvas');
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      const pictures: string[] = [];
      for (const time of times) {
        const seeked = event('seeked');
        video.currentTime = time;
        await seeked;
        canvas.getContext('2d')?.drawImage(video, 0, 0);
        pictures.push(canvas.toDataURL());
      }
      return { size: [video.videoWidth, video.videoHeight], duration: video.duration, pictures };
    },
    { content, times },
  );
  await player.close();
  return decoded;
}

/** By how much two pictures differ, from 0 to 255: in the mean, and in the worst square of 16 × 16 pixels. */
async function difference(page: Page, one: string, other: string) {
  return page.evaluate(
    async (urls) => {
      const [a, b] = await Promise.all(
        urls.map(async (url) => {
          const image = new Image();
          image.src = url;
          await image.decode();
          const canvas = document.createElement('canvas');
          canvas.width = image.width;
          canvas.height = image.height;
          const context = canvas.getContext('2d') as CanvasRenderingContext2D;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (!a || !b || a.width !== b.width || a.height !== b.height)
        throw new Error('The pictures are not of one size.');
      const across = a.width / 16;
      const squares = new Float64Array(across * (a.height / 16));
      for (let i = 0; i < a.data.length; i++) {
        const [x, y] = [(i >> 2) % a.width, Math.floor((i >> 2) / a.width)];
        const square = Math.floor(y / 16) * across + Math.floor(x / 16);
        // The fourth of each, how opaque it is, is the same.
        squares[square] = (squares[square] ?? 0) + Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0)) / (3 * 256);
      }
      return {
        mean: squares.reduce((sum, each) => sum + each, 0) / squares.length,
        worst: Math.max(...squares),
      };
    },
    [one, other],
  );
}

/** A text on a canvas, from its left to its right. */
type Written = readonly [y: number, from: number, to: number, text: string];

interface Kept {
  readonly canvases: HTMLCanvasElement[];
  moment: string;
  /** What was written since the moment was. */
  written: Written[];
}

/** Keeps the canvases that a page makes from now on, and what is written of the last moment of a race. */
function keepCanvases(page: Page): Promise<void> {
  return page.evaluate(() => {
    const kept: Kept = { canvases: [], moment: '', written: [] };
    const create = document.createElement.bind(document);
    document.createElement = (name: string) => {
      const made = create(name);
      if (made instanceof HTMLCanvasElement) kept.canvases.push(made);
      return made;
    };
    const write = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (...given) {
      const [content, x, y, most = Number.POSITIVE_INFINITY] = given;
      if (/^k = /.test(content)) {
        kept.moment = content;
        kept.written = [];
      }
      const width = Math.min(most, this.measureText(content).width);
      const from = this.textAlign === 'right' ? x - width : x;
      kept.written.push([y, from, from + width, content]);
      write.apply(this, given);
    };
    Object.assign(window, { kept });
  });
}

/** The last picture of the race that was painted for a video, its moment, and its other texts. */
function lastPainted(page: Page): Promise<Pick<Kept, 'moment' | 'written'> & { picture: string }> {
  return page.evaluate(() => {
    const { kept } = window as unknown as { kept: Kept };
    const canvas = kept.canvases.find(({ width, height }) => width === 1280 && height === 720);
    return { picture: canvas?.toDataURL() ?? '', moment: kept.moment, written: kept.written };
  });
}

describe('the video of a race', () => {
  test('is saved to its end on a slow machine, also after one that was given up', async () => {
    const opened = await openScene('rosenbrock');
    const { page, errors } = opened;
    await chooseView(page, 'Race');
    await page.locator('.board tbody tr').first().waitFor();
    await choose(page, 'Speed', '0.25× speed');
    await throttle(page, 6);
    const videos = async () => (await messages(opened, 'export')).filter(({ format }) => format === 'webm');
    const save = page.getByRole('button', { name: 'Save video' });
    await save.click();
    await page.getByText('Recording …').waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await save.waitFor();
    expect(await page.locator('.video .note').innerText()).toBe('');
    expect(await videos()).toEqual([]);

    await choose(page, 'Speed', '4× speed');
    await keepCanvases(page);
    await save.click();
    await expect.poll(async () => (await videos()).length, ENCODED).toBe(1);
    const [video] = await videos();
    expect(video).toMatchObject({ what: 'view', name: 'race', to: 'file' });
    const content = video && 'content' in video ? video.content : '';
    const { picture, moment, written } = await lastPainted(page);
    expect(moment).toBe('k = 10000 of 10000');
    // The moment and the objective's name; of three runs rank, name, value, setting and state.
    expect(written).toHaveLength(2 + 3 * 5);
    const overlaps = written.flatMap(([y, , to, text], i) =>
      written
        .filter(([other, from, end], j) => i !== j && other === y && from < to && end >= to)
        .map((other) => [text, other[3]]),
    );
    expect(overlaps).toEqual([]);
    const { size, duration, pictures } = await decode(page, content, [0, 1.6, 3600]);
    expect(size).toEqual([1280, 720]);
    const player = await page.context().newPage();
    const [start, middle, end] = await Promise.all(pictures.map((each) => difference(player, each, picture)));
    expect(end?.mean).toBeLessThan(1);
    expect(end?.worst).toBeLessThan(20);
    expect(middle?.worst).toBeGreaterThan(30);
    expect(start?.worst).toBeGreaterThan(30);
    // A quarter of nine seconds, and the last picture for a moment.
    expect(duration).toBeCloseTo(3.45, 2);
    expect(errors).toEqual([]);
  });

  test('shows the whole way, each moment at its time, however slow the machine is', async () => {
    const { page, errors } = await openPage({
      script: `
        import { svg } from './src/core/figures/svg.ts';
        import { recordRace } from './webview/race/video.ts';
        const size = { width: 1280, height: 720 };
        window.record = () => recordRace({
          background: svg('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size }, [svg('rect', { ...size, fill: 'black' })]),
          paint(context, share) {
            context.fillStyle = 'white';
            context.fillRect(0, 0, 1280 * share, 720);
          },
          duration: 1500,
          progress() {},
          signal: new AbortController().signal,
        });`,
    });
    await throttle(page, 6);
    const content = await page.evaluate(() => (window as unknown as { record(): Promise<string> }).record());
    const times = [0, 0.1, 0.25, 0.5, 0.7, 1, 1.3, 1.45, 1.5, 2, 2.7];
    const { duration, pictures } = await decode(page, content, times);
    expect(duration).toBeCloseTo(2.7, 2);
    const player = await page.context().newPage();
    for (const [i, time] of times.entries()) {
      const expected = await player.evaluate(
        (share) => {
          const canvas = document.createElement('canvas');
          canvas.width = 1280;
          canvas.height = 720;
          const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
          context.fillStyle = 'white';
          context.fillRect(0, 0, 1280 * share, 720);
          return canvas.toDataURL();
        },
        Math.min(1, time / 1.5),
      );
      // A frame more or less is a ninetieth of the picture.
      const { mean } = await difference(player, pictures[i] ?? '', expected);
      expect(mean, `at ${time} s`).toBeLessThan(255 / 90 + 1);
    }
    expect(errors).toEqual([]);
  });

  test.each([
    {
      what: 'the browser encodes none',
      spoil: () => {
        VideoEncoder.isConfigSupported = async (config) => ({ config, supported: false });
      },
      note: 'This browser encodes neither VP9 nor VP8, of which a video is made.',
    },
    {
      what: 'the encoder fails',
      spoil: () => {
        VideoEncoder.prototype.flush = async () => {
          throw new DOMException('Encoding error', 'EncodingError');
        };
      },
      note: 'The browser could not encode the video (Encoding error); record it again.',
    },
    {
      what: 'the encoder leaves out the end',
      spoil: () => {
        VideoEncoder.prototype.flush = async () => {};
        const encode = VideoEncoder.prototype.encode;
        VideoEncoder.prototype.encode = function (frame, options) {
          if (frame.timestamp < 1_000_000) encode.call(this, frame, options);
        };
      },
      note: 'The browser left out the end of the race; record it again.',
    },
  ])('is not saved where $what, which is said', async ({ spoil, note }) => {
    const opened = await openScene('bowl');
    const { page, errors } = opened;
    await chooseView(page, 'Race');
    await page.locator('.board tbody tr').first().waitFor();
    await page.evaluate(spoil);
    const save = page.getByRole('button', { name: 'Save video' });
    await save.click();
    await expect.poll(() => page.locator('.video .note').innerText(), PATIENT).toBe(note);
    await save.waitFor();
    expect(await messages(opened, 'export')).toEqual([]);
    expect(errors).toEqual([]);
  });
});
