import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createHarness, type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

/** Details of payment methods whose digits occur nowhere else. */
const TYPED = {
  card: '5200828282828210',
  cvc: '7391',
  amex: '378282246310005',
  declined: '4000000000009995',
  noCard: '4242424242424241',
  account: '000123456789',
  person: '078051120',
} as const;

const EXPIRY = { exp_month: '12', exp_year: '2034' };

/** Returns the fields of a hash as form fields: `source[number]=…`. */
function under(name: string, fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${name}[${key}]`, value]));
}

/** Sends the payment details to every operation that accepts them. */
async function typeEverywhere({ call }: Harness): Promise<string[]> {
  const responses: string[] = [];
  const say = async (path: string, form: Record<string, string>) => {
    const { body } = await call('POST', path, form, { headers: { 'idempotency-key': `${path}${responses.length}` } });
    responses.push(JSON.stringify(body));
    return body;
  };
  const { id } = await say('/v1/customers', under('card', { number: TYPED.card, ...EXPIRY, cvc: '739' }));
  for (const number of [TYPED.card, TYPED.amex, TYPED.declined, TYPED.noCard]) {
    const card = { number, ...EXPIRY, cvc: number === TYPED.amex ? TYPED.cvc : '739' };
    await say('/v1/tokens', under('card', card));
    await say('/v1/charges', { amount: '100', currency: 'usd', ...under('source', { object: 'card', ...card }) });
    await say(`/v1/customers/${id}/sources`, under('source', { object: 'card', ...card }));
    await say(`/v1/customers/${id}`, under('card', card));
  }
  const bank = { country: 'US', currency: 'usd', routing_number: '110000000', account_number: TYPED.account };
  await say('/v1/tokens', under('bank_account', bank));
  await say(`/v1/customers/${id}/sources`, under('bank_account', bank));
  await say('/v1/tokens', under('pii', { id_number: TYPED.person }));
  await say('/v1/tokens', under('person', { id_number: TYPED.person }));
  await say('/v1/tokens', under('cvc_update', { cvc: TYPED.cvc }));
  return responses;
}

describe('payment details', () => {
  test('are neither stored nor returned', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'florin-older-api-'));
    try {
      const harness = await createHarness({ storage: folder });
      const responses = await typeEverywhere(harness);
      const events = await harness.stripe.events.list({ limit: 100 });
      await harness.close();
      const files = await readdir(folder);
      expect(files).toContain('florin.db');
      const written = await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')));
      for (const text of [...written, ...responses, JSON.stringify(events.data)]) {
        for (const secret of [TYPED.card, TYPED.amex, TYPED.declined, TYPED.noCard, TYPED.account, TYPED.person]) {
          expect(text.includes(secret), secret).toBe(false);
        }
        expect(text).not.toContain(`"${TYPED.cvc}"`);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('at the same time', () => {
  test('a token is used once', () =>
    withFlorin(async ({ stripe }) => {
      const token = await stripe.tokens.create({ card: { number: TYPED.card, ...EXPIRY } });
      const customer = await stripe.customers.create();
      const uses = await Promise.allSettled([
        stripe.charges.create({ amount: 100, currency: 'usd', source: token.id }),
        stripe.customers.createSource(customer.id, { source: token.id }),
        stripe.charges.create({ amount: 200, currency: 'usd', source: token.id }),
        stripe.customers.create({ source: token.id }),
      ]);
      expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const charges = (await stripe.charges.list()).data;
      const customers = (await stripe.customers.list({ expand: ['data.sources'] })).data;
      const sources = customers.flatMap(({ sources: theirs }) => theirs?.data ?? []);
      expect(charges.length + sources.length).toBe(1);
    }));

  test('a source is deleted once, and the default is one that is left', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      const id = String(customer.default_source);
      const left = await stripe.customers.createSource(customer.id, { source: 'tok_mastercard' });
      const deletions = await Promise.allSettled([
        stripe.customers.deleteSource(customer.id, id),
        stripe.customers.deleteSource(customer.id, id),
        stripe.paymentMethods.detach(id),
      ]);
      expect(deletions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ default_source: left.id });
      expect((await stripe.events.list({ type: 'customer.source.deleted' })).data).toHaveLength(1);
    }));

  test('a charge is captured or released, not both', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.charges.create({
        amount: 1_000,
        currency: 'usd',
        source: 'tok_visa',
        capture: false,
      });
      await Promise.allSettled([stripe.charges.capture(id), stripe.refunds.create({ charge: id })]);
      const charge = await stripe.charges.retrieve(id);
      const transactions = (await stripe.balanceTransactions.list()).data;
      const net = transactions.reduce((sum, { amount }) => sum + amount, 0);
      expect(net).toBe(charge.amount_captured - (charge.captured ? charge.amount_refunded : 0));
    }));
});

test('an id of another type is not a source, charge or tax ID', () =>
  withFlorin(async ({ stripe }) => {
    const customer = await stripe.customers.create({ source: 'tok_visa' });
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    const card = String(customer.default_source);
    for (const call of [
      () => stripe.customers.retrieveSource(customer.id, method.id),
      () => stripe.customers.deleteSource(customer.id, method.id),
      () => stripe.charges.retrieve(card),
      () => stripe.taxIds.retrieve(card),
      () => stripe.sources.retrieve(card),
      () => stripe.customers.retrieveBalanceTransaction(customer.id, card),
      () => stripe.tokens.retrieve(card),
    ]) {
      expect(await refusal(call())).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    }
    // The source still exists, unchanged.
    expect(await stripe.customers.retrieveSource(customer.id, card)).toMatchObject({ object: 'card' });
  }));
