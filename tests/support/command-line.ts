import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The environment variable with the path of the bundled command, which a run makes once (see bundled-command.ts). */
export const COMMAND = 'FLORIN_TEST_COMMAND';

/** A command's exit code and output. */
export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly line: string;
}

/** A running Florin and its output. */
export interface StartedFlorin {
  readonly url: string;
  output(): string;
  /** Its lines on standard error. */
  problems(): string;
  stop(): Promise<number>;
  /** Ends the process like a power cut. */
  kill(): Promise<void>;
}

/** Starts the command: bundled if the run has a bundle, else from its sources. */
export function florin(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', process.env[COMMAND] ?? 'src/main.ts', ...args],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

/** Runs a command to its end. */
export async function runCommand(args: readonly string[], env?: Record<string, string>): Promise<CommandResult> {
  const child = florin(args, env);
  const texts = { out: '', line: '' };
  child.stdout?.on('data', (chunk) => {
    texts.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    texts.line += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, ...texts };
}

/** Starts `florin start` and waits for its first output. */
export async function startFlorin(args: readonly string[], env?: Record<string, string>): Promise<StartedFlorin> {
  const child = florin(args, env);
  let output = '';
  let problems = '';
  child.stderr?.on('data', (chunk) => {
    problems += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const found = /listens on (http:\S+)/.exec(output);
      if (found?.[1] && /Take a payment|Only registered keys/.test(output)) resolve(found[1]);
    });
    child.once('exit', () => reject(new Error(`it ended: ${output}`)));
  });
  return {
    url,
    output: () => output,
    problems: () => problems,
    async stop() {
      child.kill('SIGTERM');
      const [code] = await once(child, 'close');
      return code as number;
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}
