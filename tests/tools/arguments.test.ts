import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readArguments } from '../../scripts/test-arguments.ts';

const ROOT = process.cwd();
const projectsOf = (...args: string[]) => readArguments(args, ROOT).options.project;
const WITHOUT_SERVER = ['stories', 'browser', 'processes'];

describe('npm test', () => {
  test('runs everything if nothing is named', () => {
    expect(readArguments([], ROOT)).toMatchObject({ words: [], options: { project: [] } });
  });

  test('runs the tests selected by words and a name on projects without a database server', () => {
    expect(readArguments(['refunds', 'sdk'], ROOT).words).toEqual(['refunds', 'sdk']);
    expect(projectsOf('refunds')).toEqual(WITHOUT_SERVER);
    expect(projectsOf('-t', 'a refund')).toEqual(WITHOUT_SERVER);
  });

  test('runs them on PostgreSQL, too, with --all or --project', () => {
    expect(projectsOf('refunds', '--all')).toEqual([]);
    expect(projectsOf('refunds', '--project', 'postgres')).toEqual(['postgres']);
  });

  test('passes other options to Vitest', () => {
    const { options } = readArguments(['refunds', '--bail', '1', '--reporter=verbose'], ROOT);
    expect(options).toMatchObject({ bail: 1, reporter: ['verbose'] });
  });

  test.each([
    ['an option', ['--colour', 'red'], /Unknown option --colour\. Usage: npm test/],
    ['a project', ['--project', 'mysql'], /Unknown project mysql\. Use one of stories, /],
    [
      'a file',
      ['calendar', 'no-such-file'],
      /No test file has 'no-such-file' in its path\. To run tests by name, use -t/,
    ],
  ])('rejects %s that does not exist', (_, args, message) => {
    expect(() => readArguments(args, ROOT)).toThrow(message);
  });

  test('-t runs the tests of that name, counts no others, and fails if there are none', {
    timeout: 60_000,
  }, async () => {
    const [named, missing] = await Promise.all([
      run('calendar', '-t', '2028-01-31T00:00:00Z and 1 months'),
      run('calendar', '-t', 'no test has this name'),
    ]);
    expect(named).toEqual({ code: 0, last: '1 passed, 0 failed' });
    expect(missing).toEqual({ code: 1, last: '0 passed, 0 failed' });
  });
});

function run(...args: string[]): Promise<{ code: number; last: string | undefined }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['scripts/test.ts', ...args], (_, printed) =>
      resolve({ code: child.exitCode ?? -1, last: printed.trimEnd().split('\n').at(-1) }),
    );
  });
}
