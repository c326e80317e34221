import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

const names = (customers: readonly Stripe.Customer[]) => customers.map((customer) => customer.name);
const ids = (objects: readonly { id: string }[]) => objects.map((object) => object.id);

/** Creates two customers named Amy and one named Bob, in this order. */
async function threeCustomers(stripe: Stripe): Promise<void> {
  await stripe.customers.create({ name: 'Amy Rose', email: 'amy@rocketrides.io', metadata: { plan: 'Gold' } });
  await stripe.customers.create({ name: 'Rose Amy Rose Budd', email: 'xamy@example.com', phone: '+4520123456' });
  await stripe.customers.create({ name: 'Bob "Bobby" Ø', metadata: { plan: 'silver', 'of "note"': "it's" } });
}

async function find(stripe: Stripe, query: string): Promise<(string | null | undefined)[]> {
  return names((await stripe.customers.search({ query })).data);
}

const pay = (stripe: Stripe, params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    ...params,
  });

describe('a support desk looks for customers', () => {
  test('by e-mail address, ignoring case, newest first', () =>
    withFlorin(async ({ stripe }) => {
      await threeCustomers(stripe);
      expect(await find(stripe, 'email:"AMY@RocketRides.io"')).toEqual(['Amy Rose']);
      expect(await find(stripe, "email~'amy'")).toEqual(['Rose Amy Rose Budd', 'Amy Rose']);
      expect(await find(stripe, 'email:"amy"')).toEqual([]);
    }));

  test('by words of their name in order', () =>
    withFlorin(async ({ stripe }) => {
      await threeCustomers(stripe);
      expect(await find(stripe, 'name:"amy rose"')).toEqual(['Rose Amy Rose Budd', 'Amy Rose']);
      expect(await find(stripe, 'name:"rose amy"')).toEqual(['Rose Amy Rose Budd']);
      expect(await find(stripe, 'name:"am"')).toEqual([]);
      expect(await find(stripe, 'name~"y ro"')).toEqual(['Rose Amy Rose Budd', 'Amy Rose']);
      expect(await find(stripe, 'name:"BOB \\"bobby\\" ø"')).toEqual(['Bob "Bobby" Ø']);
    }));

  test('by metadata, with and without a key', () =>
    withFlorin(async ({ stripe }) => {
      await threeCustomers(stripe);
      expect(await find(stripe, 'metadata["plan"]:"gold"')).toEqual(['Amy Rose']);
      expect(await find(stripe, '-metadata["plan"]:null')).toEqual(['Bob "Bobby" Ø', 'Amy Rose']);
      expect(await find(stripe, 'metadata["plan"]:NULL')).toEqual(['Rose Amy Rose Budd']);
      expect(await find(stripe, '-metadata["plan"]:"gold"')).toEqual(['Bob "Bobby" Ø', 'Rose Amy Rose Budd']);
      expect(await find(stripe, `metadata['of "note"']:'it\\'s'`)).toEqual(['Bob "Bobby" Ø']);
      expect(await find(stripe, 'metadata["Plan"]:"gold"')).toEqual([]);
    }));

  test('by all or any of several clauses', () =>
    withFlorin(async ({ stripe }) => {
      await threeCustomers(stripe);
      expect(await find(stripe, 'email~"amy" -phone:null')).toEqual(['Rose Amy Rose Budd']);
      expect(await find(stripe, 'email~"amy" AND phone:null')).toEqual(['Amy Rose']);
      expect(await find(stripe, 'metadata["plan"]:"silver" or phone:"+4520123456"')).toEqual([
        'Bob "Bobby" Ø',
        'Rose Amy Rose Budd',
      ]);
    }));

  test('and finds their current state only', () =>
    withFlorin(async ({ stripe }) => {
      const amy = await stripe.customers.create({ name: 'Amy Rose', metadata: { plan: 'gold' } });
      expect(await find(stripe, 'name:"amy"')).toEqual(['Amy Rose']);
      await stripe.customers.update(amy.id, { name: 'Amy Budd', metadata: { plan: '' } });
      expect(await find(stripe, 'name:"rose"')).toEqual([]);
      expect(await find(stripe, 'name:"amy budd" metadata["plan"]:null')).toEqual(['Amy Budd']);
      await stripe.customers.del(amy.id);
      expect(await find(stripe, 'name:"amy"')).toEqual([]);
      expect(await find(stripe, '-name:"bob"')).toEqual([]);
    }));

  test('that existed before the first search, and never those of another world', () =>
    withFlorin(async ({ stripe, client }) => {
      for (let n = 0; n < 250; n++) await stripe.customers.create({ name: `Customer ${n}` });
      expect(await find(stripe, 'name:"customer 249"')).toEqual(['Customer 249']);
      expect(await find(client('sk_test_neighbour'), 'name:"customer"')).toEqual([]);
    }));
});

describe('an accountant looks for payments', () => {
  test('by amount, currency, status and customer', () =>
    withFlorin(async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create();
      const small = await pay(stripe, { amount: 500 });
      const large = await pay(stripe, { amount: 99_900, currency: 'eur', customer });
      const open = await stripe.paymentIntents.create({ amount: 700, currency: 'usd' });
      const found = async (query: string) => ids((await stripe.paymentIntents.search({ query })).data);
      expect(await found('amount>500')).toEqual([open.id, large.id]);
      expect(await found('amount>="500" amount<700')).toEqual([small.id]);
      expect(await found('amount=700')).toEqual([open.id]);
      expect(await found('amount:99900')).toEqual([large.id]);
      expect(await found('-currency:"USD"')).toEqual([large.id]);
      expect(await found('status:"succeeded" AND amount<1000')).toEqual([small.id]);
      expect(await found(`customer:"${customer}"`)).toEqual([large.id]);
      expect(await found('customer:null status:"requires_payment_method"')).toEqual([open.id]);
      expect(await found('-amount>500')).toEqual([small.id]);
    }));

  test('by creation time', () =>
    withFlorin(async ({ stripe, florin }) => {
      const before = await pay(stripe);
      await florin.advance('1d');
      const after = await pay(stripe);
      const found = async (query: string) => ids((await stripe.paymentIntents.search({ query })).data);
      expect(await found(`created>${before.created}`)).toEqual([after.id]);
      expect(await found(`created<=${before.created}`)).toEqual([before.id]);
      expect(await found(`created>=${before.created} created<=${after.created}`)).toEqual([after.id, before.id]);
    }));

  test('by the card of a charge, its postal code and the refunded amount', () =>
    withFlorin(async ({ stripe }) => {
      const method = await stripe.paymentMethods.create({
        type: 'card',
        card: { token: 'tok_mastercard' },
        billing_details: { address: { postal_code: 'SW1A 1AA' } },
      });
      const [visa, mastercard, part] = [
        await pay(stripe),
        await pay(stripe, { payment_method: method.id }),
        await pay(stripe),
      ].map((intent) => String(intent.latest_charge));
      await stripe.refunds.create({ charge: mastercard as string });
      await stripe.refunds.create({ charge: part as string, amount: 100 });
      const found = async (query: string) => ids((await stripe.charges.search({ query })).data);
      expect(await found('payment_method_details.card.brand:"mastercard"')).toEqual([mastercard]);
      expect(await found('payment_method_details.card.last4:4242')).toEqual([part, visa]);
      expect(await found('billing_details.address.postal_code:"sw1a 1aa"')).toEqual([mastercard]);
      expect(await found('refunded:"true"')).toEqual([mastercard]);
      expect(await found('refunded:"false"')).toEqual([part]);
      expect(await found('refunded:null')).toEqual([visa]);
      expect(await found('disputed:"false" -payment_method_details.card.exp_year:null')).toHaveLength(3);
    }));
});

describe('a page of results', () => {
  const many = async ({ stripe }: Harness, count: number) => {
    for (let n = 0; n < count; n++)
      await stripe.customers.create({ name: `Guest ${n}`, metadata: { n: String(n % 2) } });
  };

  test('has Stripe’s format', () =>
    withFlorin(async (harness) => {
      await many(harness, 3);
      const { body } = await harness.call('GET', '/v1/customers/search', { query: 'name:"guest"', limit: '2' });
      expect(body).toMatchObject({ object: 'search_result', has_more: true, url: '/v1/customers/search' });
      expect(Object.keys(body).sort()).toEqual(['data', 'has_more', 'next_page', 'object', 'url']);
      expect(names(body.data)).toEqual(['Guest 2', 'Guest 1']);
      const rest = await harness.stripe.customers.search({ query: 'name:"guest"', page: body.next_page });
      expect(rest).toMatchObject({ has_more: false, next_page: null });
      expect(names(rest.data)).toEqual(['Guest 0']);
    }));

  test('leads to all further pages, also while objects are created', () =>
    withFlorin(async (harness) => {
      await many(harness, 25);
      const seen: (string | null | undefined)[] = [];
      for await (const customer of harness.stripe.customers.search({ query: 'metadata["n"]:"1"', limit: 4 })) {
        seen.push(customer.name);
        await harness.stripe.customers.create({ name: 'Late', metadata: { n: '1' } });
      }
      expect(seen).toEqual([23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1].map((n) => `Guest ${n}`));
    }));

  test('has the total count on request', () =>
    withFlorin(async (harness) => {
      await many(harness, 15);
      const search = { query: 'metadata["n"]:"0" OR name:"guest 1"', limit: 1, expand: ['total_count'] };
      expect((await harness.stripe.customers.search(search)).total_count).toBe(9);
    }));

  test('expands objects on request', () =>
    withFlorin(async ({ stripe }) => {
      const customer = await stripe.customers.create({ name: 'Amy' });
      await pay(stripe, { customer: customer.id });
      const { data } = await stripe.paymentIntents.search({ query: 'amount=1000', expand: ['data.customer'] });
      expect(data[0]?.customer).toMatchObject({ id: customer.id, name: 'Amy' });
    }));

  test("has the format of the caller's version", () =>
    withFlorin(async ({ stripe, client }) => {
      const { latest_charge: id } = await pay(stripe);
      const older = client('sk_test_harness', { apiVersion: '2022-08-01' });
      const { data } = await older.paymentIntents.search({ query: 'amount=1000' });
      expect(data[0]).toMatchObject({ charges: { data: [{ id }] } });
    }));

  test('is only valid for its own query', () =>
    withFlorin(async (harness) => {
      await many(harness, 3);
      const { client, stripe } = harness;
      const { next_page: page } = await stripe.customers.search({ query: 'name:"guest"', limit: 1 });
      const refused = { type: 'StripeInvalidRequestError', param: 'page', statusCode: 400 };
      const go = (on: Stripe, query: string, to: string) => on.customers.search({ query, page: to });
      await expect(go(stripe, 'name~"guest"', String(page))).rejects.toMatchObject(refused);
      await expect(go(client('sk_test_neighbour'), 'name:"guest"', String(page))).rejects.toMatchObject(refused);
      await expect(go(stripe, 'name:"guest"', `${page}A`)).rejects.toMatchObject(refused);
      await expect(go(stripe, 'name:"guest"', `B${String(page).slice(1)}`)).rejects.toMatchObject(refused);
      await expect(go(stripe, 'name:"guest"', 'nonsense')).rejects.toMatchObject(refused);
    }));
});
