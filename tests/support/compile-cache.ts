import { flushCompileCache } from 'node:module';
import { afterAll } from 'vitest';

/** Between two writes of the compile cache; the files of a worker load ever less that is new. */
const FLUSH_EVERY_MS = 15_000;

let flushed = -Infinity;

// Node writes its compile cache when a process ends by itself; test processes are ended.
afterAll(() => {
  if (performance.now() - flushed < FLUSH_EVERY_MS) return;
  flushCompileCache();
  flushed = performance.now();
});
