import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { createByteBudget } from '../../kernel/byte-budget.ts';

/** The most connections; the server closes further ones at once. */
export const MOST_CONNECTIONS = 4_000;
/** The most requests that a connection may send ahead of their responses. Clients that send more are cut off. */
export const MOST_PIPELINED = 64;
/** The most requests that are being answered; further ones are refused. */
export const MOST_REQUESTS = 8_192;
/** Idle time of a connection within a request. An unread response is closed after at most twice this time. */
export const IDLE_MS = 30_000;
/** The bytes of responses that clients have not read. Beyond it, the client of the next large response is cut off. */
export const UNREAD_BYTES = 128 * 1_048_576;
/** Fewer unread bytes are not counted: the operating system takes them. */
const LARGE_BYTES = 65_536;

/** The connections of a server. */
export interface Connections {
  /**
   * Call it when a request begins. Refuse the request if there are too many; its client was cut off if it sent too many
   * ahead. Unless it was cut off, call `end` afterwards.
   */
  begin(socket: Socket): 'answer' | 'refuse' | 'cut off';
  /** Call it when the response has been written, as far as the client reads it. */
  end(socket: Socket): void;
  /** The requests that are being answered. */
  readonly requests: number;
}

/** Closes connections whose clients do not read, send nothing, or send too much. */
export function guardConnections(server: Server): Connections {
  /** The requests that are being answered, in all and by connection. */
  let requests = 0;
  const answering = new Map<Socket, number>();
  const unread = createByteBudget(UNREAD_BYTES);
  const held = new Map<Socket, number>();

  server.maxConnections = MOST_CONNECTIONS;
  server.timeout = IDLE_MS;
  server.on('timeout', (socket) => {
    const isWaitingForUs = answering.has(socket) && socket.writableLength === 0;
    if (!isWaitingForUs) socket.destroy();
  });

  /** Counts the unread bytes of a connection until it has read all of them, or is closed. */
  function hold(socket: Socket, bytes: number): void {
    const before = held.get(socket) ?? 0;
    if (!unread.take(bytes - before)) {
      socket.destroy();
      return;
    }
    held.set(socket, bytes);
    if (before > 0) return;
    const release = () => {
      socket.off('drain', release).off('close', release);
      unread.give(held.get(socket) ?? 0);
      held.delete(socket);
    };
    socket.on('drain', release).on('close', release);
  }

  return {
    begin(socket) {
      const count = answering.get(socket) ?? 0;
      if (count === MOST_PIPELINED) {
        socket.destroy();
        return 'cut off';
      }
      answering.set(socket, count + 1);
      requests += 1;
      return requests > MOST_REQUESTS ? 'refuse' : 'answer';
    },
    end(socket) {
      requests -= 1;
      const left = (answering.get(socket) ?? 1) - 1;
      if (left > 0) answering.set(socket, left);
      else answering.delete(socket);
      if (socket.writableLength >= LARGE_BYTES && !socket.destroyed) hold(socket, socket.writableLength);
    },
    get requests() {
      return requests;
    },
  };
}
