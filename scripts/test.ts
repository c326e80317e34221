/**
 * Runs the tests: `npm test` runs all, `npm test -- refunds sdk` those whose path holds one of the words, `--project
 * postgres` those of one project of vitest.config.ts. The last line says `N passed, N failed` (and `, N skipped`); the
 * exit code is not 0 unless everything passed and something ran.
 */
import { parseArgs } from 'node:util';
import { startVitest, type Vitest } from 'vitest/node';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const { values, positionals } = parseArgs({
  options: { project: { type: 'string', multiple: true } },
  allowPositionals: true,
});
const vitest = await startVitest('test', positionals, { run: true, watch: false, project: values.project ?? [] });
const counts = count(vitest);
await vitest.close();
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
// Said outright: what starts PostgreSQL for the tests ends the process with 0 when it is left to end by itself.
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);

/** A file that could not be loaded, a hook that failed and an error outside of any test count as a failure each. */
function count(run: Vitest): Counts {
  const counts: Counts = { passed: 0, failed: run.state.getUnhandledErrors().length, skipped: 0 };
  for (const module of run.state.getTestModules()) {
    for (const suite of [module, ...module.children.allSuites()]) if (suite.errors().length > 0) counts.failed += 1;
    for (const test of module.children.allTests()) counts[stateOf(test.result().state)] += 1;
  }
  return counts;
}

/** A test that never came to an end did not pass. */
function stateOf(state: 'passed' | 'failed' | 'skipped' | 'pending'): keyof Counts {
  return state === 'pending' ? 'failed' : state;
}
