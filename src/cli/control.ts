import { createHash } from 'node:crypto';
import { chmodSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FailedTimer, Storage, StoredKey } from '../kernel/storage.ts';
import { StartError } from './start-error.ts';

/** A socket's path has room for 108 bytes on Linux and 104 on macOS. */
const LONGEST_SOCKET = 100;
/** Characters of a request: one path, or the rows of some keys. */
const LONGEST_LINE = 65_536;

/** Requests of commands to a running server, one per line. */
type ControlRequest =
  /** Absolute path of the backup. */
  | { readonly backUp: string }
  | { readonly failedTimers: { readonly limit: number } }
  /** Ids of failed timers; without them all dead ones. */
  | { readonly retryTimers: { readonly ids?: readonly string[] } }
  | { readonly listKeys: true }
  | { readonly registerKeys: readonly StoredKey[] };
/** The response: lines of progress, then the result. */
type ControlReply =
  | { readonly pages: number; readonly of: number }
  | { readonly done: unknown }
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
    // Only commands of this program connect, perhaps of another version.
    const request = JSON.parse(line) as ControlRequest;
    if ('backUp' in request && storage.backUp) {
      await storage.backUp(request.backUp, (pages, of) => send({ pages, of }));
      send({ done: true });
    } else if ('failedTimers' in request) {
      send({ done: await storage.listFailedTimers({ limit: request.failedTimers.limit }) });
    } else if ('retryTimers' in request) {
      send({ done: await storage.retryTimers(request.retryTimers.ids) });
    } else if ('listKeys' in request) {
      send({ done: await storage.listKeys() });
    } else if ('registerKeys' in request) {
      await storage.registerKeys(request.registerKeys);
      send({ done: true });
    } else {
      throw new Error('This server does not support the command. Use the version of Florin that is running.');
    }
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
  await request(folder, { backUp: file }, onProgress);
}

/** Returns the failed timers of the server that runs on a folder. Throws StartError when none answers. */
export async function requestFailedTimers(folder: string, limit: number): Promise<FailedTimer[]> {
  return (await request(folder, { failedTimers: { limit } })) as FailedTimer[];
}

/** Has the server that runs on a folder run failed timers again; returns how many. Throws StartError when none answers. */
export async function requestRetry(folder: string, ids: readonly string[] | undefined): Promise<number> {
  return (await request(folder, { retryTimers: { ...(ids && { ids }) } })) as number;
}

/** Returns the registered keys of the server that runs on a folder. Throws StartError when none answers. */
export async function requestKeys(folder: string): Promise<StoredKey[]> {
  return (await request(folder, { listKeys: true })) as StoredKey[];
}

/** Has the server that runs on a folder register keys. Throws StartError when none answers. */
export async function requestRegistration(folder: string, keys: readonly StoredKey[]): Promise<void> {
  await request(folder, { registerKeys: keys });
}

/** Returns the result that the server sends; its type follows from the request. */
async function request(
  folder: string,
  asked: ControlRequest,
  onProgress: (pages: number, of: number) => void = () => {},
): Promise<unknown> {
  const socket = connect(socketOf(folder));
  socket.write(`${JSON.stringify(asked)}\n`);
  try {
    // Loaded with the first command.
    const { createInterface } = process.getBuiltinModule('node:readline');
    for await (const line of createInterface({ input: socket })) {
      const reply = JSON.parse(line) as ControlReply;
      if ('done' in reply) return reply.done;
      if ('failed' in reply) throw new StartError(reply.failed);
      onProgress(reply.pages, reply.of);
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The program that uses ${folder} does not respond. Retry if it is still starting, or stop it.`,
    );
  } finally {
    socket.destroy();
  }
  throw new StartError('The server stopped before the command was finished. Retry.');
}

function socketOf(folder: string): string {
  const real = realpathSync(folder);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 20);
  if (process.platform === 'win32') return `\\\\.\\pipe\\florin-${name}`;
  const path = join(real, 'florin.sock');
  return Buffer.byteLength(path) <= LONGEST_SOCKET ? path : join(tmpdir(), `florin-${name}.sock`);
}
