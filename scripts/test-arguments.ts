/** Reads the arguments of `npm test`. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type CliOptions, parseCLI } from 'vitest/node';

/** The projects of vitest.config.ts that need no database server. */
const WITHOUT_SERVER = ['stories', 'browser', 'processes'];

const PROJECTS = [...WITHOUT_SERVER, 'postgres', 'portability'];

/** A run of tests: files whose path contains one of the words (all files if there are none), and options for Vitest. */
export interface TestRun {
  readonly words: readonly string[];
  readonly options: CliOptions;
}

/** The arguments name a test file, project or option that does not exist. */
export class UsageError extends Error {}

/**
 * Reads arguments such as `refunds -t 'a name' --bail 1`. Without a word, a name or a project it is a run of everything.
 * Throws a UsageError, so that a typo never runs more or less than was meant.
 */
export function readArguments(args: readonly string[], root: string): TestRun {
  const all = args.includes('--all');
  const rest = args.filter((arg) => arg !== '--all' && arg !== '--');
  const { filter: words, options } = parseCLI(['vitest', 'run', ...rest]);
  refuseUnknownOptions(rest, root);
  refuseUnknownWords(words, root);
  const projects = [options.project ?? []].flat().flatMap((name) => (name === 'file' ? WITHOUT_SERVER : name));
  refuseUnknownProjects(projects);
  const narrowed = words.length > 0 || options.testNamePattern !== undefined;
  const project = projects.length > 0 || all || !narrowed ? projects : WITHOUT_SERVER;
  return { words, options: { ...options, run: true, watch: false, project } };
}

/** Vitest ignores an option that it does not have; its help lists those it has. */
function refuseUnknownOptions(args: readonly string[], root: string): void {
  const names = args.flatMap((arg) => /^--(?:no-)?([\w-]+)|^(-\w)/.exec(arg)?.slice(1).filter(Boolean) ?? []);
  const unfamiliar = names.filter((name) => !['-t', 'testNamePattern', 'project'].includes(name));
  if (unfamiliar.length === 0) return;
  const help = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--help']);
  const known = new Set(String(help.stdout).match(/(?<=^\s+(?:-\w, )?)--?[\w-]+|(?<=^\s+)-\w/gm));
  for (const name of unfamiliar) {
    const flag = name.startsWith('-')
      ? name
      : `--${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
    if (!known.has(flag)) throw new UsageError(`Unknown option ${name.startsWith('-') ? name : `--${name}`}. ${USAGE}`);
  }
}

/** Vitest also takes patterns, such as `post*` and `!browser`. */
function refuseUnknownProjects(names: readonly string[]): void {
  const unknown = names.find((name) => /^\w+$/.test(name) && !PROJECTS.includes(name));
  if (unknown !== undefined) throw new UsageError(`Unknown project ${unknown}. Use one of ${PROJECTS.join(', ')}.`);
}

function refuseUnknownWords(words: readonly string[], root: string): void {
  const files = testFiles(root);
  for (const word of words) {
    const path = relative(root, join(root, word));
    if (!files.some((file) => file.includes(word) || file.includes(path)))
      throw new UsageError(`No test file has '${word}' in its path. To run tests by name, use -t '${word}'.`);
  }
}

function testFiles(root: string): string[] {
  return ['src', 'tests'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts'))
      .map((path) => join(folder, path)),
  );
}

const USAGE = `Usage: npm test -- [words…] [-t name] [--project name] [--all] [options of Vitest]`;
