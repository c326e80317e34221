import { flushCompileCache } from 'node:module';
import { afterAll } from 'vitest';

// Node writes its compile cache when a process ends by itself, which those of the tests do not.
afterAll(() => flushCompileCache());
