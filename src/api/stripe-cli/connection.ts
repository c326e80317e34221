import type { WebSocket } from 'ws';
import type { ByteBudget } from '../../kernel/byte-budget.ts';
import type { Clock } from '../../kernel/clock.ts';

/** The longest queue of a slow client, and the bytes of all queues; beyond either the client is dropped. */
export const MOST_WAITING = 10_000;
export const WAITING_BYTES = 32 * 1_048_576;
/** A client is considered gone after this silence; the CLI pings every two seconds. */
export const SILENCE_MS = 60_000;

/** WebSocket close codes of RFC 6455 and its registry. */
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;
/** The time that a client has to acknowledge a close. */
const CLOSE_WAIT_MS = 1_000;

/** Sends items to one client in their order, no faster than it reads. */
export interface Connection<Item> {
  push(item: Item): void;
  close(): void;
}

/** The share of a connection in the memory of all queues. */
interface QueueMemory<Item> {
  readonly budget: ByteBudget;
  bytesOf(item: Item): number;
}

/** `render` makes an item's messages. If it throws, the error is reported and the client dropped. */
export function openConnection<Item>(
  socket: WebSocket,
  clock: Clock,
  render: (item: Item) => Promise<readonly string[]>,
  report: (error: unknown) => void,
  { budget, bytesOf }: QueueMemory<Item>,
): Connection<Item> {
  const waiting: Item[] = [];
  let sending = false;
  let lastReceived = clock.now();
  let cancelCheck = () => {};

  function next(): Item | undefined {
    const item = waiting.shift();
    if (item !== undefined) budget.give(bytesOf(item));
    return item;
  }

  function empty(): void {
    for (const item of waiting) budget.give(bytesOf(item));
    waiting.length = 0;
  }

  async function sendAll(): Promise<void> {
    for (let item = next(); item !== undefined && isOpen(socket); item = next()) {
      for (const message of await render(item)) await send(socket, message);
    }
  }

  function start(): void {
    if (sending) return;
    sending = true;
    sendAll()
      .catch((error) => {
        if (!isOpen(socket)) return;
        report(error);
        socket.terminate();
      })
      .finally(() => {
        sending = false;
        if (waiting.length > 0 && isOpen(socket)) start();
      });
  }

  function checkAlive(): void {
    const silentUntil = lastReceived + SILENCE_MS;
    if (clock.now() >= silentUntil) socket.terminate();
    else cancelCheck = clock.wakeAfter(silentUntil - clock.now(), checkAlive);
  }

  for (const sign of ['message', 'ping', 'pong']) {
    socket.on(sign, () => {
      lastReceived = clock.now();
    });
  }
  socket.on('close', () => {
    cancelCheck();
    empty();
  });
  checkAlive();

  function closeWith(code: number, reason: string): void {
    socket.close(code, reason);
    clock.wakeAfter(CLOSE_WAIT_MS, () => socket.terminate());
  }

  return {
    push(item) {
      if (!isOpen(socket)) return;
      if (waiting.length >= MOST_WAITING || !budget.take(bytesOf(item))) {
        empty();
        return closeWith(TRY_AGAIN_LATER, 'Too slow');
      }
      waiting.push(item);
      start();
    },
    close: () => closeWith(GOING_AWAY, 'The server is stopping'),
  };
}

function isOpen(socket: WebSocket): boolean {
  return socket.readyState === socket.OPEN;
}

/** Resolves once the message has left this process. */
function send(socket: WebSocket, message: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(message, (error) => (error ? reject(error) : resolve()));
  });
}
