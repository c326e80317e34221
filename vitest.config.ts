import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

// Each file of tests has a process of its own, and all of them load the same modules: Node keeps what it compiled.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled');

/** Tests of the PostgreSQL engine itself. */
const NEED_POSTGRES = ['tests/postgres/**/*.test.ts', 'tests/contracts/storage-postgres*.test.ts'];

/** What has to hold on every engine. */
const ON_POSTGRES = ['tests/scenarios/*.test.ts', 'tests/adversarial/{races,idempotency,storm}.test.ts'];

/** A part of that for every run; `FLORIN_TEST_PORTABILITY=all` runs the whole. */
const PORTABLE = [
  'tests/scenarios/{one-effect,captures,mobilepay,disputes,guide-mobilepay,search}.test.ts',
  'tests/adversarial/{races,idempotency}.test.ts',
];

export default defineConfig({
  test: {
    // What runs in browsers is served from web/dist.
    globalSetup: ['scripts/build-web.ts'],
    setupFiles: ['tests/support/compile-cache.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'file',
          include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...NEED_POSTGRES],
        },
      },
      {
        // What has to hold on PostgreSQL too: the same stories, in databases of their own (see tests/support/storages.ts).
        extends: true,
        test: {
          name: 'postgres',
          include: [...NEED_POSTGRES, ...ON_POSTGRES],
          globalSetup: ['tests/support/postgres-server.ts'],
          env: { FLORIN_TEST_STORAGE: 'postgres' },
        },
      },
      {
        // One statement in twenty is refused or loses its connection: other engines, and bad networks, do that.
        extends: true,
        test: {
          name: 'portability',
          include: process.env.FLORIN_TEST_PORTABILITY === 'all' ? ON_POSTGRES : PORTABLE,
          globalSetup: ['tests/support/postgres-server.ts'],
          env: { FLORIN_TEST_STORAGE: 'portability' },
        },
      },
    ],
    // Processes rather than threads: a test may open files and sockets, send signals and run out of memory alone.
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Node itself loads and strips the files, as it does in `npm start`: what is tested is what runs.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    watch: false,
    slowTestThreshold: 5_000,
    // Milliseconds. A test that needs more says so itself.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    reporters: [['default', { summary: false }]],
  },
});
