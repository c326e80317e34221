import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());

let worlds = 0;

type Registered = Stripe.Tax.RegistrationCreateParams.CountryOptions;

/** A seller in a country, with registrations in a world of its own. */
async function seller(country: string, registered: Registered = {}, more: Partial<Stripe.AddressParam> = {}) {
  const stripe = harness.client(`sk_test_tax${++worlds}`);
  await stripe.tax.settings.update({ head_office: { address: { country, ...more } } });
  for (const [name, options] of Object.entries(registered)) {
    await stripe.tax.registrations.create({
      active_from: 'now',
      country: name.toUpperCase(),
      country_options: { [name]: options } as Registered,
    });
  }
  return stripe;
}

type Details = Stripe.Tax.CalculationCreateParams.CustomerDetails;
type Line = Stripe.Tax.CalculationCreateParams.LineItem;

function calculate(
  stripe: Stripe,
  details: Details,
  lines: Line[],
  more: Partial<Stripe.Tax.CalculationCreateParams> = {},
) {
  return stripe.tax.calculations.create({
    currency: 'eur',
    customer_details: { address_source: 'billing', ...details },
    line_items: lines,
    expand: ['line_items'],
    ...more,
  });
}

const STANDARD = { type: 'standard', standard: { place_of_supply_scheme: 'standard' } } as const;
const SHOES = { amount: 10_000, reference: 'shoes', tax_code: 'txcd_30011000' };
const BOOK = { amount: 2_000, reference: 'book', tax_code: 'txcd_35010000' };

describe('a calculation', () => {
  test('has the standard and reduced rates of a country, on top or within', async () => {
    const stripe = await seller('DE', { de: STANDARD });
    const made = await calculate(
      stripe,
      { address: { country: 'DE' } },
      [SHOES, { ...BOOK, tax_behavior: 'inclusive' }],
      {
        shipping_cost: { amount: 500 },
      },
    );
    expect(made).toMatchObject({
      amount_total: 10_000 + 1_900 + 2_000 + 500 + 95,
      customer: null,
      customer_details: {
        address: { country: 'DE', city: null },
        address_source: 'billing',
        taxability_override: 'none',
      },
      shipping_cost: { amount: 500, amount_tax: 95, tax_behavior: 'exclusive', tax_code: 'txcd_92010001' },
      tax_amount_exclusive: 1_995,
      tax_amount_inclusive: 131,
      tax_breakdown: [
        {
          amount: 1_995,
          inclusive: false,
          tax_rate_details: { country: 'DE', percentage_decimal: '19.0', rate_type: 'percentage', tax_type: 'vat' },
          taxability_reason: 'standard_rated',
          taxable_amount: 10_500,
        },
        { amount: 131, inclusive: true, taxability_reason: 'reduced_rated', taxable_amount: 1_869 },
      ],
    });
    expect(made.id).toMatch(/^taxcalc_/);
    expect(made.line_items?.data[0]).toMatchObject({
      amount: 10_000,
      amount_tax: 1_900,
      reference: 'shoes',
      tax_breakdown: [
        {
          jurisdiction: { country: 'DE', display_name: 'Germany', level: 'country', state: null },
          sourcing: 'destination',
          tax_rate_details: { display_name: 'VAT', percentage_decimal: '19.0', tax_type: 'vat' },
        },
      ],
    });
    const { data } = await stripe.tax.calculations.listLineItems(made.id ?? '');
    expect(data.map(({ reference, amount_tax }) => [reference, amount_tax])).toEqual([
      ['shoes', 1_900],
      ['book', 131],
    ]);
    expect(await stripe.tax.calculations.retrieve(made.id ?? '')).toMatchObject({ amount_total: made.amount_total });
  });

  test('follows the registrations of the European Union', async () => {
    const taxTo = async (stripe: Stripe, country: string) =>
      (await calculate(stripe, { address: { country } }, [SHOES])).tax_breakdown.map(
        ({ amount, tax_rate_details: rate, taxability_reason: reason }) => [amount, rate.country, reason],
      );
    const home = await seller('DE', { de: STANDARD });
    expect(await taxTo(home, 'FR')).toEqual([[0, 'FR', 'not_collecting']]);
    const union = await seller('DE', { de: STANDARD, ie: { type: 'oss_union' } });
    expect(await taxTo(union, 'FR')).toEqual([[2_000, 'FR', 'standard_rated']]);
    expect(await taxTo(union, 'GB')).toEqual([[0, 'GB', 'not_collecting']]);
    const small = await seller('DE', {
      de: { type: 'standard', standard: { place_of_supply_scheme: 'small_seller' } },
    });
    expect(await taxTo(small, 'FR')).toEqual([[1_900, 'DE', 'standard_rated']]);
  });

  test('reverses the charge for businesses abroad, and spares who is exempt', async () => {
    const stripe = await seller('DE', { de: STANDARD, fr: STANDARD });
    const reason = async (details: Details) => {
      const { tax_amount_exclusive: amount, tax_breakdown: breakdown } = await calculate(stripe, details, [SHOES]);
      return [amount, breakdown[0]?.taxability_reason];
    };
    const french = { address: { country: 'FR' } };
    const number = (value: string) => ({ tax_ids: [{ type: 'eu_vat' as const, value }] });
    expect(await reason(french)).toEqual([2_000, 'standard_rated']);
    expect(await reason({ ...french, ...number('FR12345678901') })).toEqual([0, 'reverse_charge']);
    expect(await reason({ ...french, ...number('DE123456789') })).toEqual([2_000, 'standard_rated']);
    expect(await reason({ address: { country: 'DE' }, ...number('DE123456789') })).toEqual([1_900, 'standard_rated']);
    expect(await reason({ ...french, taxability_override: 'customer_exempt' })).toEqual([0, 'customer_exempt']);
    expect(await reason({ ...french, taxability_override: 'reverse_charge' })).toEqual([0, 'reverse_charge']);
  });

  test('has sales tax by state and what the state exempts', async () => {
    const stripe = await seller(
      'US',
      { us: { type: 'state_sales_tax', state: 'TX' } },
      { state: 'TX', postal_code: '78701' },
    );
    const at = async (address: NonNullable<Details['address']>, code: string) => {
      const made = await calculate(stripe, { address }, [{ amount: 10_000, reference: 'a', tax_code: code }], {
        currency: 'usd',
      });
      return [
        made.tax_amount_exclusive,
        made.tax_breakdown[0]?.taxability_reason,
        made.tax_breakdown[0]?.tax_rate_details.state,
      ];
    };
    const austin = { country: 'US', postal_code: '78701', line1: '1 Main Street' };
    expect(await at(austin, 'txcd_99999999')).toEqual([625, 'standard_rated', 'TX']);
    expect(await at(austin, 'txcd_40060003')).toEqual([0, 'product_exempt', 'TX']);
    expect(await at(austin, 'txcd_00000000')).toEqual([0, 'not_subject_to_tax', 'TX']);
    expect(await at({ country: 'US', state: 'CA', postal_code: '94103' }, 'txcd_99999999')).toEqual([
      0,
      'not_collecting',
      'CA',
    ]);
  });

  test('adds the taxes of the country and of a province', async () => {
    const stripe = await seller('CA', { ca: { type: 'standard' } }, { state: 'ON' });
    const to = async (state: string) => {
      const made = await calculate(stripe, { address: { country: 'CA', state } }, [SHOES], { currency: 'cad' });
      return made.tax_breakdown.map(({ amount, tax_rate_details: { tax_type: type } }) => [type, amount]);
    };
    expect(await to('ON')).toEqual([['hst', 1_300]]);
    expect(await to('QC')).toEqual([['gst', 500]]);
    await stripe.tax.registrations.create({
      active_from: 'now',
      country: 'CA',
      country_options: { ca: { type: 'province_standard', province_standard: { province: 'QC' } } },
    });
    expect(await to('QC')).toEqual([
      ['gst', 500],
      ['qst', 998],
    ]);
  });

  test('uses the customer, products and shipping rates of the account', async () => {
    const stripe = await seller('AU', { au: { type: 'standard' } });
    const customer = await stripe.customers.create({
      address: { country: 'AU' },
      shipping: { name: 'Jo', address: { country: 'AU', state: 'NSW' } },
    });
    const product = await stripe.products.create({ name: 'Groceries', tax_code: 'txcd_40060003' });
    const rate = await stripe.shippingRates.create({
      display_name: 'Post',
      type: 'fixed_amount',
      fixed_amount: { amount: 1_100, currency: 'aud' },
      tax_behavior: 'inclusive',
    });
    const made = await stripe.tax.calculations.create({
      currency: 'aud',
      customer: customer.id,
      line_items: [{ amount: 5_000, product: product.id, quantity: 2 }],
      shipping_cost: { shipping_rate: rate.id },
    });
    expect(made).toMatchObject({
      amount_total: 6_100,
      customer: customer.id,
      customer_details: { address: { state: 'NSW' }, address_source: 'shipping' },
      tax_amount_exclusive: 0,
      tax_amount_inclusive: 100,
    });
    const venue = await stripe.tax.locations.create({
      type: 'performance',
      address: { country: 'AU', city: 'Sydney' },
    });
    expect(venue).toMatchObject({ object: 'tax.location', type: 'performance' });
    const abroad = { address: { country: 'JP' } };
    const ticket = await calculate(stripe, abroad, [{ amount: 1_000, performance_location: venue.id }], {
      currency: 'aud',
    });
    expect(ticket.line_items?.data[0]).toMatchObject({ amount_tax: 100, tax_breakdown: [{ sourcing: 'performance' }] });
  });

  test('is refused for bad input', async () => {
    const stripe = await seller('DE', { de: STANDARD });
    const refused = (details: Details, lines: Line[], more = {}) =>
      calculate(stripe, details, lines, more).then(
        () => 'created',
        ({ code, param }: Stripe.errors.StripeError) => [code, param],
      );
    const german = { address: { country: 'DE' } };
    expect(await refused({ address: { country: 'US', city: 'Austin' } }, [SHOES])).toEqual([
      'customer_tax_location_invalid',
      'customer_details[address]',
    ]);
    expect(await refused({ ...german, tax_ids: [{ type: 'eu_vat', value: '1' }] }, [SHOES])).toEqual([
      'tax_id_invalid',
      'customer_details[tax_ids][0][value]',
    ]);
    expect(await refused(german, [SHOES, SHOES])).toEqual([undefined, 'line_items[1][reference]']);
    expect(await refused(german, [{ ...SHOES, amount: -1 }])).toEqual([
      'parameter_invalid_integer',
      'line_items[0][amount]',
    ]);
    expect(await refused(german, [{ ...SHOES, tax_code: 'txcd_1' }])).toEqual([
      'resource_missing',
      'line_items[0][tax_code]',
    ]);
    expect(await refused(german, [SHOES], { tax_date: 1 })).toEqual([undefined, 'tax_date']);
    const inactive = harness.client(`sk_test_tax${++worlds}`);
    await expect(calculate(inactive, german, [SHOES])).rejects.toMatchObject({ code: 'stripe_tax_inactive' });
    expect(await inactive.tax.settings.retrieve()).toMatchObject({
      head_office: null,
      status: 'pending',
      status_details: { pending: { missing_fields: ['head_office'] } },
    });
  });
});

describe('a tax transaction', () => {
  test('records a calculation once by its reference, and is reversed in parts and no further', async () => {
    const stripe = await seller('DE', { de: STANDARD });
    const made = await calculate(stripe, { address: { country: 'DE' } }, [SHOES, BOOK], {
      shipping_cost: { amount: 1_000 },
    });
    const sale = { calculation: made.id ?? '', reference: 'order 7', expand: ['line_items'] };
    const recorded = await stripe.tax.transactions.createFromCalculation(sale);
    expect(recorded).toMatchObject({
      type: 'transaction',
      reference: 'order 7',
      reversal: null,
      shipping_cost: { amount_tax: 190 },
    });
    await expect(stripe.tax.transactions.createFromCalculation(sale)).rejects.toMatchObject({ param: 'reference' });
    const [shoes, book] = recorded.line_items?.data ?? [];
    const part = (amount: number, amount_tax: number, reference: string) =>
      stripe.tax.transactions.createReversal({
        mode: 'partial',
        original_transaction: recorded.id,
        reference,
        line_items: [{ original_line_item: shoes?.id ?? '', amount, amount_tax, reference: 'refund' }],
        expand: ['line_items'],
      });
    expect(await part(-4_000, -760, 'first')).toMatchObject({
      type: 'reversal',
      reversal: { original_transaction: recorded.id },
      line_items: { data: [{ amount: -4_000, amount_tax: -760, reversal: { original_line_item: shoes?.id } }] },
    });
    await expect(part(-6_001, 0, 'too much')).rejects.toMatchObject({ param: 'line_items[0][amount]' });
    await expect(part(1, 0, 'positive')).rejects.toMatchObject({ param: 'line_items[0][amount]' });
    const reversal = { original_transaction: recorded.id, expand: ['line_items'] };
    await expect(
      stripe.tax.transactions.createReversal({ ...reversal, mode: 'full', reference: 'all' }),
    ).rejects.toMatchObject({ param: 'mode' });
    const rest = 6_000 + 1_140 + 2_000 + 140 + 1_000 + 190;
    await expect(
      stripe.tax.transactions.createReversal({
        ...reversal,
        mode: 'partial',
        flat_amount: -rest - 1,
        reference: 'over',
      }),
    ).rejects.toMatchObject({ param: 'flat_amount' });
    const flat = await stripe.tax.transactions.createReversal({
      ...reversal,
      mode: 'partial',
      flat_amount: -rest,
      reference: 'rest',
    });
    expect(flat.line_items?.data.map(({ amount, amount_tax }) => [amount, amount_tax])).toEqual([
      [-6_000, -1_140],
      [-2_000, -140],
    ]);
    expect(flat.shipping_cost).toMatchObject({ amount: -1_000, amount_tax: -190 });
    expect(book?.amount_tax).toBe(140);
    const { data } = await stripe.tax.transactions.listLineItems(flat.id);
    expect(data).toHaveLength(2);
  });

  test('is reversed in full', async () => {
    const stripe = await seller('DE', { de: STANDARD });
    const { id } = await calculate(stripe, { address: { country: 'DE' } }, [SHOES]);
    const sale = await stripe.tax.transactions.createFromCalculation({ calculation: id ?? '', reference: 'order' });
    const all = { mode: 'full' as const, original_transaction: sale.id, reference: 'undone', expand: ['line_items'] };
    const undone = await stripe.tax.transactions.createReversal(all);
    expect(undone.line_items?.data).toMatchObject([{ amount: -10_000, amount_tax: -1_900, type: 'reversal' }]);
    await expect(
      stripe.tax.transactions.createReversal({ ...all, original_transaction: undone.id, reference: 'again' }),
    ).rejects.toMatchObject({ param: 'original_transaction' });
  });
});

test('a registration is scheduled, active and expired by the clock', async () => {
  const stripe = await seller('DE');
  const now = harness.clock.now() / 1000;
  const later = Math.floor(now) + 86_400;
  const made = await stripe.tax.registrations.create({
    active_from: later,
    country: 'DE',
    country_options: { de: { type: 'standard' } },
  });
  expect(made).toMatchObject({
    country_options: { de: { type: 'standard', standard: { place_of_supply_scheme: 'standard' } } },
    status: 'scheduled',
  });
  const active = await stripe.tax.registrations.update(made.id, { active_from: 'now' });
  expect(active.status).toBe('active');
  const listed = async (status: 'active' | 'expired') =>
    (await stripe.tax.registrations.list({ status })).data.map(({ id }) => id);
  expect([await listed('active'), await listed('expired')]).toEqual([[made.id], []]);
  await stripe.tax.registrations.update(made.id, { expires_at: 'now' });
  expect([await listed('active'), await listed('expired')]).toEqual([[], [made.id]]);
  const refused = (country: string, country_options: Registered) =>
    stripe.tax.registrations.create({ active_from: 'now', country, country_options }).then(
      () => 'created',
      ({ param }: Stripe.errors.StripeError) => param,
    );
  expect(await refused('DE', { fr: { type: 'standard' } })).toBe('country_options[fr]');
  expect(await refused('US', { us: { type: 'state_sales_tax', state: 'ZZ' } })).toBe('country_options[us][state]');
});

test('product tax codes are listed', async () => {
  const stripe = harness.client(`sk_test_tax${++worlds}`);
  const { data } = await stripe.taxCodes.list({ limit: 100 });
  expect(data.map(({ id }) => id)).toContain('txcd_10103001');
  expect(await stripe.taxCodes.retrieve('txcd_35010000')).toMatchObject({ object: 'tax_code', name: 'Books' });
  await expect(stripe.taxCodes.retrieve('txcd_x')).rejects.toMatchObject({ code: 'resource_missing' });
});
