import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Marketplace, openMarketplace } from './kit.ts';

/** Movements of one run. */
const MOVEMENTS = 60;
const SEED = Number(process.env.FLORIN_TEST_SEED ?? Math.floor(Math.random() * 1e9));

let market: Marketplace;
let stripe: Stripe;

beforeAll(async () => {
  market = await openMarketplace();
  stripe = market.stripe;
});
// Closing examines the books: every transaction of every account, and what is between accounts, sums to zero.
afterAll(() => market.close());

/** Numbers from 0 to below `below`, the same for the same seed (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** Refused for want of money, or because nothing is left of it: then nothing may have moved. */
const REFUSED =
  /insufficient|in its own currency|greater than|already|too low|sufficient funds|charged back|must not exceed/;

test(`every account’s transactions add up to its balance, whatever moves (seed ${SEED})`, async () => {
  const random = numbersFrom(SEED);
  const pick = <T>(of: readonly T[]): T => of[random(of.length)] as T;
  const canadian = await market.connect({ country: 'CA', default_currency: 'cad' });
  const accounts = [await market.connect(), await market.connect(), canadian];
  const direct: { intent: string; account: string }[] = [];
  const destined: string[] = [];
  const transfers: string[] = [];
  const flags = () => ({
    refund_application_fee: random(2) === 0,
    ...(random(2) === 0 && { amount: 1 + random(900) }),
  });

  const movements: Record<string, () => Promise<unknown>> = {
    async direct() {
      const account = pick(accounts);
      const method = pick(['pm_card_visa', 'pm_card_visa', 'pm_card_createDispute']);
      const params = { amount: 100 + random(5_000), application_fee_amount: random(100), payment_method: method };
      const { id } = await market.pay(params, { stripeAccount: account });
      direct.push({ intent: id, account });
    },
    async destined() {
      const fixed = random(2) === 0;
      const destination = pick(accounts);
      const transfer_data = { destination, ...(fixed && { amount: 1 + random(99) }) };
      const merchant = random(2) === 0 && { on_behalf_of: destination };
      const shares = { transfer_data, ...merchant, ...(!fixed && { application_fee_amount: random(100) }) };
      destined.push((await market.pay({ amount: 100 + random(5_000), ...shares })).id);
    },
    refundDirect: async () => {
      const found = direct.length > 0 ? pick(direct) : undefined;
      if (!found) return;
      await stripe.refunds.create({ payment_intent: found.intent, ...flags() }, { stripeAccount: found.account });
    },
    refundDestined: async () => {
      if (destined.length === 0) return;
      await stripe.refunds.create({ payment_intent: pick(destined), reverse_transfer: random(2) === 0, ...flags() });
    },
    fund: () => market.fund(1_000 + random(9_000)),
    async transfer() {
      const sent = { amount: 1 + random(3_000), currency: 'usd', destination: pick(accounts) };
      transfers.push((await stripe.transfers.create(sent)).id);
    },
    reverse: async () => {
      if (transfers.length > 0) await stripe.transfers.createReversal(pick(transfers), { amount: 1 + random(1_000) });
    },
    debit: () => stripe.charges.create({ amount: 50 + random(500), currency: 'usd', source: pick(accounts) }),
    topUp: () => stripe.topups.create({ amount: 100 + random(1_000), currency: 'usd' }),
    payOut: () => stripe.payouts.create({ amount: 1 + random(500), currency: 'usd' }),
    later: () => market.florin.advance(pick(['10s', '1h', '3d'])),
  };
  const names = Object.keys(movements);
  for (let n = 0; n < MOVEMENTS; n++) {
    await movements[pick(names)]?.().catch((error: Error) => expect(error.message).toMatch(REFUSED));
  }
  await market.florin.settled();
  for (const account of [undefined, ...accounts]) {
    const options = account === undefined ? {} : { stripeAccount: account };
    const transactions = await stripe.balanceTransactions.list({}, options).autoPagingToArray({ limit: 10_000 });
    for (const currency of new Set(transactions.map((one) => one.currency))) {
      const total = transactions.reduce((sum, one) => sum + (one.currency === currency ? one.net : 0), 0);
      expect([account, currency, total]).toEqual([account, currency, await market.worth(account, currency)]);
    }
    for (const { id, amount, fee, net } of transactions) expect([id, net]).toEqual([id, amount - fee]);
  }
});
