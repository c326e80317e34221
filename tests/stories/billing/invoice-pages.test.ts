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

async function openInvoice(name: string, more: Stripe.InvoiceCreateParams = {}, currency = 'usd') {
  const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com', name });
  const { id: tax } = await stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false });
  const draft = await stripe.invoices.create({ customer, currency, default_tax_rates: [tax], ...more });
  await stripe.invoices.addLines(draft.id, { lines: [{ amount: 50_000, description: '이미지 뱅크 Zlatý <plán>' }] });
  return stripe.invoices.finalizeInvoice(draft.id);
}

const visit = (url: string | null | undefined, init?: RequestInit) => shop.florin.fetch(new Request(String(url), init));
const pay = (invoice: Stripe.Invoice, form: Record<string, string>) =>
  visit(`${invoice.hosted_invoice_url}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });

test('the page shows an invoice and takes a card, and a refused card says why', async () => {
  const invoice = await openInvoice('Jenny');
  const page = await visit(invoice.hosted_invoice_url);
  const text = await page.text();
  expect(page.status).toBe(200);
  expect(text).toContain(String(invoice.number));
  expect(text).toContain('이미지 뱅크 Zlatý &lt;plán&gt;');
  expect(text).toContain('VAT (20%)');
  const refused = await pay(invoice, { type: 'card', number: '4000 0000 0000 0002', expiry: '12 / 40', cvc: '123' });
  expect([refused.status, (await refused.text()).includes('declined')]).toEqual([402, true]);
  const wrong = await pay(invoice, { type: 'card', number: '4242', expiry: '12 / 40', cvc: '123' });
  expect(wrong.status).toBe(402);
  const paid = await pay(invoice, { type: 'card', number: '4242 4242 4242 4242', expiry: '12 / 40', cvc: '123' });
  expect([paid.status, paid.headers.get('location')]).toEqual([
    303,
    new URL(String(invoice.hosted_invoice_url)).pathname,
  ]);
  expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: 'paid', amount_paid: 60_000 });
  expect(await (await visit(invoice.hosted_invoice_url)).text()).toContain('Download receipt');
});

test('a method with a page of its own leads there and back to the invoice', async () => {
  const invoice = await openInvoice('Kim', { payment_settings: { payment_method_types: ['kr_card'] } }, 'krw');
  const sent = await pay(invoice, { type: 'kr_card' });
  expect(sent.status).toBe(303);
  expect(sent.headers.get('location')).toMatch(/authorize/);
});

test('invoices and receipts are PDFs, also in Korean', async () => {
  const invoice = await openInvoice('김민지', { footer: '감사합니다', custom_fields: [{ name: 'PO', value: '6735' }] });
  for (const language of ['en', 'fr', 'ko']) {
    const pdf = await visit(invoice.invoice_pdf, { headers: { 'accept-language': language } });
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toContain('FlorinEast');
  }
  expect((await visit(`${invoice.hosted_invoice_url}/receipt`)).status).toBe(404);
});

test('an address with a wrong secret shows nothing', async () => {
  const invoice = await openInvoice('Jenny');
  const wrong = `${String(invoice.hosted_invoice_url).slice(0, -1)}_`.replace(/.$/, 'Z');
  expect((await visit(wrong)).status).toBe(404);
});
