import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';

/** Editors write a file in several steps, and tools write several files. */
const SETTLE_MS = 150;

export interface Restarting {
  /** Stops the command and no longer watches. */
  stop(): Promise<void>;
}

/**
 * Runs a command with Node, and restarts it whenever a file below one of the folders changes. `prepare` runs before
 * each start; if it returns false, the running command continues. A command that ends by itself is started again at the
 * next change.
 */
export async function restartOnChange(
  command: readonly string[],
  { folders, ignores, prepare }: { folders: readonly string[]; ignores: RegExp; prepare: () => boolean },
): Promise<Restarting> {
  let running: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let restarting: Promise<void> = Promise.resolve();

  async function stop(): Promise<void> {
    const child = running;
    running = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  async function restart(): Promise<void> {
    if (!prepare()) return;
    await stop();
    running = spawn(process.execPath, command, { stdio: 'inherit' });
  }
  function changed(path: string | null): void {
    if (path !== null && ignores.test(path.replaceAll('\\', '/'))) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarting = restarting.then(restart);
    }, SETTLE_MS);
  }

  await restart();
  const watchers = folders.map((folder) => watch(folder, { recursive: true }, (_, path) => changed(path)));
  return {
    async stop() {
      for (const watcher of watchers) watcher.close();
      clearTimeout(timer);
      await restarting;
      await stop();
    },
  };
}
