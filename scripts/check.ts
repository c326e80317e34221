/**
 * `npm run check`: all that can be verified without running the code. The stages run at the same time, and none stops
 * another; the exit code is 0 only if all of them pass.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenDirections, readSources } from './directions.ts';
import { missedFloors, readProse } from './prose.ts';
import { brokenWebDirections } from './web-directions.ts';

interface Stage {
  readonly name: string;
  /** Returns what is wrong, or an empty string. */
  readonly run: () => Promise<string>;
}

const STAGES: readonly Stage[] = [
  { name: 'types', run: () => compile('.') },
  { name: 'types of web', run: () => compile('web') },
  { name: 'types of the React example', run: () => compile('examples/react') },
  {
    name: 'format and lint',
    run: () => runTool('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  },
  { name: 'directions', run: checkDirections },
  { name: 'prose', run: async () => missedFloors(readProse('.')).join('\n') },
];

/** The compiler's incremental build information. */
const CACHE = join('node_modules', '.cache', 'types');

const passed = await Promise.all(STAGES.map(runStage));
process.exitCode = passed.every(Boolean) ? 0 : 1;

async function runStage({ name, run }: Stage): Promise<boolean> {
  const started = performance.now();
  const complaints = await run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const verdict = complaints === '' ? 'ok' : 'not ok';
  console.log(`${complaints && `${complaints.trimEnd()}\n`}${name}: ${verdict} (${seconds} s)`);
  return complaints === '';
}

/** Runs a tool of node_modules; returns all that it printed if it failed. */
async function runTool(script: string, args: readonly string[]): Promise<string> {
  const tool = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [tool.stdout, tool.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const code = await new Promise((resolve, reject) => tool.on('error', reject).on('close', resolve));
  return code === 0 ? '' : printed || `${script} ended with exit code ${code}`;
}

function compile(project: string): Promise<string> {
  const cache = join(CACHE, `${project === '.' ? 'root' : project.replaceAll('/', '-')}.tsbuildinfo`);
  const incremental = ['--incremental', '--tsBuildInfoFile', cache];
  return runTool('node_modules/typescript/bin/tsc', ['-p', project, '--pretty', 'false', ...incremental]);
}

async function checkDirections(): Promise<string> {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
  return [
    ...brokenDirections(await readSources('src'), Object.keys(dependencies)),
    ...brokenWebDirections(await readSources('web')),
  ].join('\n');
}
