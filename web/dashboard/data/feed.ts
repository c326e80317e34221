import { invalidate } from './query.ts';

/** A message of the feed: what has happened since the last one. */
interface Message {
  readonly events: readonly string[];
  readonly requests: number;
}

/** Waits before it connects again, in milliseconds; the last one repeats. */
const WAITS_MS = [500, 1_000, 2_000, 5_000];
/** Deliveries follow their events a little later. */
const DELIVERED_MS = 1_200;

/** The topics that an event of a type makes stale. */
export function topicsOf(type: string): readonly string[] {
  const [first = '', second = ''] = type.split('.');
  const more: Readonly<Record<string, readonly string[]>> = {
    payment_intent: ['payments'],
    charge: ['payments', 'balances', second === 'dispute' ? 'disputes' : 'payments'],
    refund: ['payments', 'balances'],
    balance: ['balances'],
    payout: ['payouts', 'balances'],
    customer: ['customers', ...(second === 'subscription' ? ['subscriptions'] : [])],
    payment_method: ['customers'],
    product: ['products'],
    price: ['products'],
    checkout: ['checkout'],
    account: ['accounts'],
    invoice: ['invoices', 'subscriptions'],
  };
  return ['events', 'home', ...(more[first] ?? [])];
}

/** Follows what happens in an account and marks what is shown as stale. `onState` learns if the connection stands. */
export function follow(account: string, onState: (connected: boolean) => void): () => void {
  let socket: WebSocket | undefined;
  let failures = 0;
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    socket = new WebSocket(`${scheme}://${location.host}/_florin/worlds/${account}/feed`);
    socket.addEventListener('open', () => {
      onState(true);
      // Events of the meantime were missed.
      if (failures > 0) invalidate('all');
      failures = 0;
    });
    socket.addEventListener('message', ({ data }) => receive(JSON.parse(String(data)) as Message));
    socket.addEventListener('close', () => {
      if (ended) return;
      onState(false);
      invalidate('all');
      const wait = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)];
      failures += 1;
      timer = setTimeout(connect, wait);
    });
  }

  function receive({ events, requests }: Message): void {
    const topics = new Set(events.flatMap(topicsOf));
    if (requests > 0) topics.add('logs');
    invalidate(...topics);
    if (events.length > 0) setTimeout(() => invalidate('deliveries'), DELIVERED_MS);
  }

  connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    socket?.close();
  };
}
