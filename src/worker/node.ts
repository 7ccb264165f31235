import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import type { ToWorker } from '../protocol/worker.ts';
import { Crew } from './crew.ts';
import { serve } from './serve.ts';

// The start of the worker in Node: messages in and out through the parent's port.
if (!parentPort) throw new Error('this file is the start of a worker thread');
const port = parentPort;
const crew = new Crew(fileURLToPath(import.meta.url));
const receive = serve({
  post: (message, transfer) => port.postMessage(message, transfer),
  clock: () => performance.now(),
  breathe: () => setImmediate(),
  hands: () => crew.hands,
  poll: () => {
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
      receive(next.message);
  },
});
port.on('message', (message: ToWorker) => receive(message));
