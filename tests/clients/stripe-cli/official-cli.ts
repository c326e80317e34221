import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Finds the binary beside the official package's script. The script runs it as a child process and does not stop it.
 */
function findBinary(): string {
  const { resolve } = createRequire(import.meta.url);
  const platforms = JSON.parse(readFileSync(resolve('@stripe/cli/platforms.json'), 'utf8'));
  const { pkg, bin } = platforms[`${process.platform}-${process.arch}`];
  return join(dirname(createRequire(resolve('@stripe/cli/package.json')).resolve(`${pkg}/package.json`)), 'bin', bin);
}

/** A running command of the official CLI. */
export interface Command {
  /** Returns the output so far. */
  output(): string;
  /** Resolves with the match once the output contains the pattern; rejects if the command ends before. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  readonly child: ChildProcess;
}

/** The official CLI connected to a server, with a home folder of its own. */
export async function openCli(base: string, key: string) {
  const binary = findBinary();
  const home = await mkdtemp(join(tmpdir(), 'stripe-cli-'));
  const commands = new Set<Command>();
  const env = { HOME: home, XDG_CONFIG_HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: '1' };
  return {
    start(...args: string[]): Command {
      const own = ['--api-base', base, '--api-key', key, '--color', 'off', '--device-name', 'test-device'];
      const command = watch(spawn(binary, [...args, ...own], { env }));
      commands.add(command);
      return command;
    },
    async close() {
      for (const { child } of commands) child.kill('SIGKILL');
      await Promise.all([...commands].map((command) => command.ended));
      await rm(home, { recursive: true, force: true });
    },
  };
}

function watch(child: ReturnType<typeof spawn>): Command {
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      for (const look of waiting) look();
    });
  }
  // 'close' follows the last output; 'exit' may precede it.
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    ended,
    output: () => output,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(output);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`the command ended without saying ${pattern}: ${output}`)));
      }),
  };
}
