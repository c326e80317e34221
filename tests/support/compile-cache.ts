import { flushCompileCache } from 'node:module';
import { afterAll } from 'vitest';

// Node writes its compile cache when a process ends by itself; test processes are ended.
afterAll(() => flushCompileCache());
