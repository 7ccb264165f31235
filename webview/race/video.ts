// A chunk of its own, loaded when a race is first recorded.
import type { SvgElement } from '../../src/core/figures/svg.ts';
import { serializeSvg } from '../../src/core/figures/svg.ts';
import { videoType } from './video-type.ts';

/** The header of a file without any frame is shorter than this, in bytes. */
const LEAST = 1000;

/** A frame of a video, in pixels. */
export const FRAME = { width: 1280, height: 720 };

const RATE = 60;
const BITS = 8_000_000;
/** The last picture stays for a moment, in milliseconds. */
const REST = 1200;
/** What is recorded comes in pieces of so many milliseconds. */
const PIECE = 200;
/** A recording that is given up waits no longer for its first picture, in milliseconds. */
const PATIENCE = 5000;

/** The end of the last recording that was given up. */
let givenUp: Promise<void> = Promise.resolve();

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
 * Records a race, in the time that it takes, as WebM.
 * @returns the video in base64; `undefined` where it was given up.
 * @throws Error where the browser cannot record, or has recorded nothing.
 */
export async function recordRace(recording: Recording): Promise<string | undefined> {
  const { background, paint, duration, progress, signal } = recording;
  const canvas = document.createElement('canvas');
  canvas.width = FRAME.width;
  canvas.height = FRAME.height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser gives no canvas to record from.');
  const still = new Image();
  // The content policy admits pictures from data, not from blobs.
  still.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(serializeSvg(background))}`;
  await still.decode();
  const show = (share: number) => {
    context.resetTransform();
    context.drawImage(still, 0, 0, FRAME.width, FRAME.height);
    paint(context, share);
  };
  show(0);
  await givenUp;
  const stream = canvas.captureStream(RATE);
  const mimeType = videoType();
  if (mimeType === undefined) throw new Error('This browser records no WebM.');
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS });
  const chunks: Blob[] = [];
  const begun = new Promise<void>((resolve) => {
    recorder.addEventListener('dataavailable', ({ data }) => {
      chunks.push(data);
      if (data.size >= LEAST) resolve();
    });
  });
  const stop = async () => {
    const stopped = new Promise((resolve) => {
      recorder.addEventListener('stop', resolve);
    });
    recorder.stop();
    await stopped;
    for (const track of stream.getTracks()) track.stop();
  };
  recorder.start(PIECE);
  await frames(duration + REST, signal, (passed) => {
    const share = Math.min(1, passed / duration);
    show(share);
    progress(share);
  });
  if (signal.aborted) {
    // Stopped before its first picture, Chromium's encoder may give none to the next recording either, which waits for that.
    const patience = new Promise((resolve) => {
      setTimeout(resolve, PATIENCE);
    });
    givenUp = Promise.race([begun, patience]).then(stop);
    return undefined;
  }
  await stop();
  const video = new Blob(chunks, { type: 'video/webm' });
  if (video.size < LEAST)
    throw new Error('The browser recorded no picture; reload the window and try again.');
  return base64(video);
}

/** Calls back in every frame with the milliseconds that have passed, to the end of the duration, or until it is given up. */
function frames(duration: number, signal: AbortSignal, each: (passed: number) => void): Promise<void> {
  return new Promise((resolve) => {
    let began: number | undefined;
    const tick = (now: number) => {
      began ??= now;
      const passed = now - began;
      each(Math.min(passed, duration));
      if (passed >= duration || signal.aborted) resolve();
      else requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
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
