import { accountOf } from '../../../src/api/authenticate.ts';
import type { Journal } from '../../../src/network/simulator/journal.ts';
import type { Json } from '../client.ts';
import { compareWithNetwork } from '../network-agrees.ts';
import type { Caller } from './operations.ts';

const PAGE = 100;

/**
 * Describes a world without ids and timestamps, so that two worlds with the same history are equal. Compares the
 * network's effects with Florin's objects and reports differences to `wrong`.
 */
export async function stateOf(caller: Caller, journal: Journal, wrong: (what: string) => void): Promise<string> {
  const { florin, key } = caller;
  const { engine } = florin;
  const worlds = { ...engine.worlds, known: () => [accountOf(key)] };
  await compareWithNetwork({ nodes: [{ ...florin, engine: { ...engine, worlds } }], journal }, () => {}, wrong);
  const list: List = async (path, account, filter = '') => {
    const { data, has_more: more } = await caller.get(`${path}?limit=${PAGE}&${filter}`, account);
    if (more) throw new Error(`the world of ${key} has more than ${PAGE} of ${path}`);
    return data as Json[];
  };
  const linesOf = async (account?: string) => [
    ...(await list('/v1/payment_intents', account)).map((intent) =>
      told('payment', intent, ['status', 'amount_received', 'amount_capturable', 'cancellation_reason']),
    ),
    ...(await list('/v1/charges', account)).map((charge) =>
      told('charge', charge, ['status', 'captured', 'amount_captured', 'amount_refunded', 'refunded', 'failure_code']),
    ),
    ...(await list('/v1/refunds', account)).map((refund) => told('refund', refund, ['status', 'amount', 'reason'])),
    ...(await list('/v1/balance_transactions', account)).map((transaction) =>
      told('transaction', transaction, ['type', 'amount', 'fee', 'net']),
    ),
    ...(await list('/v1/transfers', account)).map((transfer) =>
      told('transfer', transfer, ['amount', 'amount_reversed']),
    ),
    ...(await list('/v1/application_fees', account)).map((fee) => told('fee', fee, ['amount', 'amount_refunded'])),
    ...(await list('/v1/payouts', account)).map((payout) => told('payout', payout, ['amount', 'status', 'automatic'])),
    ...(await billed(list, account)),
    ...(await list('/v1/events', account)).map((event) => told('event', event, ['type'])),
  ];
  const lines = [...(await linesOf()), ...moved(journal)];
  for (const { id } of await list('/v1/accounts')) {
    lines.push(...(await linesOf(String(id))).map((line) => `of an account: ${line}`));
  }
  return lines.sort().join('\n');
}

type List = (path: string, account?: string, filter?: string) => Promise<Json[]>;

/** Billed objects, also of customers on test clocks, whom lists leave out. */
async function billed(list: List, account: string | undefined): Promise<string[]> {
  const clocks = await list('/v1/test_helpers/test_clocks', account);
  const ofClocks = await Promise.all(clocks.map(({ id }) => list('/v1/customers', account, `test_clock=${id}`)));
  const customers = [...(await list('/v1/customers', account)), ...ofClocks.flat()];
  const of = async (path: string, fields: readonly string[]) => {
    const found = await Promise.all(customers.map(({ id }) => list(path, account, `customer=${id}`)));
    // Numbers begin with a random prefix of their customer.
    return found.flat().map((one) => told(path, { ...one, number: String(one.number).slice(-4) }, fields));
  };
  return [
    ...clocks.map((clock) => told('clock', clock, ['status'])),
    ...customers.map((customer) => told('customer', customer, ['balance', 'next_invoice_sequence'])),
    ...(await of('/v1/subscriptions', ['status'])),
    ...(await of('/v1/invoices', [
      'status',
      'number',
      'total',
      'amount_due',
      'amount_paid',
      'attempt_count',
      'starting_balance',
    ])),
    ...(await of('/v1/credit_notes', ['status', 'total', 'number'])),
  ];
}

function told(what: string, object: Json, fields: readonly string[]): string {
  return `${what} ${fields.map((field) => `${field}=${object[field]}`).join(' ')}`;
}

/** Returns the network's effects; an effect that was reversed cancels out. */
function moved(journal: Journal): string[] {
  return [...journal.effects().values()]
    .filter(({ authorized, captured, refunded, voided }) => authorized + captured + refunded + voided > 0)
    .map((effects) => `network ${JSON.stringify(effects)}`);
}
