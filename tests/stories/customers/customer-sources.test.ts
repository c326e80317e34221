import { describe, expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal, refusals } from '../../support/refusal.ts';

const CARD = { number: '4242424242424242', exp_month: '12', exp_year: '2034', cvc: '123' };
const BANK = { country: 'US', currency: 'usd', routing_number: '110000000', account_number: '000123456789' };

const types = async ({ eventTypes }: Harness) =>
  (await eventTypes()).filter((type) => type.startsWith('customer.') || type.startsWith('payment_method.'));

test('a customer without subscriptions is expanded with an empty list', () =>
  withFlorin(async ({ stripe }) => {
    const { id } = await stripe.customers.create();
    const customer = await stripe.customers.retrieve(id, { expand: ['subscriptions'] });
    const url = `/v1/customers/${id}/subscriptions`;
    expect(customer).toMatchObject({
      subscriptions: { object: 'list', data: [], has_more: false, total_count: 0, url },
    });
  }));

describe('a customer with a card', () => {
  test('has it as their default source from the start, with an event', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const customer = await stripe.customers.create({
        source: 'tok_visa',
        expand: ['default_source', 'sources'],
      });
      const card = customer.default_source as { id: string };
      expect(card).toMatchObject({ object: 'card', brand: 'Visa', customer: customer.id, cvc_check: 'pass' });
      expect(customer.sources).toMatchObject({ has_more: false, total_count: 1, data: [card] });
      expect(await types(harness)).toEqual(['customer.created', 'payment_method.attached', 'customer.source.created']);
      const [created] = (await stripe.events.list({ type: 'customer.created' })).data;
      expect(created?.data.object).toMatchObject({ default_source: card.id });
      const [sourced] = (await stripe.events.list({ type: 'customer.source.created' })).data;
      expect(sourced?.data.object).toMatchObject({ id: card.id, object: 'card', customer: customer.id });
    }));

  test('accepts it under its older parameter, as a token or typed', () =>
    withFlorin(async ({ call, stripe }) => {
      const token = await stripe.tokens.create({ card: { ...CARD, name: 'Jenny Rosen', address_zip: '12345' } });
      const byToken = await call('POST', '/v1/customers', { card: token.id });
      expect(byToken.body.default_source).toBe(token.card?.id);
      const card = await stripe.customers.retrieveSource(byToken.body.id, byToken.body.default_source);
      expect(card).toMatchObject({ name: 'Jenny Rosen', address_zip: '12345', address_zip_check: 'pass' });
      const typed = await call('POST', `/v1/customers/${byToken.body.id}/sources`, {
        'card[number]': '5555555555554444',
        'card[exp_month]': '7',
        'card[exp_year]': '2031',
      });
      expect([typed.status, typed.body.brand, typed.body.exp_month, typed.body.cvc_check]).toEqual([
        200,
        'MasterCard',
        7,
        null,
      ]);
    }));

  test('can pay a PaymentIntent with it, and lists it among the payment methods', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      const id = String(customer.default_source);
      const method = await stripe.paymentMethods.retrieve(id);
      expect(method).toMatchObject({ object: 'payment_method', type: 'card', customer: customer.id });
      expect((await stripe.paymentMethods.list({ customer: customer.id })).data.map((one) => one.id)).toEqual([id]);
      const payment = {
        amount: 1_000,
        currency: 'usd',
        customer: customer.id,
        confirm: true,
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      } as const;
      const intent = await stripe.paymentIntents.create({ ...payment, payment_method: id, expand: ['payment_method'] });
      expect(intent).toMatchObject({ status: 'succeeded', payment_method: { id, object: 'payment_method' } });
      // Without a payment method the default source pays, as it did for charges.
      const unnamed = await stripe.paymentIntents.create(payment);
      expect(unnamed).toMatchObject({ status: 'succeeded', payment_method: id, source: id });
    }));

  test('keeps the default until it is deleted, then uses the newest of the rest', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const customer = await stripe.customers.create();
      const first = await stripe.customers.createSource(customer.id, { source: 'tok_visa' });
      const second = await stripe.customers.createSource(customer.id, { source: 'tok_mastercard' });
      const third = await stripe.customers.createSource(customer.id, { source: 'btok_us' });
      const defaultSource = async () =>
        ((await stripe.customers.retrieve(customer.id)) as { default_source: string }).default_source;
      expect(await defaultSource()).toBe(first.id);
      const listed = await stripe.customers.listSources(customer.id);
      expect(listed.data.map(({ id }) => id)).toEqual([third.id, second.id, first.id]);
      expect(await stripe.customers.deleteSource(customer.id, first.id)).toEqual({
        id: first.id,
        object: 'card',
        deleted: true,
      });
      expect(await defaultSource()).toBe(third.id);
      await stripe.customers.update(customer.id, { default_source: second.id });
      await stripe.customers.deleteSource(customer.id, second.id);
      await stripe.customers.deleteSource(customer.id, third.id);
      expect(await defaultSource()).toBeNull();
      expect((await types(harness)).filter((type) => type === 'customer.source.deleted')).toHaveLength(3);
    }));

  test('lists it in pages, and by type', () =>
    withFlorin(async ({ stripe }) => {
      const { id } = await stripe.customers.create();
      const tokens = ['tok_visa', 'btok_us', 'tok_mastercard', 'tok_amex'];
      const made: string[] = [];
      for (const source of tokens) made.unshift((await stripe.customers.createSource(id, { source })).id);
      const [amex = '', mastercard = '', bank = '', visa = ''] = made;
      const page = async (params: object) => {
        const { data, has_more: more } = await stripe.customers.listSources(id, params);
        return [...data.map((source) => source.id), more];
      };
      expect(await page({ limit: 2 })).toEqual([amex, mastercard, true]);
      expect(await page({ limit: 2, starting_after: mastercard })).toEqual([bank, visa, false]);
      expect(await page({ limit: 2, ending_before: visa })).toEqual([mastercard, bank, true]);
      expect(await page({ object: 'bank_account' })).toEqual([bank, false]);
      expect(await page({ object: 'card', limit: 2 })).toEqual([amex, mastercard, true]);
      expect(await refusal(stripe.customers.listSources(id, { starting_after: 'card_none' }))).toMatchObject({
        param: 'starting_after',
      });
    }));

  test('cannot delete it twice, or use or attach it afterwards', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      const id = String(customer.default_source);
      await stripe.customers.deleteSource(customer.id, id);
      const again = stripe.customers.deleteSource(customer.id, id);
      expect(await refusal(again)).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'id' });
      const charge = stripe.charges.create({ amount: 1_000, currency: 'usd', customer: customer.id, source: id });
      expect(await refusal(charge)).toMatchObject({ statusCode: 404 });
      expect(await refusal(stripe.paymentMethods.attach(id, { customer: customer.id }))).toMatchObject({
        statusCode: 400,
      });
    }));

  test('loses it as a source when it is detached as a payment method', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      await stripe.paymentMethods.detach(String(customer.default_source));
      expect((await stripe.customers.listSources(customer.id)).data).toEqual([]);
      expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ default_source: null });
      expect(await types(harness)).toEqual([
        'customer.created',
        'payment_method.attached',
        'customer.source.created',
        'payment_method.detached',
        'customer.source.deleted',
        'customer.updated',
      ]);
    }));

  test('replaces it with an update', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      const updated = await stripe.customers.update(customer.id, { source: 'tok_mastercard', expand: ['sources'] });
      expect(updated.sources?.data).toMatchObject([{ id: updated.default_source, brand: 'MasterCard' }]);
      const [event] = (await stripe.events.list({ type: 'customer.updated' })).data;
      expect(event?.data.previous_attributes).toEqual({ default_source: customer.default_source });
    }));

  test('gets an error for one that the issuer declines, and remains unchanged', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      for (const [source, code] of [
        ['tok_chargeDeclined', 'card_declined'],
        ['tok_chargeDeclinedExpiredCard', 'expired_card'],
        ['tok_chargeDeclinedIncorrectCvc', 'incorrect_cvc'],
      ] as const) {
        expect(await refusal(stripe.customers.createSource(customer.id, { source }))).toMatchObject({
          statusCode: 402,
          code,
        });
      }
      expect(await refusal(stripe.customers.create({ source: 'tok_chargeDeclined' }))).toMatchObject({
        statusCode: 402,
      });
      expect((await stripe.customers.list()).data).toHaveLength(1);
      expect((await stripe.customers.listSources(customer.id)).data).toHaveLength(1);
      const unchecked = await stripe.customers.createSource(customer.id, {
        source: 'tok_chargeDeclined',
        validate: false,
      });
      expect(unchecked).toMatchObject({ object: 'card', last4: '0002' });
    }));

  test('updates its address and expiry, with the former values in the event', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      const id = String(customer.default_source);
      const changed = await stripe.customers.updateSource(customer.id, id, {
        address_zip: '94107',
        exp_month: '11',
        exp_year: '34',
        name: 'Jenny Rosen',
        metadata: { kept: 'yes' },
      });
      expect(changed).toMatchObject({
        address_zip: '94107',
        address_zip_check: 'unchecked',
        exp_month: 11,
        exp_year: 2034,
        metadata: { kept: 'yes' },
      });
      const [event] = (await stripe.events.list({ type: 'customer.source.updated' })).data;
      expect(event?.data).toMatchObject({
        object: { id, object: 'card', name: 'Jenny Rosen' },
        previous_attributes: { name: null, address_zip: null, metadata: { kept: null } },
      });
      const charge = await stripe.charges.create({ amount: 1_000, currency: 'usd', customer: customer.id });
      expect(charge.source).toMatchObject({ address_zip: '94107', address_zip_check: 'pass' });
      expect(await refusal(stripe.customers.updateSource(customer.id, id, { exp_year: '2001' }))).toMatchObject({
        code: 'invalid_expiry_year',
      });
      const asBank = stripe.customers.updateSource(customer.id, id, { account_holder_name: 'Jenny' });
      expect(await refusal(asBank)).toMatchObject({ statusCode: 400, param: 'account_holder_name' });
    }));

  test('gets an event when its last month begins', () =>
    withFlorin(async (harness) => {
      const { stripe, clock, florin } = harness;
      const now = new Date(clock.now());
      const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
      const [month, year] = [String(next.getUTCMonth() + 1), String(next.getUTCFullYear())];
      const token = await stripe.tokens.create({ card: { ...CARD, exp_month: month, exp_year: year } });
      const customer = await stripe.customers.create({ source: token.id });
      expect(await types(harness)).not.toContain('customer.source.expiring');
      await florin.advance('31d');
      expect((await types(harness)).at(-1)).toBe('customer.source.expiring');
      const [event] = (await stripe.events.list({ type: 'customer.source.expiring' })).data;
      expect(event?.data.object).toMatchObject({ id: customer.default_source, object: 'card' });
    }));

  test('belongs to its own world and customer', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      const other = await stripe.customers.create();
      const id = String(customer.default_source);
      const stranger = harness.client('sk_test_stranger');
      for (const error of await refusals([
        stripe.customers.retrieveSource(other.id, id),
        stripe.customers.deleteSource(other.id, id),
        stripe.customers.updateSource(other.id, id, { name: 'Mine' }),
        stranger.customers.retrieveSource(customer.id, id),
        stranger.paymentMethods.retrieve(id),
      ])) {
        expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' });
      }
      expect(await refusal(stripe.customers.update(other.id, { default_source: id }))).toMatchObject({
        statusCode: 400,
        code: 'resource_missing',
        param: 'default_source',
      });
    }));

  test('keeps no trace of it after deleting it', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ source: 'tok_visa' });
      const bank = await stripe.customers.createSource(customer.id, { source: 'btok_us' });
      await stripe.customers.del(customer.id);
      expect(await stripe.customers.retrieve(customer.id)).toEqual({
        id: customer.id,
        object: 'customer',
        deleted: true,
      });
      for (const error of await refusals([
        stripe.customers.listSources(customer.id),
        stripe.customers.retrieveSource(customer.id, bank.id),
        stripe.customers.update(customer.id, { name: 'Again' }),
        stripe.customers.del(customer.id),
      ])) {
        expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' });
      }
      const charge = stripe.charges.create({ amount: 1_000, currency: 'usd', customer: customer.id });
      expect(await refusal(charge)).toMatchObject({ statusCode: 400, param: 'customer' });
      expect((await stripe.paymentMethods.retrieve(String(customer.default_source))).customer).toBeNull();
    }));
});

describe('a customer with a bank account', () => {
  test('verifies it with the two deposits, after wrong amounts', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create();
      const token = await stripe.tokens.create({
        bank_account: { ...BANK, account_holder_name: 'Jenny Rosen', account_holder_type: 'individual' },
      });
      expect(token).toMatchObject({ type: 'bank_account', bank_account: { last4: '6789', status: 'new' } });
      expect(token.id).toMatch(/^btok_/);
      const bank = await stripe.customers.createSource(customer.id, { source: token.id });
      expect(bank).toMatchObject({
        id: token.bank_account?.id,
        object: 'bank_account',
        bank_name: 'STRIPE TEST BANK',
        customer: customer.id,
        status: 'new',
      });
      const wrong = stripe.customers.verifySource(customer.id, bank.id, { amounts: [10, 11] });
      expect(await refusal(wrong)).toMatchObject({ code: 'bank_account_verification_failed' });
      const verified = await stripe.customers.verifySource(customer.id, bank.id, { amounts: [45, 32] });
      expect(verified.status).toBe('verified');
      expect(await refusal(stripe.customers.verifySource(customer.id, bank.id, { amounts: [32, 45] }))).toMatchObject({
        statusCode: 400,
      });
    }));

  test('cannot try wrong amounts forever', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create();
      const bank = await stripe.customers.createSource(customer.id, { source: 'btok_us' });
      for (let guess = 0; guess < 10; guess++) {
        await refusal(stripe.customers.verifySource(customer.id, bank.id, { amounts: [1, 2] }));
      }
      expect(await stripe.customers.retrieveSource(customer.id, bank.id)).toMatchObject({
        status: 'verification_failed',
      });
      expect(await refusal(stripe.customers.verifySource(customer.id, bank.id, { amounts: [32, 45] }))).toMatchObject({
        code: 'bank_account_verification_failed',
      });
    }));

  test('adds it once, and only with valid numbers', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create();
      await stripe.customers.createSource(customer.id, { source: 'btok_us' });
      expect(await refusal(stripe.customers.createSource(customer.id, { source: 'btok_us' }))).toMatchObject({
        code: 'bank_account_exists',
      });
      const wrong = { ...BANK, routing_number: '110000001' };
      expect(await refusal(stripe.tokens.create({ bank_account: wrong }))).toMatchObject({
        code: 'routing_number_invalid',
        param: 'bank_account[routing_number]',
      });
      const iban = { country: 'DE', currency: 'eur', account_number: 'DE89370400440532013001' };
      expect(await refusal(stripe.tokens.create({ bank_account: iban }))).toMatchObject({
        code: 'account_number_invalid',
      });
      const right = { ...iban, account_number: 'DE89 3704 0044 0532 0130 00' };
      expect((await stripe.tokens.create({ bank_account: right })).bank_account?.last4).toBe('3000');
    }));

  test('gets a clear error that it cannot be charged yet', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ source: 'btok_us_verified' });
      const charge = stripe.charges.create({ amount: 1_000, currency: 'usd', customer: customer.id });
      expect(await refusal(charge)).toMatchObject({ statusCode: 501 });
    }));
});

describe('a Source', () => {
  test('of a card is chargeable until it is consumed', () =>
    withFlorin(async ({ stripe, eventTypes }) => {
      const source = await stripe.sources.create({
        type: 'card',
        token: 'tok_visa',
        owner: { email: 'jenny@example.com' },
      });
      expect(source).toMatchObject({
        status: 'chargeable',
        usage: 'reusable',
        card: { last4: '4242', brand: 'Visa' },
        owner: { email: 'jenny@example.com', address: null },
      });
      const charge = await stripe.charges.create({ amount: 1_000, currency: 'usd', source: source.id });
      expect(charge.source).toMatchObject({ id: source.id, object: 'source', status: 'consumed' });
      expect((await stripe.sources.retrieve(source.id)).status).toBe('consumed');
      expect(await refusal(stripe.charges.create({ amount: 1_000, currency: 'usd', source: source.id }))).toMatchObject(
        { statusCode: 400 },
      );
      expect(await eventTypes()).toEqual(['source.chargeable', 'charge.succeeded']);
    }));

  test('that is saved for a customer can be charged repeatedly', () =>
    withFlorin(async ({ stripe }) => {
      const source = await stripe.sources.create({ type: 'card', token: 'tok_visa' });
      const customer = await stripe.customers.create({ source: source.id });
      expect(customer.default_source).toBe(source.id);
      for (let time = 0; time < 2; time++) {
        const charge = await stripe.charges.create({ amount: 1_000, currency: 'usd', customer: customer.id });
        expect(charge.source).toMatchObject({ id: source.id, status: 'chargeable', customer: customer.id });
      }
      const gone = await stripe.customers.deleteSource(customer.id, source.id);
      expect(gone).toMatchObject({ id: source.id, object: 'source', status: 'consumed' });
      const single = await stripe.sources.create({ type: 'card', token: 'tok_visa', usage: 'single_use' });
      expect(await refusal(stripe.customers.createSource(customer.id, { source: single.id }))).toMatchObject({
        statusCode: 400,
      });
    }));

  test('of any other type is rejected by name', () =>
    withFlorin(async ({ stripe }) => {
      for (const type of ['ideal', 'sofort', 'ach_credit_transfer']) {
        const error = await refusal(stripe.sources.create({ type, currency: 'eur' }));
        expect([error.statusCode, error.param, error.message.includes(type)]).toEqual([400, 'type', true]);
      }
    }));
});

describe('a token', () => {
  test('of a CVC, a person or a national number reveals nothing of it', () =>
    withFlorin(async ({ stripe, call }) => {
      const cvc = await stripe.tokens.create({ cvc_update: { cvc: '737' } });
      expect([cvc.type, cvc.used, cvc.id.startsWith('cvctok_')]).toEqual(['cvc_update', false, true]);
      expect(await refusal(stripe.tokens.create({ cvc_update: { cvc: '7' } }))).toMatchObject({ code: 'invalid_cvc' });
      const pii = await stripe.tokens.create({ pii: { id_number: '078051120' } });
      const person = await call('POST', '/v1/tokens', {
        'person[first_name]': 'Jenny',
        'person[id_number]': '078051120',
      });
      expect([pii.type, person.body.type]).toEqual(['pii', 'person']);
      expect(JSON.stringify([pii, person.body, cvc])).not.toMatch(/078051120|"737"|Jenny/);
    }));

  test('is for one kind of data', () =>
    withFlorin(async ({ stripe }) => {
      expect(await refusal(stripe.tokens.create({}))).toMatchObject({ statusCode: 400 });
      const both = stripe.tokens.create({ card: CARD, bank_account: BANK });
      expect(await refusal(both)).toMatchObject({ statusCode: 400 });
      const shared = stripe.tokens.create({ customer: 'cus_1', card: 'card_1' });
      expect(await refusal(shared)).toMatchObject({ statusCode: 501, param: 'customer' });
      const pii = await stripe.tokens.create({ pii: { id_number: '000000000' } });
      const customer = stripe.customers.create({ source: pii.id });
      expect(await refusal(customer)).toMatchObject({ statusCode: 400, param: 'source' });
    }));
});
