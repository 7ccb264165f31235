// A chunk of its own, loaded when a race is first recorded.
import type { SvgElement } from '../../src/core/figures/svg.ts';
import { serializeSvg } from '../../src/core/figures/svg.ts';
import { type EncodedPicture, type Video, webm } from './webm.ts';

/** A frame of a video, in pixels. */
export const FRAME = { width: 1280, height: 720 };

/** In frames per second. */
const RATE = 60;
/** Players seek to every so manieth frame. */
const KEY_EVERY = 120;
const BITS = 8_000_000;
/** The last picture stays for a moment, in milliseconds. */
const REST = 1200;
/** So many frames may wait for the encoder, which works beside the page. */
const AHEAD = 2;

/** The codecs that are tried, the best first. */
const CODECS: readonly { readonly codec: string; readonly name: Video['codec'] }[] = [
  { codec: 'vp09.00.40.08', name: 'V_VP9' },
  { codec: 'vp8', name: 'V_VP8' },
];

/** What is recorded, and how it comes along. */
export interface Recording {
  /** What does not move, as large as a frame. */
  readonly background: SvgElement;
  /** Paints what moves at a share of the race, from 0 to 1. */
  paint(context: CanvasRenderingContext2D, share: number): void;
  /** In milliseconds. */
  readonly duration: number;
  /** Is told the share that is recorded. */
  progress(share: number): void;
  readonly signal: AbortSignal;
}

/**
 * Records a race as WebM: every frame of it, in the time that the encoder takes.
 * @returns the video in base64; `undefined` where it was given up.
 * @throws Error where the browser cannot record, or has left out the end.
 */
export async function recordRace(recording: Recording): Promise<string | undefined> {
  const { background, paint, duration, progress, signal } = recording;
  const canvas = document.createElement('canvas');
  canvas.width = FRAME.width;
  canvas.height = FRAME.height;
  // Each frame is read: from a canvas in the graphics card's memory that takes longer than to encode it.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('This browser gives no canvas to record from.');
  const [still, { name, config }] = await Promise.all([drawn(background), supported()]);
  if (signal.aborted) return undefined;

  const pictures: EncodedPicture[] = [];
  const { encoder, ended } = encoderInto(pictures, signal);
  try {
    encoder.configure(config);
    for (const [i, time] of times(duration).entries()) {
      const share = Math.min(1, time / duration);
      context.resetTransform();
      context.drawImage(still, 0, 0, FRAME.width, FRAME.height);
      paint(context, share);
      const frame = new VideoFrame(canvas, { timestamp: time * 1000 });
      encoder.encode(frame, { keyFrame: i % KEY_EVERY === 0 });
      frame.close();
      progress(share);
      while (encoder.encodeQueueSize > AHEAD) await Promise.race([dequeued(encoder), ended]);
    }
    await Promise.race([encoder.flush(), ended]);
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!(error instanceof DOMException)) throw error;
    throw new Error(`The browser could not encode the video (${error.message}); record it again.`);
  } finally {
    if (encoder.state !== 'closed') encoder.close();
  }
  if ((pictures.at(-1)?.time ?? 0) < duration)
    throw new Error('The browser left out the end of the race; record it again.');
  return base64(webm({ codec: name, ...FRAME, duration: duration + REST, pictures }));
}

/** The times of the frames, in whole milliseconds: evenly to the end of the race, and the end of the rest. */
function times(duration: number): number[] {
  const count = Math.ceil((duration * RATE) / 1000);
  const moving = Array.from({ length: count }, (_, i) => Math.floor((i * 1000) / RATE));
  return [...moving, Math.ceil(duration), Math.ceil(duration + REST)];
}

/** A picture in pixels: as it is, it would be drawn anew for every frame. */
async function drawn(background: SvgElement): Promise<ImageBitmap> {
  const image = new Image();
  // The content policy admits pictures from data, not from blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(serializeSvg(background))}`;
  await image.decode();
  return createImageBitmap(image);
}

/** The best encoding that the browser has. @throws Error where it has none. */
async function supported(): Promise<{ name: Video['codec']; config: VideoEncoderConfig }> {
  for (const { codec, name } of CODECS) {
    // For quality an encoder leaves out no frame.
    const config = { codec, ...FRAME, framerate: RATE, bitrate: BITS, latencyMode: 'quality' } as const;
    if ((await VideoEncoder.isConfigSupported(config)).supported) return { name, config };
  }
  throw new Error('This browser encodes neither VP9 nor VP8, of which a video is made.');
}

/** An encoder, and a promise that is rejected when it fails or is given up. */
function encoderInto(pictures: EncodedPicture[], signal: AbortSignal) {
  let reject: (reason: unknown) => void = () => {};
  const ended = new Promise<never>((_, fail) => {
    reject = fail;
  });
  signal.addEventListener('abort', () => reject(signal.reason));
  const encoder = new VideoEncoder({
    output(chunk) {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      pictures.push({ data, time: chunk.timestamp / 1000, key: chunk.type === 'key' });
    },
    error: reject,
  });
  return { encoder, ended };
}

function dequeued(encoder: VideoEncoder): Promise<unknown> {
  return new Promise((resolve) => {
    encoder.addEventListener('dequeue', resolve, { once: true });
  });
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The video cannot be read.')));
    reader.readAsDataURL(blob);
  });
}
