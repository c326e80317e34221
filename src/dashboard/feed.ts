import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket, WebSocketServer } from 'ws';
import type { EventFeed } from '../events/feed.ts';
import type { RequestLog } from '../events/logs.ts';
import { scopeOf } from '../kernel/account-names.ts';
import type { Clock } from '../kernel/clock.ts';

/** `/_florin/worlds/{account}/feed` */
const PATH = /^\/_florin\/worlds\/(acct_[A-Za-z0-9]{1,64})\/feed(?:\?|$)/;
/** Time that messages are collected before they are sent as one, in milliseconds. */
const COLLECT_MS = 100;
/** Types that one message names; beyond it, what happened is said by these. */
const MOST_TYPES = 100;
/** Tabs that are connected at once, and the unsent bytes at which one is cut off. */
const MOST_SOCKETS = 500;
const MOST_UNSENT_BYTES = 1_048_576;
/** Pages send nothing. */
const MOST_MESSAGE_BYTES = 1_024;

interface FeedParts {
  readonly clock: Clock;
  readonly events: EventFeed;
  readonly requests: Pick<RequestLog, 'subscribe'>;
  /** True if a request may watch an account. */
  readonly mayWatch: (request: IncomingMessage, account: string) => Promise<boolean>;
}

/** Tells open pages what has happened, so that they load it anew. It holds nothing but types of events. */
export function createFeed({ clock, events, requests, mayWatch }: FeedParts) {
  let opening: Promise<WebSocketServer> | undefined;
  const open = new Set<WebSocket>();

  function connect(account: string, socket: WebSocket): void {
    const { world, account: connected } = scopeOf(account);
    let types = new Set<string>();
    let answered = 0;
    let cancel: (() => void) | undefined;
    const send = () => {
      cancel = undefined;
      if (socket.bufferedAmount > MOST_UNSENT_BYTES) return socket.terminate();
      socket.send(JSON.stringify({ events: [...types], requests: answered }));
      types = new Set();
      answered = 0;
    };
    const plan = () => {
      cancel ??= clock.wakeAfter(COLLECT_MS, send);
    };
    const ends = [
      events.subscribe(world, (event) => {
        if (event.account !== connected) return;
        if (types.size < MOST_TYPES) types.add(event.type);
        plan();
      }),
      requests.subscribe(world, (entry) => {
        if (entry.key === 'dashboard') return;
        answered += 1;
        plan();
      }),
    ];
    open.add(socket);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      cancel?.();
      open.delete(socket);
      for (const end of ends) end();
    });
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, account: string): Promise<void> {
    if (open.size >= MOST_SOCKETS || !(await mayWatch(request, account))) return refuse(socket);
    opening ??= openServer();
    (await opening).handleUpgrade(request, socket, head, (client) => connect(account, client));
  }

  return {
    /** For the server's `upgrade` event; false, with the socket untouched, for another path. */
    handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
      const account = PATH.exec(request.url ?? '')?.[1];
      if (account === undefined) return false;
      socket.on('error', () => socket.destroy());
      upgrade(request, socket, head, account).catch(() => socket.destroy());
      return true;
    },
    close() {
      for (const socket of open) socket.terminate();
    },
  };
}

async function openServer(): Promise<WebSocketServer> {
  const { WebSocketServer } = await import('ws');
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MOST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
