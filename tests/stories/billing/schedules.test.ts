import { expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

test('before clover a phase lasts so many iterations of its price', () =>
  withFlorin(async ({ stripe, call }) => {
    const { id: price } = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 700,
      recurring: { interval: 'month' },
      product_data: { name: 'Plan' },
    });
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const form = { customer, 'phases[0][items][0][price]': price, 'phases[0][iterations]': '3' };
    const old = { headers: { 'stripe-version': '2024-06-20' } };
    const { body } = await call('POST', '/v1/subscription_schedules', { ...form, start_date: '1800000000' }, old);
    const [phase] = body.phases;
    // Three months after 15 January 2027 08:00.
    expect([phase.start_date, phase.end_date]).toEqual([1_800_000_000, Date.UTC(2027, 3, 15, 8) / 1000]);
    const newest = await call('POST', '/v1/subscription_schedules', form);
    expect(newest.body.error.code).toBe('parameter_unknown');
  }));
