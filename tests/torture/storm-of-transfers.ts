import { someAtATime } from './at-once.ts';
import type { Answer, Cluster } from './cluster.ts';
import { PAID } from './payments.ts';
import { retryWhileLocked } from './retry-while-locked.ts';

const ROUNDS_AT_A_TIME = 4;
/** Calls at once of which the funds allow one. */
const CALLS = 4;

interface Made {
  readonly id: string;
}

/**
 * Spends the same money several times at once: transfers of more than half of a payment, reversals of more than half of a
 * transfer, refunds that take back a whole transfer, and payouts of more than half of a balance. One of each may win.
 */
export async function stormOfTransfers(
  cluster: Cluster,
  rounds: number,
  count: (what: string, by?: number) => void,
  wrong: (what: string) => void,
): Promise<void> {
  const made = async (node: number, path: string, form: Readonly<Record<string, string>>): Promise<Made> => {
    const { status, text } = await cluster.call(node, 'POST', path, form);
    if (status !== 200) throw new Error(`${path} got the response ${status} ${text}`);
    return JSON.parse(text) as Made;
  };
  /** Sends a call several times at once; returns the one that won. */
  async function onlyOne(
    node: number,
    path: string,
    form: Readonly<Record<string, string>>,
  ): Promise<Made | undefined> {
    const answers = await Promise.all(
      Array.from({ length: CALLS }, (_, place) =>
        retryWhileLocked(() => cluster.call(node + place, 'POST', path, form), count),
      ),
    );
    count('calls at once', CALLS);
    const won = answers.filter(({ status }: Answer) => status === 200);
    count(`  won: ${path.replace(/[a-z]+_\w+(?=\/)/, '…')}`, won.length);
    if (won.length !== 1) wrong(`${won.length} of ${CALLS} calls of ${path} at once won`);
    for (const { status, text } of answers) {
      if (status !== 200 && status !== 400) wrong(`${path} got the response ${status} ${text}`);
    }
    return won[0] && (JSON.parse(won[0].text) as Made);
  }

  const { id: destination } = await made(0, '/v1/accounts', { type: 'standard' });
  await someAtATime(Array.from({ length: rounds }).entries(), ROUNDS_AT_A_TIME, async ([n]) => {
    const payment = await made(n, '/v1/payment_intents', { ...PAID, capture_method: 'automatic' });
    const { text } = await cluster.call(n, 'GET', `/v1/payment_intents/${payment.id}`);
    const { latest_charge: charge } = JSON.parse(text) as { latest_charge: string };
    const transfer = { amount: '600', currency: 'usd', destination, source_transaction: charge };
    const sent = await onlyOne(n, '/v1/transfers', transfer);
    if (sent) await onlyOne(n, `/v1/transfers/${sent.id}/reversals`, { amount: '400' });

    const shared = { ...PAID, application_fee_amount: '100', 'transfer_data[destination]': destination };
    const { id: intent } = await made(n, '/v1/payment_intents', { ...shared, capture_method: 'automatic' });
    const back = { payment_intent: intent, reverse_transfer: 'true', refund_application_fee: 'true' };
    await onlyOne(n, '/v1/refunds', back);
  });

  // Payouts and transfers spend one balance: the rounds before left nothing of it available.
  const funds = { ...PAID, amount: '1000000', payment_method: 'pm_card_bypassPending', capture_method: 'automatic' };
  await made(0, '/v1/payment_intents', funds);
  const left = JSON.parse((await cluster.call(0, 'GET', '/v1/balance')).text) as {
    available: { amount: number; currency: string }[];
  };
  const available = left.available.find(({ currency }) => currency === 'usd')?.amount ?? 0;
  const most = String(Math.floor(available / 2) + 1);
  await onlyOne(0, '/v1/payouts', { amount: most, currency: 'usd' });
}
