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
  const list = async (path: string, account?: string): Promise<Json[]> => {
    const { data, has_more: more } = await caller.get(`${path}?limit=${PAGE}`, account);
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
    ...(await list('/v1/events', account)).map((event) => told('event', event, ['type'])),
  ];
  const lines = [...(await linesOf()), ...moved(journal)];
  for (const { id } of await list('/v1/accounts')) {
    lines.push(...(await linesOf(String(id))).map((line) => `of an account: ${line}`));
  }
  return lines.sort().join('\n');
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
