import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** A German seller, registered there and for all of the European Union. */
async function register({ stripe }: Harness): Promise<void> {
  await stripe.tax.settings.update({ head_office: { address: { country: 'DE' } } });
  const add = (country: string, country_options: Stripe.Tax.RegistrationCreateParams.CountryOptions) =>
    stripe.tax.registrations.create({ country, country_options, active_from: 'now' });
  await add('DE', { de: { type: 'standard' } });
  await add('IE', { ie: { type: 'oss_union' } });
}

async function bill({ stripe }: Harness, customer: string, more: Partial<Stripe.InvoiceCreateParams> = {}) {
  const book = await stripe.products.create({ name: 'Book', tax_code: 'txcd_35010000' });
  const invoice = await stripe.invoices.create({
    customer,
    automatic_tax: { enabled: true },
    currency: 'eur',
    ...more,
  });
  const add = (price_data: Stripe.InvoiceItemCreateParams.PriceData) =>
    stripe.invoiceItems.create({ customer, invoice: invoice.id, price_data });
  await add({ product: book.id, currency: 'eur', unit_amount: 2_000, tax_behavior: 'inclusive' });
  const shoes = await stripe.products.create({ name: 'Shoes', tax_code: 'txcd_30011000' });
  await add({ product: shoes.id, currency: 'eur', unit_amount: 10_000, tax_behavior: 'exclusive' });
  return stripe.invoices.retrieve(invoice.id);
}

test('an invoice with automatic tax has the rates of its customer, by what it bills', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    await register(harness);
    const german = await stripe.customers.create({ address: { country: 'DE' }, expand: ['tax'] });
    expect(german.tax).toMatchObject({ automatic_tax: 'supported' });
    const draft = await bill(harness, german.id);
    expect(draft).toMatchObject({
      automatic_tax: { enabled: true, liability: { type: 'self' }, provider: 'stripe', status: 'complete' },
      subtotal: 12_000,
      total: 13_900,
      total_excluding_tax: 11_869,
    });
    expect(
      draft.total_taxes?.map(({ amount, tax_behavior, taxability_reason, taxable_amount }) => [
        amount,
        tax_behavior,
        taxability_reason,
        taxable_amount,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [131, 'inclusive', 'reduced_rated', 1_869],
        [1_900, 'exclusive', 'standard_rated', 10_000],
      ]),
    );
    const { tax_rate: rate } = draft.total_taxes?.[0]?.tax_rate_details ?? {};
    expect(await stripe.taxRates.retrieve(rate ?? '')).toMatchObject({ active: false, country: 'DE', tax_type: 'vat' });

    const { id: business } = await stripe.customers.create({ address: { country: 'FR' } });
    await stripe.customers.createTaxId(business, { type: 'eu_vat', value: 'FR12345678901' });
    const reversed = await bill(harness, business);
    expect(reversed.total).toBe(12_000);
    expect(reversed.total_taxes).toMatchObject([{ amount: 0, taxability_reason: 'reverse_charge' }, {}]);
    const { id: person } = await stripe.customers.create({ address: { country: 'FR' } });
    expect((await bill(harness, person)).total).toBe(14_000);
  }));

test('an invoice item may have a tax code and a behavior of its own', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    await register(harness);
    const { id: customer } = await stripe.customers.create({ address: { country: 'DE' } });
    const { id: invoice } = await stripe.invoices.create({
      customer,
      automatic_tax: { enabled: true },
      currency: 'eur',
    });
    const item = await stripe.invoiceItems.create({ customer, invoice, amount: 10_000, tax_code: 'txcd_35010000' });
    expect((await stripe.invoices.retrieve(invoice)).total).toBe(10_700);
    await stripe.invoiceItems.update(item.id, { tax_behavior: 'inclusive' });
    expect((await stripe.invoices.retrieve(invoice)).total).toBe(10_000);
    await stripe.invoiceItems.update(item.id, { tax_code: '', tax_behavior: 'exclusive' });
    expect((await stripe.invoices.retrieve(invoice)).total).toBe(11_900);
    const book = await stripe.invoiceItems.create({ customer, invoice, amount: 10_000, tax_code: 'txcd_35010000' });
    expect((await stripe.invoices.retrieve(invoice)).total).toBe(11_900 + 10_700);
    await stripe.invoiceItems.update(book.id, { tax_code: '' });
    expect((await stripe.invoices.retrieve(invoice)).total).toBe(11_900 + 11_900);
  }));

test('a customer without a location cannot be billed with automatic tax', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    await register(harness);
    const { id: customer } = await stripe.customers.create();
    const refused = { code: 'customer_tax_location_invalid' };
    const automatic_tax = { enabled: true };
    await expect(stripe.invoices.create({ customer, automatic_tax })).rejects.toMatchObject(refused);
    expect((await stripe.invoices.list()).data).toEqual([]);
    const { id } = await stripe.invoices.create({ customer });
    await expect(stripe.invoices.update(id, { automatic_tax })).rejects.toMatchObject(refused);
    await stripe.customers.update(customer, { address: { country: 'US', postal_code: '78701' } });
    expect(await stripe.invoices.update(id, { automatic_tax })).toMatchObject({
      automatic_tax: { status: 'complete' },
    });
    await stripe.customers.update(customer, { address: '' });
    await expect(stripe.invoices.finalizeInvoice(id)).rejects.toMatchObject(refused);
  }));
