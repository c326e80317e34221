import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// All workers load the same modules: Node keeps what it compiled.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled');

const BROWSER = ['tests/browser/**/*.test.ts'];

/** Tests that start programs or crash them. */
const PROCESSES = [
  'tests/clients/{cli,stripe-cli}/**/*.test.ts',
  'tests/suites/storage/sqlite*.test.ts',
  'tests/stories/network/journal-file.test.ts',
  'tests/{tools,torture}/**/*.test.ts',
];

/** Tests of the PostgreSQL engine itself. */
const NEED_POSTGRES = ['tests/postgres/**/*.test.ts', 'tests/suites/storage/postgres*.test.ts'];

/** What has to hold on every engine. */
const ON_POSTGRES = [
  'tests/stories/{charges,checkout,customers,files,ledger,payment-methods,payments,payouts,products,transfers}/*.test.ts',
  'tests/stories/api/{filtered-lists,idempotency,list-filters}.test.ts',
  'tests/stories/{events/retention,search/search}.test.ts',
];

/** A part of that for every run; `FLORIN_TEST_PORTABILITY=all` runs the whole. */
const PORTABLE = [
  'tests/stories/payments/{captures,guide-mobilepay,mobilepay,one-effect,races}.test.ts',
  'tests/stories/{api/idempotency,charges/disputes,search/search}.test.ts',
];

/**
 * Projects in the order they start. Files that wait (for killed nodes, for a database that is away) come early, beside
 * others that compute; the many short stories end the run, so that all workers end together.
 */
const ORDER = ['processes', 'postgres', 'portability', 'browser', 'stories'];

/** The longest files, each first in its project. Of the rest, the larger file starts first. */
const LONGEST = [
  'tests/torture/torture.test.ts',
  'tests/tools/package.test.ts',
  'tests/postgres/outage.test.ts',
  'tests/suites/storage/postgres.test.ts',
  'tests/postgres/commands.test.ts',
  'tests/browser/dashboard/pages.test.ts',
  'tests/browser/next-actions.test.ts',
  'tests/browser/libraries.test.ts',
  'tests/browser/checkout-hosted.test.ts',
  'tests/browser/elements-accessibility.test.ts',
  'tests/browser/connect-accessibility.test.ts',
  'tests/browser/connect-components.test.ts',
  'tests/suites/generated/generated.test.ts',
  'tests/suites/parameters/parameters.test.ts',
  'tests/suites/versions/world.test.ts',
];

/** Workers beside each other: two more than the cores of the smallest machine, because many tests wait for others. */
const WORKERS = 4;

/** Keeps the files of a project together, because a worker serves one project. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const project = (file: TestSpecification) => ORDER.indexOf(file.project.name);
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return found < 0 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((a, b) => project(a) - project(b) || place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    // What runs in browsers is served from web/dist.
    globalSetup: ['scripts/build-web.ts'],
    setupFiles: ['tests/support/compile-cache.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...BROWSER, ...PROCESSES, ...NEED_POSTGRES],
        },
      },
      { extends: true, test: { name: 'browser', include: BROWSER } },
      {
        extends: true,
        test: { name: 'processes', include: PROCESSES, globalSetup: ['tests/support/bundled-command.ts'] },
      },
      {
        // The same stories on PostgreSQL, in databases of their own (see tests/support/storages.ts).
        extends: true,
        test: {
          name: 'postgres',
          include: [...NEED_POSTGRES, ...ON_POSTGRES],
          globalSetup: ['tests/support/postgres-server.ts', 'tests/support/bundled-command.ts'],
          env: { FLORIN_TEST_STORAGE: 'postgres' },
        },
      },
      {
        // One statement in twenty fails or loses its connection, as on other engines and bad networks.
        extends: true,
        test: {
          name: 'portability',
          include: process.env.FLORIN_TEST_PORTABILITY === 'all' ? ON_POSTGRES : PORTABLE,
          globalSetup: ['tests/support/postgres-server.ts'],
          env: { FLORIN_TEST_STORAGE: 'portability' },
        },
      },
    ],
    sequence: { sequencer: LongestFirst },
    // Processes rather than threads: a test may open files and sockets, send signals and run out of memory alone.
    pool: 'forks',
    // Loading Florin costs more than most files of tests do, so a worker loads it once and runs file after file.
    isolate: false,
    maxWorkers: WORKERS,
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
