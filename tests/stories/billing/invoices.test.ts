import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';

let shop: Harness;
let stripe: Stripe;
beforeAll(async () => {
  shop = await createHarness();
  stripe = shop.stripe;
});
afterAll(() => shop.close());

/** A customer whose default card has this number's behaviour. */
async function payer(card = 'pm_card_visa'): Promise<Stripe.Customer> {
  const { id } = await stripe.customers.create({ email: 'jenny@example.com', name: 'Jenny Rosen' });
  const method = await stripe.paymentMethods.attach(card, { customer: id });
  return stripe.customers.update(id, { invoice_settings: { default_payment_method: method.id } });
}

/** An open invoice over one amount. */
async function openInvoice(customer: string, amount: number, more: Stripe.InvoiceCreateParams = {}) {
  const draft = await stripe.invoices.create({ customer, currency: 'usd', ...more });
  await stripe.invoiceItems.create({ customer, invoice: draft.id, amount, currency: 'usd', description: 'Work' });
  return stripe.invoices.finalizeInvoice(draft.id);
}

test('a draft bills pending items only if asked to, and is paid with the default card', async () => {
  const { id: customer, invoice_prefix: prefix } = await payer();
  const item = await stripe.invoiceItems.create({ customer, amount: 700, currency: 'usd', description: 'Setup' });
  expect(item).toMatchObject({ invoice: null, discountable: true, pricing: { type: 'price_details' } });
  const empty = await stripe.invoices.create({ customer });
  expect(empty).toMatchObject({ status: 'draft', total: 0, number: null, ending_balance: null, auto_advance: false });
  const draft = await stripe.invoices.create({ customer, pending_invoice_items_behavior: 'include' });
  expect(draft).toMatchObject({ total: 700, amount_due: 700, billing_reason: 'manual' });
  expect(draft.lines.data[0]?.parent?.invoice_item_details?.invoice_item).toBe(item.id);
  const open = await stripe.invoices.finalizeInvoice(draft.id);
  expect(open).toMatchObject({ status: 'open', number: `${prefix}-0001`, amount_remaining: 700, attempted: false });
  const paid = await stripe.invoices.pay(draft.id, { expand: ['payments', 'confirmation_secret'] });
  expect(paid).toMatchObject({ status: 'paid', amount_paid: 700, amount_remaining: 0, attempt_count: 1 });
  const [payment] = paid.payments?.data ?? [];
  expect(payment).toMatchObject({ status: 'paid', amount_paid: 700, amount_requested: 700, is_default: true });
  const intent = await stripe.paymentIntents.retrieve(String(payment?.payment.payment_intent));
  expect(intent).toMatchObject({ status: 'succeeded', description: 'Payment for Invoice', setup_future_usage: null });
  expect(paid.confirmation_secret?.client_secret).toBe(intent.client_secret);
  await expect(stripe.invoices.pay(draft.id)).rejects.toThrow('Invoice is already paid');
  await expect(stripe.invoices.finalizeInvoice(draft.id)).rejects.toThrow(/already finalized/);
  await expect(stripe.invoices.del(draft.id)).rejects.toThrow('You can only delete draft invoices.');
});

test('events of an invoice come in the order of its life', async () => {
  const { id: customer } = await payer();
  const open = await openInvoice(customer, 4000);
  await stripe.invoices.pay(open.id);
  const { data } = await stripe.events.list({ limit: 100 });
  const about = data.filter(({ data: { object } }) => 'id' in object && object.id === open.id).map(({ type }) => type);
  expect(about.reverse()).toEqual([
    'invoice.created',
    'invoice.updated',
    'invoice.updated',
    'invoice.finalized',
    'invoice.updated',
    'invoice.paid',
    'invoice.payment_succeeded',
  ]);
  expect(data.map(({ type }) => type)).toContain('invoice_payment.paid');
});

test('a balance is used up first, a total below zero becomes credit, and small amounts are carried over', async () => {
  const { id: customer } = await payer();
  const credit = await openInvoice(customer, -2500);
  expect(credit).toMatchObject({ status: 'paid', total: -2500, amount_due: 0, ending_balance: -2500 });
  const bills = [];
  for (const amount of [1000, 1000, 1000, 1000]) bills.push(await openInvoice(customer, amount));
  expect(bills.map((bill) => bill.amount_due)).toEqual([0, 0, 500, 1000]);
  expect(bills.map((bill) => bill.ending_balance)).toEqual([-1500, -500, 0, 0]);
  expect(bills.map((bill) => bill.status)).toEqual(['paid', 'paid', 'open', 'open']);
  await stripe.invoices.voidInvoice(bills[2]?.id ?? '');
  expect((await stripe.customers.retrieve(customer)) as Stripe.Customer).toMatchObject({ balance: -500 });
  const other = await payer();
  expect(await openInvoice(other.id, 30)).toMatchObject({ status: 'paid', amount_due: 0, ending_balance: 30 });
  expect(await openInvoice(other.id, 30)).toMatchObject({ status: 'open', starting_balance: 30, amount_due: 60 });
});

test('a declined card leaves the invoice open with one attempt, and another card pays it', async () => {
  const { id: customer } = await payer('pm_card_chargeCustomerFail');
  const open = await openInvoice(customer, 2000);
  await expect(stripe.invoices.pay(open.id)).rejects.toMatchObject({ code: 'card_declined', statusCode: 402 });
  expect(await stripe.invoices.retrieve(open.id)).toMatchObject({ status: 'open', attempted: true, attempt_count: 1 });
  const good = await stripe.paymentMethods.attach('pm_card_mastercard', { customer });
  const paid = await stripe.invoices.pay(open.id, { payment_method: good.id });
  expect(paid).toMatchObject({ status: 'paid', attempt_count: 1 });
  const types = await shop.eventTypes();
  expect(types).toContain('invoice.payment_failed');
});

test('a customer who has to authenticate pays with the secret of the invoice', async () => {
  const { id: customer } = await payer('pm_card_authenticationRequired');
  const open = await openInvoice(customer, 2000);
  await expect(stripe.invoices.pay(open.id)).rejects.toMatchObject({
    type: 'StripeCardError',
    code: 'invoice_payment_intent_requires_action',
  });
  const waiting = await stripe.invoices.retrieve(open.id, { expand: ['payments.data.payment.payment_intent'] });
  const intent = waiting.payments?.data[0]?.payment.payment_intent as Stripe.PaymentIntent;
  expect([waiting.status, intent.status]).toEqual(['open', 'requires_action']);
});

test('an automatic invoice is finalized and charged after an hour, and retried when it fails', async () => {
  const { id: customer } = await payer('pm_card_chargeCustomerFail');
  await stripe.invoiceItems.create({ customer, amount: 3000, currency: 'usd' });
  const draft = await stripe.invoices.create({
    customer,
    auto_advance: true,
    pending_invoice_items_behavior: 'include',
  });
  expect(draft.automatically_finalizes_at).toBe(draft.created + 3600);
  await shop.florin.advance('61m');
  const failed = await stripe.invoices.retrieve(draft.id);
  expect(failed).toMatchObject({ status: 'open', attempt_count: 1, amount_remaining: 3000 });
  expect(failed.next_payment_attempt).toBeGreaterThan(failed.created + 86_400);
  await shop.florin.advance('25h');
  expect((await stripe.invoices.retrieve(draft.id)).attempt_count).toBe(2);
  const good = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: good.id } });
  await shop.florin.advance('24h');
  expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({ status: 'paid', next_payment_attempt: null });
});

test('a card that asks for its owner is not tried again by itself, and the owner pays on the page', async () => {
  const { id: customer } = await payer('pm_card_authenticationRequired');
  await stripe.invoiceItems.create({ customer, amount: 3000, currency: 'usd' });
  const draft = await stripe.invoices.create({
    customer,
    auto_advance: true,
    pending_invoice_items_behavior: 'include',
  });
  await shop.florin.advance('61m');
  await shop.florin.advance('49h');
  const waiting = await stripe.invoices.retrieve(draft.id, { expand: ['payments.data.payment.payment_intent'] });
  expect(waiting).toMatchObject({ status: 'open', attempted: true, attempt_count: 3 });
  const { data } = await stripe.events.list({ type: 'payment_intent.requires_action', limit: 100 });
  const intent = waiting.payments?.data[0]?.payment.payment_intent as Stripe.PaymentIntent;
  expect(data.filter(({ data: { object } }) => 'id' in object && object.id === intent.id)).toHaveLength(1);
  expect((await stripe.events.list({ type: 'invoice.payment_action_required' })).data.length).toBeGreaterThan(0);
});

test('a sent invoice falls due, and can be paid elsewhere, written off or in parts', async () => {
  const { id: customer } = await payer();
  const bill = await openInvoice(customer, 10_000, { collection_method: 'send_invoice', days_until_due: 14 });
  expect(bill).toMatchObject({ status: 'open', next_payment_attempt: null });
  expect(bill.due_date).toBe(Number(bill.status_transitions.finalized_at) + 14 * 86_400);
  await shop.florin.advance('15d');
  expect(await shop.eventTypes()).toEqual(expect.arrayContaining(['invoice.will_be_due', 'invoice.overdue']));
  const part = await stripe.paymentIntents.create({
    amount: 4000,
    currency: 'usd',
    customer,
    confirm: true,
    off_session: true,
    payment_method: String((await payer()).invoice_settings.default_payment_method && (await defaultOf(customer))),
  });
  expect(await stripe.invoices.attachPayment(bill.id, { payment_intent: part.id })).toMatchObject({
    status: 'open',
    amount_paid: 4000,
    amount_remaining: 6000,
  });
  await stripe.invoices.markUncollectible(bill.id);
  const paid = await stripe.invoices.pay(bill.id, { paid_out_of_band: true });
  expect(paid).toMatchObject({ status: 'paid', amount_remaining: 0, amount_paid: 10_000 });
});

async function defaultOf(customer: string): Promise<string> {
  const found = (await stripe.customers.retrieve(customer)) as Stripe.Customer;
  return String(found.invoice_settings.default_payment_method);
}

test('lines of a draft are added, changed and removed', async () => {
  const { id: customer } = await payer();
  const draft = await stripe.invoices.create({ customer, currency: 'usd' });
  const { id: product } = await stripe.products.create({ name: 'Hour' });
  const added = await stripe.invoices.addLines(draft.id, {
    lines: [
      { quantity: 3, price_data: { currency: 'usd', unit_amount: 1100, product } },
      { amount: 500, description: 'Travel' },
    ],
    invoice_metadata: { order: '6735' },
  });
  expect(added).toMatchObject({ total: 3800, metadata: { order: '6735' } });
  expect(added.lines.data.map(({ description }) => description)).toEqual(['Hour', 'Travel']);
  const [hours, travel] = added.lines.data;
  const changed = await stripe.invoices.updateLineItem(draft.id, hours?.id ?? '', { quantity: 4 });
  expect(changed).toMatchObject({ amount: 4400, quantity: 4 });
  const removed = await stripe.invoices.removeLines(draft.id, {
    lines: [{ id: travel?.id ?? '', behavior: 'delete' }],
  });
  expect(removed.total).toBe(4400);
  expect((await stripe.invoices.listLineItems(draft.id)).data).toHaveLength(1);
});

test('a payment that comes after its invoice was voided or paid is credit, and changes no status', async () => {
  const { id: customer } = await stripe.customers.create({ email: 'jenny@shop.example' });
  const open = async () => {
    const { id } = await stripe.invoices.create({
      customer,
      currency: 'usd',
      collection_method: 'send_invoice',
      days_until_due: 9,
    });
    await stripe.invoices.addLines(id, { lines: [{ amount: 2000, description: 'Work' }] });
    return (await stripe.invoices.finalizeInvoice(id)).id;
  };
  const attach = async (invoice: string) => {
    const intent = await stripe.paymentIntents.create({
      amount: 2000,
      currency: 'usd',
      customer,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    await stripe.invoices.attachPayment(invoice, { payment_intent: intent.id });
    return () => stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
  };
  const balance = async () => ((await stripe.customers.retrieve(customer)) as Stripe.Customer).balance;

  const voided = await open();
  const late = await attach(voided);
  await stripe.invoices.voidInvoice(voided);
  await late();
  expect(await stripe.invoices.retrieve(voided)).toMatchObject({
    status: 'void',
    amount_paid: 0,
    amount_overpaid: 2000,
  });
  expect(await balance()).toBe(-2000);

  const twice = await open();
  expect(await stripe.invoices.retrieve(twice)).toMatchObject({ status: 'paid', amount_due: 0 });
  const third = await open();
  const [once, again] = [await attach(third), await attach(third)];
  await once();
  await again();
  expect(await stripe.invoices.retrieve(third)).toMatchObject({
    status: 'paid',
    amount_paid: 2000,
    amount_overpaid: 2000,
  });
  expect(await balance()).toBe(-2000);
  const { data } = await stripe.events.list({ type: 'invoice.paid', limit: 100 });
  expect(data.filter((event) => (event.data.object as Stripe.Invoice).id === third)).toHaveLength(1);
});
