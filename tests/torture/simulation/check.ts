import { loadSubjects } from '../../../src/events/event.ts';
import type { Florin } from '../../../src/florin.ts';
import type { Journal } from '../../../src/network/simulator/journal.ts';
import { compareWithNetwork } from '../network-agrees.ts';
import type { Payment } from './payment.ts';
import { wholePayment } from './payment-model.ts';
import { type Body, send, shownByPayment } from './requests.ts';
import { brief, type Thing, Unexplained, type World } from './world.ts';

interface Row extends Omit<Body, 'data'> {
  readonly id: string;
  readonly currency: string;
  readonly payment_intent?: string | null;
  readonly charge?: string | null;
  readonly source?: string | null;
  readonly net?: number;
}

interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly object: Row;
}

/** Maximum pages of a list in a run. */
const MOST_PAGES = 50;

/** Returns all objects of a list, oldest first. */
async function all(florin: Florin, world: World, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const last = rows.at(-1);
    const form = { limit: '100', ...(last && { starting_after: last.id }) };
    const { status, text } = await send(florin, world.secretKey, { method: 'GET', path, form, key: null });
    if (status !== 200) throw new Unexplained(`${path} returned ${status}: ${text}`);
    const { data, has_more: more } = JSON.parse(text) as { data: Row[]; has_more: boolean };
    rows.push(...data);
    if (!more) return rows.reverse();
  }
  throw new Unexplained(`${path} does not end`);
}

/** The whole log of events, oldest first: the API serves only those of the last thirty days. */
async function allEvents({ engine: { storage } }: Florin, { id: world }: World): Promise<EventRow[]> {
  const rows: EventRow[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const above = rows.at(-1)?.id ?? '';
    const events = await storage.listEvents(world, { above, descending: false, limit: 100 });
    for (const { event, subject } of await loadSubjects(storage, world, events))
      rows.push({ id: event.id, type: event.type, object: JSON.parse(subject) as Row });
    if (events.length < 100) return rows;
  }
  throw new Unexplained('the log of events does not end');
}

/**
 * Reads a whole world through the API while nothing else happens, and reduces the model to the states that match.
 * Throws if none does: a payment is missing or exists twice, or differs from the model in status, money, refunds,
 * dispute or events; or the balance is not the sum of the payments.
 */
export async function checkWorld(florin: Florin, world: World): Promise<void> {
  const intents = await all(florin, world, '/v1/payment_intents');
  const seen = observe({
    refunds: await all(florin, world, '/v1/refunds'),
    disputes: await all(florin, world, '/v1/disputes'),
    charges: await all(florin, world, '/v1/charges'),
    transactions: await all(florin, world, '/v1/balance_transactions'),
    events: await allEvents(florin, world),
  });
  const byTag = Map.groupBy(intents, ({ metadata }) => metadata?.tag ?? '');
  for (const thing of world.things) {
    const [found, second] = byTag.get(thing.tag) ?? [];
    if (second)
      throw new Unexplained(`'${thing.tag}' was created once and exists twice: ${found?.id} and ${second.id}`);
    byTag.delete(thing.tag);
    if (found) thing.id ??= found.id;
    if (found) thing.dispute ??= seen(found).disputeId;
    narrow(thing, found ? seen(found).whole : null);
  }
  for (const [tag, [found]] of byTag) throw new Unexplained(`${found?.id} exists ('${tag}'), but was never created`);
  await checkBalance(florin, world);
}

function narrow(thing: Thing, seen: object | null): void {
  const before = thing.possible;
  const as = JSON.stringify(seen);
  thing.possible = before.filter(({ state }) => JSON.stringify(state && wholePayment(state)) === as);
  if (thing.possible.length > 0) return;
  const expected = before.map(({ state }) => JSON.stringify(state && wholePayment(state)));
  throw new Unexplained(
    `${thing.id ?? thing.tag} is ${as}; it can only be ${[...new Set(expected)].slice(0, 4).join(' or ')} (${brief(before[0]?.state ?? null)})`,
  );
}

/** Collects the observable state of each payment. */
function observe(
  rows: Readonly<Record<'refunds' | 'disputes' | 'charges' | 'transactions', readonly Row[]>> & {
    readonly events: readonly EventRow[];
  },
) {
  const owners = new Map<string, string>();
  for (const { id, payment_intent: owner } of [...rows.charges, ...rows.refunds, ...rows.disputes])
    if (owner) owners.set(id, owner);
  const of = (row: Row | undefined) => row && (owners.get(row.id) ?? row.id);
  const refunds = Map.groupBy(rows.refunds, of);
  const disputes = Map.groupBy(rows.disputes, of);
  const transactions = Map.groupBy(rows.transactions, ({ source }) => owners.get(source ?? ''));
  const events = Map.groupBy(rows.events, ({ object }) => of(object));
  return (intent: Row) => {
    const { id, currency } = intent;
    const [dispute] = disputes.get(id) ?? [];
    return {
      disputeId: dispute?.id ?? null,
      whole: {
        payment: shownByPayment(intent),
        currency,
        refunds: (refunds.get(id) ?? []).map(({ amount, status }) => ({ amount, status })),
        dispute: dispute?.status ?? null,
        net: (transactions.get(id) ?? []).reduce((sum, { net = 0 }) => sum + net, 0),
        told: (events.get(id) ?? []).map(({ type }) => type),
      },
    };
  };
}

/** Expects that the balance equals the sum of all payments' contributions. */
async function checkBalance(florin: Florin, { secretKey, things }: World): Promise<void> {
  const sums = new Map<string, number>();
  for (const { possible } of things) {
    const state: Payment | null = possible[0]?.state ?? null;
    if (state) sums.set(state.currency, (sums.get(state.currency) ?? 0) + state.net);
  }
  const { text } = await send(florin, secretKey, { method: 'GET', path: '/v1/balance', form: {}, key: null });
  const balance = JSON.parse(text) as Record<'available' | 'pending', readonly { amount: number; currency: string }[]>;
  for (const { amount, currency } of [...balance.available, ...balance.pending])
    sums.set(currency, (sums.get(currency) ?? 0) - amount);
  for (const [currency, difference] of sums)
    if (difference !== 0)
      throw new Unexplained(`the balance lacks ${difference} ${currency} of what the payments came to`);
}

/** Expects that the network's effects match Florin's objects, authorization by authorization, and audits the books. */
export async function checkNetwork(florin: Florin, journal: Journal, worlds: readonly World[]): Promise<void> {
  const wrong: string[] = [];
  // A Florin only audits worlds that it has loaded since it was opened.
  for (const { secretKey } of worlds)
    await send(florin, secretKey, { method: 'GET', path: '/v1/balance', form: {}, key: null });
  await compareWithNetwork(
    { nodes: [florin], journal },
    () => {},
    (what) => wrong.push(what),
  );
  if (wrong.length > 0) throw new Unexplained(wrong.slice(0, 5).join('; '));
}
