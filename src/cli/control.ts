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
interface ControlRequest {
  /** Absolute path of the backup. */
  readonly backUp: string;
}
/** The response: lines of progress, then the result. */
type ControlReply =
  | { readonly pages: number; readonly of: number }
  | { readonly done: true }
  | { readonly failed: string };

/**
 * Opens a socket in the data folder, by which commands on this machine send requests to a running server: only its
 * process can use the database. Access requires write permission in the folder. Returns a function that closes it.
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
      void handleRequest(storage, line.slice(0, end), (reply) => socket.write(`${JSON.stringify(reply)}\n`)).finally(
        () => socket.end(),
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

async function handleRequest(storage: Storage, line: string, send: (reply: ControlReply) => void): Promise<void> {
  try {
    const { backUp } = JSON.parse(line) as Partial<ControlRequest>;
    if (typeof backUp !== 'string' || !storage.backUp) throw new Error('This server can only make backups.');
    await storage.backUp(backUp, (pages, of) => send({ pages, of }));
    send({ done: true });
  } catch (error) {
    send({ failed: error instanceof Error ? error.message : String(error) });
  }
}

/** Requests a backup from the server that runs on a folder. Throws StartError if none responds or the backup fails. */
export async function requestBackup(
  folder: string,
  file: string,
  onProgress: (pages: number, of: number) => void,
): Promise<void> {
  const socket = connect(socketOf(folder));
  const request: ControlRequest = { backUp: file };
  socket.write(`${JSON.stringify(request)}\n`);
  try {
    for await (const line of createInterface({ input: socket })) {
      const reply = JSON.parse(line) as ControlReply;
      if ('done' in reply) return;
      if ('failed' in reply) throw new StartError(reply.failed);
      onProgress(reply.pages, reply.of);
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
