import { createHash } from 'node:crypto';
import { chmodSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Storage } from '../kernel/storage.ts';
import { StartError } from './start-error.ts';

/** A socket's path has room for 108 bytes on Linux and 104 on macOS. */
const LONGEST_SOCKET = 100;
/** Bytes of a line; a path has at most 4,096. */
const LONGEST_LINE = 8_192;

/** Requests of commands to a running server, one per line. */
interface Wish {
  /** Absolute path of the backup. */
  readonly backUp: string;
}
/** The response: lines of progress, then the result. */
type Word = { readonly pages: number; readonly of: number } | { readonly done: true } | { readonly failed: string };

/**
 * Lets commands on this machine ask a running server for what only it can do: its database belongs to its process alone.
 * It is a socket in the data folder, for those who may write there. Returns what closes it.
 */
export async function openControl(folder: string, storage: Storage): Promise<() => Promise<void>> {
  const path = socketOf(folder);
  // Left by a server that was killed: no other can be running, since we have the database.
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.once('close', () => open.delete(socket)));
    // The command disconnected; a backup in progress still completes.
    socket.on('error', () => socket.destroy());
    socket.setEncoding('utf8');
    let line = '';
    socket.on('data', (text) => {
      line += String(text);
      if (line.length > LONGEST_LINE) socket.destroy();
      const end = line.indexOf('\n');
      if (end < 0) return;
      socket.removeAllListeners('data').resume();
      void fulfil(storage, line.slice(0, end), (word) => socket.write(`${JSON.stringify(word)}\n`)).finally(() =>
        socket.end(),
      );
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  server.unref();
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
}

async function fulfil(storage: Storage, line: string, say: (word: Word) => void): Promise<void> {
  try {
    const { backUp } = JSON.parse(line) as Partial<Wish>;
    if (typeof backUp !== 'string' || !storage.backUp) throw new Error('This server can only make backups.');
    await storage.backUp(backUp, (pages, of) => say({ pages, of }));
    say({ done: true });
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error) });
  }
}

/** Has the server that runs on a folder write a backup. Throws StartError when none answers, or it fails. */
export async function askForBackup(
  folder: string,
  file: string,
  told: (pages: number, of: number) => void,
): Promise<void> {
  const socket = connect(socketOf(folder));
  const wish: Wish = { backUp: file };
  socket.write(`${JSON.stringify(wish)}\n`);
  try {
    for await (const line of createInterface({ input: socket })) {
      const word = JSON.parse(line) as Word;
      if ('done' in word) return;
      if ('failed' in word) throw new StartError(word.failed);
      told(word.pages, word.of);
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`The program that uses ${folder} does not respond. Retry if it is still starting.`);
  } finally {
    socket.destroy();
  }
  throw new StartError('The server stopped before the backup was finished. Retry.');
}

function socketOf(folder: string): string {
  const real = realpathSync(folder);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 20);
  if (process.platform === 'win32') return `\\\\.\\pipe\\florin-${name}`;
  const path = join(real, 'florin.sock');
  return Buffer.byteLength(path) <= LONGEST_SOCKET ? path : join(tmpdir(), `florin-${name}.sock`);
}
