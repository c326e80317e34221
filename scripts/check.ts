/**
 * `npm run check`: everything that can be said about the code without running it. Every stage runs, whatever the ones
 * before it found; the exit code is 0 only if all of them are content.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { brokenDirections, readSources } from './directions.ts';
import { brokenWebDirections } from './web-directions.ts';

interface Stage {
  readonly name: string;
  /** What is wrong, or nothing. */
  readonly run: () => Promise<string>;
}

const STAGES: readonly Stage[] = [
  { name: 'types', run: () => compilerOn('.') },
  { name: 'types of web', run: () => compilerOn('web') },
  { name: 'types of the React example', run: () => compilerOn('examples/react') },
  {
    name: 'format and lint',
    run: () => complaintsOf('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  },
  { name: 'directions', run: checkDirections },
];

let failed = false;
for (const { name, run } of STAGES) {
  const started = performance.now();
  const complaints = await run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (complaints) {
    failed = true;
    console.log(complaints.trimEnd());
  }
  console.log(`${name}: ${complaints ? 'not ok' : 'ok'} (${seconds} s)`);
}
process.exitCode = failed ? 1 : 0;

/** Runs a tool of node_modules; answers all that it printed if it was not content. */
async function complaintsOf(script: string, args: readonly string[]): Promise<string> {
  const tool = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [tool.stdout, tool.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const code = await new Promise((resolve, reject) => tool.on('error', reject).on('close', resolve));
  return code === 0 ? '' : printed || `${script} ended with exit code ${code}`;
}

function compilerOn(project: string): Promise<string> {
  return complaintsOf('node_modules/typescript/bin/tsc', ['-p', project, '--pretty', 'false']);
}

async function checkDirections(): Promise<string> {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
  return [
    ...brokenDirections(await readSources('src'), Object.keys(dependencies)),
    ...brokenWebDirections(await readSources('web')),
  ].join('\n');
}
