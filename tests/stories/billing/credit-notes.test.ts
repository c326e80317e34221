import fc from 'fast-check';
import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partOf } from '../../../src/billing/credit-notes/split.ts';
import { createHarness, type Harness } from '../../support/harness.ts';

let shop: Harness;
let stripe: Stripe;
beforeAll(async () => {
  shop = await createHarness();
  stripe = shop.stripe;
});
afterAll(() => shop.close());

/** An open invoice of 3 × 1,000 with 10 % tax on top: 3,300. */
async function openInvoice() {
  const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' });
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method.id } });
  const { id: tax } = await stripe.taxRates.create({ display_name: 'VAT', percentage: 10, inclusive: false });
  const { id: product } = await stripe.products.create({ name: 'Hour' });
  const draft = await stripe.invoices.create({ customer, currency: 'usd', default_tax_rates: [tax] });
  const price_data = { currency: 'usd', unit_amount: 1000, product };
  await stripe.invoices.addLines(draft.id, { lines: [{ quantity: 3, price_data }] });
  return stripe.invoices.finalizeInvoice(draft.id);
}

const lineOf = (invoice: Stripe.Invoice, quantity: number) => ({
  type: 'invoice_line_item' as const,
  invoice_line_item: invoice.lines.data[0]?.id ?? '',
  quantity,
});

test('a note before payment lowers what is open, with the tax of its lines, and can be voided', async () => {
  const invoice = await openInvoice();
  const note = await stripe.creditNotes.create({ invoice: invoice.id, lines: [lineOf(invoice, 1)], memo: 'Sorry' });
  expect(note).toMatchObject({
    type: 'pre_payment',
    subtotal: 1000,
    total: 1100,
    pre_payment_amount: 1100,
    number: `${invoice.number}-CN-01`,
  });
  expect(note.total_taxes?.[0]).toMatchObject({ amount: 100, taxable_amount: 1000 });
  expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: 'open', amount_remaining: 2200 });
  await stripe.creditNotes.voidCreditNote(note.id);
  expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ amount_remaining: 3300 });
  const all = await stripe.creditNotes.create({ invoice: invoice.id, lines: [lineOf(invoice, 3)] });
  expect([all.total, all.number]).toEqual([3300, `${invoice.number}-CN-02`]);
  expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: 'paid', amount_paid: 0 });
  const pdf = await shop.florin.fetch(new Request(all.pdf));
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('a note after payment refunds the card and credits the balance, and no more than what is left', async () => {
  const open = await openInvoice();
  const invoice = await stripe.invoices.pay(open.id);
  await expect(stripe.creditNotes.create({ invoice: invoice.id, amount: 1500 })).rejects.toThrow(/must equal/);
  const preview = await stripe.creditNotes.preview({
    invoice: invoice.id,
    amount: 1500,
    refund_amount: 1000,
    credit_amount: 500,
  });
  const note = await stripe.creditNotes.create({
    invoice: invoice.id,
    amount: 1500,
    refund_amount: 1000,
    credit_amount: 500,
    expand: ['refunds.refund'],
  });
  expect([preview.total, note.total, note.type, note.post_payment_amount]).toEqual([1500, 1500, 'post_payment', 1500]);
  expect(note.refunds[0]?.refund).toMatchObject({ amount: 1000, status: 'succeeded' });
  const customer = (await stripe.customers.retrieve(String(invoice.customer))) as Stripe.Customer;
  expect(customer.balance).toBe(-500);
  expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({
    status: 'paid',
    post_payment_credit_notes_amount: 1500,
  });
  const tooMuch = { invoice: invoice.id, amount: 2000, credit_amount: 2000 };
  await expect(stripe.creditNotes.create(tooMuch)).rejects.toThrow(/left to credit/);
  await expect(stripe.creditNotes.voidCreditNote(note.id)).rejects.toThrow(/only void/);
  expect((await stripe.creditNotes.list({ invoice: invoice.id })).data).toHaveLength(1);
});

test('parts of an amount sum to it, however a line is credited', () => {
  const amounts = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(amounts, amounts, fc.array(amounts, { maxLength: 8 }), (tax, whole, wanted) => {
      let before = 0;
      let sum = 0;
      for (const part of [...wanted, whole]) {
        const credited = Math.min(part, whole - before);
        const own = partOf(tax, whole, before, credited);
        expect(own).toBeGreaterThanOrEqual(0);
        before += credited;
        sum += own;
        expect(sum).toBeLessThanOrEqual(tax);
      }
      expect(sum).toBe(tax);
    }),
  );
});
