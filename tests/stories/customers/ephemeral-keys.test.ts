import { expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

/** The official library asks for the version of the app. */
const AT = { apiVersion: '2025-08-27.basil' };

it("an app acts for one customer with an ephemeral key, and sees nobody else's payment methods", () =>
  withFlorin(async ({ stripe, client }) => {
    const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' });
    const { id: other } = await stripe.customers.create();
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    const foreign = await stripe.paymentMethods.attach('pm_card_mastercard', { customer: other });
    const key = await stripe.ephemeralKeys.create({ customer }, AT);
    expect(key).toMatchObject({
      id: expect.stringMatching(/^ephkey_/),
      object: 'ephemeral_key',
      associated_objects: [{ id: customer, type: 'customer' }],
      secret: expect.stringMatching(/^ek_test_/),
    });
    expect(key.expires - key.created).toBe(3_600);
    const app = client(key.secret ?? '');
    expect((await app.customers.retrieve(customer)).id).toBe(customer);
    expect((await app.paymentMethods.list({ customer })).data.map(({ id }) => id)).toEqual([card.id]);
    await expect(app.customers.retrieve(other)).rejects.toMatchObject({ statusCode: 403 });
    await expect(app.paymentMethods.list({ customer: other })).rejects.toMatchObject({ statusCode: 403 });
    await expect(app.paymentMethods.detach(foreign.id)).rejects.toMatchObject({ statusCode: 404 });
    await expect(app.charges.list()).rejects.toMatchObject({ statusCode: 403 });
    expect((await app.paymentMethods.detach(card.id)).customer).toBeNull();
  }));

it('an ephemeral key ends after an hour, or once it is deleted', () =>
  withFlorin(async ({ stripe, client, clock }) => {
    const { id: customer } = await stripe.customers.create();
    const [first, second] = [
      await stripe.ephemeralKeys.create({ customer }, AT),
      await stripe.ephemeralKeys.create({ customer }, AT),
    ];
    const deleted = await stripe.ephemeralKeys.del(first.id);
    expect([deleted.id, deleted.secret]).toEqual([first.id, undefined]);
    await expect(client(first.secret ?? '').customers.retrieve(customer)).rejects.toMatchObject({ statusCode: 401 });
    clock.move(3_601_000);
    await expect(client(second.secret ?? '').customers.retrieve(customer)).rejects.toMatchObject({ statusCode: 401 });
    await expect(stripe.ephemeralKeys.create({}, AT)).rejects.toMatchObject({ param: 'customer' });
  }));
