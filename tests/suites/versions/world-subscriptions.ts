import type { Harness } from '../../support/harness.ts';

const once = new WeakMap<Harness, Promise<void>>();

/** Subscriptions and schedules in every state that looks different. */
export function subscriptions(shop: Harness): Promise<void> {
  const made = once.get(shop) ?? make(shop);
  once.set(shop, made);
  return made;
}

async function make({ stripe, florin }: Harness): Promise<void> {
  const plan = { currency: 'usd', recurring: { interval: 'month' }, product_data: { name: 'Plan' } } as const;
  const [low, high] = [
    await stripe.prices.create({ ...plan, unit_amount: 1_000 }),
    await stripe.prices.create({ ...plan, unit_amount: 2_500 }),
  ];
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: 1_800_000_000 });
  const { id: customer } = await stripe.customers.create({
    source: 'tok_visa',
    test_clock: clock.id,
    email: 'a@b.example',
  });
  const subscribe = (more: object = {}) =>
    stripe.subscriptions.create({ customer, items: [{ price: low.id }], ...more });
  const made = await subscribe({ discounts: [{ coupon: (await stripe.coupons.create({ percent_off: 10 })).id }] });
  const item = made.items.data[0]?.id ?? '';
  await stripe.subscriptions.update(made.id, { items: [{ id: item, price: high.id }], metadata: { seen: 'yes' } });
  await stripe.subscriptionItems.create({ subscription: made.id, price: low.id });
  const { id: sent } = await subscribe({ collection_method: 'send_invoice', days_until_due: 3 });
  await stripe.subscriptions.cancel(sent, { prorate: true, cancellation_details: { feedback: 'unused' } });
  const trial = await subscribe({ trial_period_days: 7, payment_behavior: 'default_incomplete' });
  await stripe.subscriptions.update(trial.id, { cancel_at_period_end: true });
  const { id: paused } = await subscribe();
  await stripe.subscriptions.pause(paused);
  await stripe.subscriptions.resume(paused);
  await subscribe({ payment_behavior: 'default_incomplete' });
  const phases = [
    { items: [{ price: low.id }], duration: { interval: 'month' as const, interval_count: 1 } },
    { items: [{ price: high.id, quantity: 2 }], duration: { interval: 'month' as const, interval_count: 1 } },
  ];
  await stripe.subscriptionSchedules.create({ customer, start_date: 'now', phases });
  const later = await stripe.subscriptionSchedules.create({ customer, start_date: 1_900_000_000, phases });
  await stripe.subscriptionSchedules.cancel(later.id);
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: 1_800_000_000 + 45 * 86_400 });
  await florin.settled();
}
