import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { MOST_WAITING, openConnection, SILENCE_MS } from '../../../src/api/stripe-cli/connection.ts';
import { createByteBudget } from '../../../src/kernel/byte-budget.ts';
import { createManualClock } from '../../stories/events/kit.ts';

/** A socket that delivers messages when the test asks for it. */
class SlowSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly sent: string[] = [];
  closedWith: number | undefined;
  taken: (() => void)[] = [];

  send(message: string, done: () => void): void {
    this.sent.push(message);
    this.taken.push(done);
  }

  take(): void {
    this.taken.shift()?.();
  }

  close(code: number): void {
    this.closedWith = code;
    this.readyState = 2;
  }

  terminate(): void {
    this.readyState = 3;
    this.emit('close');
  }
}

/** The bytes of an item that is not negative; a negative item has as many as its number. */
const ITEM_BYTES = 10;

function open(render: (item: number) => Promise<string[]> = async (item) => [`${item}`]) {
  const socket = new SlowSocket();
  const clock = createManualClock();
  const errors: unknown[] = [];
  const budget = createByteBudget(MOST_WAITING * ITEM_BYTES * 2);
  const bytesOf = (item: number) => (item < 0 ? -item : ITEM_BYTES);
  const report = (error: unknown) => errors.push(error);
  const memory = { budget, bytesOf };
  const connection = openConnection(socket as unknown as WebSocket, clock, render, report, memory);
  return { socket, clock, errors, connection, budget };
}

const turn = () => new Promise(setImmediate);

test('messages are sent in order, each after the previous one was accepted', async () => {
  const { socket, connection } = open(async (item) => [`${item}a`, `${item}b`]);
  connection.push(1);
  connection.push(2);
  await turn();
  expect(socket.sent).toEqual(['1a']);
  for (let i = 0; i < 4; i++) {
    socket.take();
    await turn();
  }
  expect(socket.sent).toEqual(['1a', '1b', '2a', '2b']);
  connection.push(3);
  await turn();
  expect(socket.sent).toHaveLength(5);
});

test('a client that does not read is dropped', async () => {
  const { socket, clock, connection } = open();
  for (let i = 0; i <= MOST_WAITING; i++) connection.push(i);
  expect(socket.closedWith).toBeUndefined();
  connection.push(0);
  expect(socket.closedWith).toBe(1013);
  clock.move(1_000);
  expect(socket.readyState).toBe(3);
});

test('a client whose queue fills the memory of all queues is dropped, and its bytes are free again', async () => {
  const { socket, connection, budget } = open();
  const half = -MOST_WAITING * ITEM_BYTES;
  connection.push(half);
  expect(budget.taken).toBe(0);
  connection.push(half);
  connection.push(half);
  expect([budget.taken, socket.closedWith]).toEqual([-2 * half, undefined]);
  connection.push(1);
  expect([budget.taken, socket.closedWith]).toEqual([0, 1013]);
});

test('what a client has read takes no more memory', async () => {
  const { socket, connection, budget } = open();
  for (let item = 0; item < 3; item++) connection.push(item);
  expect(budget.taken).toBe(2 * ITEM_BYTES);
  for (let item = 0; item < 3; item++) {
    await turn();
    socket.take();
  }
  await turn();
  expect(budget.taken).toBe(0);
});

test('a client that stops responding is dropped', () => {
  const { socket, clock } = open();
  clock.move(SILENCE_MS - 1);
  socket.emit('ping');
  clock.move(SILENCE_MS - 1);
  expect(socket.readyState).toBe(1);
  clock.move(1);
  expect(socket.readyState).toBe(3);
});

test('a message that cannot be rendered is reported and ends the connection', async () => {
  const failure = new Error('no such revision');
  const { socket, errors, connection } = open(() => Promise.reject(failure));
  connection.push(1);
  await turn();
  expect(errors).toEqual([failure]);
  expect(socket.readyState).toBe(3);
  connection.push(2);
});
