import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { MOST_WAITING, openConnection, SILENCE_MS } from '../../../src/api/stripe-cli/connection.ts';
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

function open(render: (item: number) => Promise<string[]> = async (item) => [`${item}`]) {
  const socket = new SlowSocket();
  const clock = createManualClock();
  const errors: unknown[] = [];
  const connection = openConnection(socket as unknown as WebSocket, clock, render, (error) => errors.push(error));
  return { socket, clock, errors, connection };
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
