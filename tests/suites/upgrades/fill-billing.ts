import type Stripe from 'stripe';

const RETURN_URL = 'https://shop.example/return';

/** Fills a world with objects of Billing and Connect, in states that wait for a timer or a payer. */
export async function fillBilling(stripe: Stripe): Promise<void> {
  const prices = await fillCatalog(stripe);
  await fillSubscriptions(stripe, prices);
  await fillInvoices(stripe);
  await fillOffers(stripe, prices.monthly);
  await fillAccounts(stripe);
}

interface Prices {
  readonly monthly: string;
  readonly metered: string;
}

async function fillCatalog(stripe: Stripe): Promise<Prices> {
  const { id: product } = await stripe.products.create({ name: 'Image bank' });
  const monthly = { product, currency: 'usd', unit_amount: 3000, recurring: { interval: 'month' as const } };
  const { id: meter } = await stripe.billing.meters.create({
    display_name: 'Downloads',
    event_name: 'downloads',
    default_aggregation: { formula: 'sum' },
  });
  const metered = {
    product,
    currency: 'usd',
    unit_amount: 10,
    recurring: { interval: 'month' as const, usage_type: 'metered' as const, meter },
  };
  return { monthly: (await stripe.prices.create(monthly)).id, metered: (await stripe.prices.create(metered)).id };
}

async function fillSubscriptions(stripe: Stripe, { monthly, metered }: Prices): Promise<void> {
  const { id: customer } = await stripe.customers.create({ email: 'reader@shop.example', source: 'tok_visa' });
  const active = await stripe.subscriptions.create({ customer, items: [{ price: monthly, quantity: 2 }] });
  const [item] = active.items.data;
  await stripe.subscriptions.update(active.id, { items: [{ id: item?.id ?? '', quantity: 3 }] });
  await stripe.subscriptions.create({ customer, items: [{ price: metered }] });
  await stripe.billing.meterEvents.create({
    event_name: 'downloads',
    payload: { stripe_customer_id: customer, value: '12' },
  });
  await stripe.subscriptions.create({ customer, items: [{ price: monthly }], trial_period_days: 7 });
  const ended = await stripe.subscriptions.create({ customer, items: [{ price: monthly }] });
  await stripe.subscriptions.cancel(ended.id);
  await stripe.subscriptions.create({
    customer,
    items: [{ price: monthly }],
    payment_behavior: 'default_incomplete',
  });
  await stripe.subscriptionSchedules.create({ customer, phases: [{ items: [{ price: monthly }] }] });
}

async function fillInvoices(stripe: Stripe): Promise<void> {
  const { id: customer } = await stripe.customers.create({ email: 'payer@shop.example', source: 'tok_visa' });
  for (const last of ['draft', 'open', 'paid', 'void'] as const) {
    const { id = '' } = await stripe.invoices.create({ customer, currency: 'usd' });
    await stripe.invoiceItems.create({ customer, invoice: id, amount: 1900, currency: 'usd', description: 'Print' });
    if (last !== 'draft') await stripe.invoices.finalizeInvoice(id);
    if (last === 'paid') await stripe.invoices.pay(id);
    if (last === 'void') await stripe.invoices.voidInvoice(id);
    if (last === 'paid') await stripe.creditNotes.create({ invoice: id, amount: 400, credit_amount: 400 });
  }
}

/** Creates what sells: a payment link, a quote, a Checkout Session of a subscription, and the portal. */
async function fillOffers(stripe: Stripe, price: string): Promise<void> {
  const { id: customer } = await stripe.customers.create({ email: 'buyer@shop.example', source: 'tok_visa' });
  const line_items = [{ price, quantity: 1 }];
  await stripe.paymentLinks.create({ line_items });
  const quote = await stripe.quotes.create({ customer, line_items });
  await stripe.quotes.finalizeQuote(quote.id);
  await stripe.checkout.sessions.create({ mode: 'subscription', customer, line_items, success_url: RETURN_URL });
  await stripe.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } });
}

async function fillAccounts(stripe: Stripe): Promise<void> {
  const seller = await stripe.accounts.create({ type: 'express', country: 'US' });
  await stripe.accounts.createExternalAccount(seller.id, { external_account: 'btok_us' });
  const standard = await stripe.accounts.create({ type: 'standard', country: 'DE' });
  const card = { currency: 'usd', confirm: true, payment_method: 'pm_card_bypassPending', return_url: RETURN_URL };
  await stripe.paymentIntents.create({ ...card, amount: 50_000 });
  const split = { application_fee_amount: 300, transfer_data: { destination: standard.id } };
  const { latest_charge: charge } = await stripe.paymentIntents.create({
    ...card,
    amount: 4000,
    ...split,
    expand: ['latest_charge.transfer'],
  });
  const { transfer } = charge as Stripe.Charge;
  await stripe.transfers.createReversal((transfer as Stripe.Transfer).id, { amount: 500 });
  await stripe.payouts.create({ amount: 1000, currency: 'usd' });
  await stripe.topups.create({ amount: 2000, currency: 'usd' });
}
