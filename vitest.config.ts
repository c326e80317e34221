import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // What runs in browsers is served from web/dist.
    globalSetup: ['scripts/build-web.ts'],
    include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
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
