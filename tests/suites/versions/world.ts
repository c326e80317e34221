import type Stripe from 'stripe';
import type { Harness } from '../../support/harness.ts';
import { checkouts } from './world-checkout.ts';
import { ADDRESS, disputes, JENNY, PAID, payments, RETURN_URL, refunds, SHIPPING, setups } from './world-payments.ts';
import { subscriptions } from './world-subscriptions.ts';
import { billingCredits, entitled, meteredUsage, portal, productFeature, usageAlert } from './world-usage.ts';

/** Creates an object of one type in every state that looks different. */
type Deed = (shop: Harness) => Promise<unknown>;

const EUROS = { eur: { amount_off: 450 } };
const AGREED = {
  customer_acceptance: { type: 'offline' },
} as const satisfies Stripe.SetupIntentCreateParams.MandateData;

const idOf = (reference: string | { id: string } | null | undefined) =>
  typeof reference === 'string' ? reference : (reference?.id ?? '');

/** The charge of a payment for an account, with a fee. */
async function sharedPayment({ stripe }: Harness): Promise<Stripe.Charge> {
  const { id: destination } = await stripe.accounts.create();
  const intent = await stripe.paymentIntents.create({
    ...PAID,
    payment_method: 'pm_card_visa',
    application_fee_amount: 100,
    transfer_data: { destination },
    expand: ['latest_charge.transfer'],
  });
  return intent.latest_charge as Stripe.Charge;
}

/** Calculates a sale to a German, in a world that is registered there. */
async function calculated(stripe: Stripe): Promise<Stripe.Tax.Calculation> {
  await stripe.tax.settings.update({ head_office: { address: ADDRESS } });
  const country_options = { de: { type: 'standard' } } as const;
  await stripe.tax.registrations.create({ country: 'DE', active_from: 'now', country_options });
  const tax_ids = [{ type: 'eu_vat', value: 'DE123456789' } as const];
  return stripe.tax.calculations.create({
    currency: 'eur',
    customer_details: { address: ADDRESS, address_source: 'shipping', tax_ids },
    line_items: [{ amount: 1000, reference: 'tea' }],
    shipping_cost: { amount: 500 },
  });
}

/** The deeds that create each type of object. A test requires an entry for every stored type. */
export const WORLD: Readonly<Record<string, Deed>> = {
  account: async ({ stripe }) => {
    const { id } = await stripe.accounts.create({ type: 'custom', country: 'JP', business_type: 'company' });
    await stripe.accounts.createExternalAccount(id, { external_account: 'tok_visa_debit' });
    return stripe.accounts.create({ type: 'express', capabilities: { transfers: { requested: true } } });
  },
  apple_pay_domain: async ({ stripe }) => {
    await stripe.applePayDomains.create({ domain_name: 'shop.example.com' });
    const gone = await stripe.applePayDomains.create({ domain_name: 'other.example.com' });
    await stripe.applePayDomains.del(gone.id);
  },
  application_fee: sharedPayment,
  balance_transaction: ({ florin }) => florin.advance('8d'),
  account_link: async ({ stripe }) => {
    const { id: account } = await stripe.accounts.create();
    const [refresh_url, return_url] = ['https://platform.example/again', 'https://platform.example/done'];
    return stripe.accountLinks.create({ account, refresh_url, return_url, type: 'account_onboarding' });
  },
  account_session: async ({ stripe }) => {
    const { id: account } = await stripe.accounts.create();
    return stripe.accountSessions.create({ account, components: { payments: { enabled: true } } });
  },
  'billing.credit_grant': billingCredits,
  'billing.credit_balance_transaction': billingCredits,
  'billing.alert': usageAlert,
  'billing.feedback_option': ({ stripe }) => stripe.billing.feedbackOptions.create({ description: 'Moved' }),
  'billing_portal.configuration': portal,
  'billing_portal.session': portal,
  'billing.meter': meteredUsage,
  'entitlements.feature': productFeature,
  'entitlements.active_entitlement': entitled,
  bank_account: async ({ stripe }) => {
    const { id } = await stripe.customers.create({ source: 'tok_visa' });
    await stripe.customers.createSource(id, { source: 'btok_us_verified' });
    const source = await stripe.sources.create({ type: 'card', token: 'tok_mastercard', owner: { name: 'Jenny' } });
    await stripe.customers.createSource(id, { source: source.id });
  },
  capability: async ({ stripe }) => {
    const { id } = await stripe.accounts.create({ type: 'custom', capabilities: { transfers: { requested: true } } });
    return stripe.accounts.updateCapability(id, 'card_payments', { requested: true });
  },
  charge: ({ stripe }) => stripe.charges.create({ amount: 700, currency: 'usd', source: 'tok_visa' }),
  'checkout.session': checkouts,
  confirmation_token: async ({ stripe }) => {
    const token = await stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_visa',
      return_url: RETURN_URL,
      shipping: SHIPPING,
    });
    await stripe.paymentIntents.create({ amount: 1099, currency: 'usd', confirm: true, confirmation_token: token.id });
    return token;
  },
  coupon: async ({ stripe }) => {
    await stripe.coupons.create({ id: 'TEN', percent_off: 10, name: 'Ten percent' });
    await stripe.coupons.create({ id: 'FIVE', amount_off: 500, currency: 'usd', currency_options: EUROS });
    await stripe.coupons.update('TEN', { name: 'A tenth' });
    const gone = await stripe.coupons.create({ percent_off: 50, duration: 'repeating', duration_in_months: 3 });
    await stripe.coupons.del(gone.id);
  },
  credit_note: async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const { id: tax } = await stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false });
    const draft = await stripe.invoices.create({ customer, default_tax_rates: [tax] });
    await stripe.invoices.addLines(draft.id, { lines: [{ amount: 1900, description: 'Work' }] });
    const { id: invoice, lines } = await stripe.invoices.finalizeInvoice(draft.id);
    const credited = [
      { type: 'invoice_line_item' as const, invoice_line_item: lines.data[0]?.id ?? '', amount: 100 },
      { type: 'custom_line_item' as const, description: 'Excuse', unit_amount: 30 },
    ];
    const note = await stripe.creditNotes.create({ invoice, lines: credited });
    await stripe.creditNotes.update(note.id, { memo: 'Sorry' });
    await stripe.creditNotes.voidCreditNote(note.id);
    await stripe.invoices.pay(invoice);
    return stripe.creditNotes.create({ invoice, amount: 200, refund_amount: 150, credit_amount: 50 });
  },
  customer: async ({ stripe }) => {
    await stripe.customers.create({ ...JENNY, shipping: SHIPPING, description: 'Regular', metadata: { table: '4' } });
    const { id } = await stripe.customers.create();
    await stripe.customers.update(id, { name: 'Jenny' });
    const gone = await stripe.customers.create();
    await stripe.customers.del(gone.id);
  },
  customer_balance_transaction: async ({ stripe }) => {
    const { id } = await stripe.customers.create();
    await stripe.customers.createBalanceTransaction(id, { amount: -500, currency: 'usd', description: 'Sorry' });
  },
  customer_cash_balance_transaction: async ({ stripe, florin }) => {
    const { id: customer } = await stripe.customers.create();
    await stripe.paymentIntents.create({
      amount: 5000,
      currency: 'jpy',
      customer,
      confirm: true,
      allowed_payment_method_types: ['customer_balance'],
      payment_method_data: { type: 'customer_balance' },
      payment_method_options: {
        customer_balance: { funding_type: 'bank_transfer', bank_transfer: { type: 'jp_bank_transfer' } },
      },
    });
    const fund = (amount: number) =>
      stripe.testHelpers.customers.fundCashBalance(customer, { amount, currency: 'jpy' });
    const moved = await fund(2000);
    await florin.advance('1s');
    await fund(4000);
    await florin.advance('1s');
    return moved;
  },
  customer_session: async ({ stripe }) => {
    const { id } = await stripe.customers.create();
    await stripe.customerSessions.create({ customer: id, components: { payment_element: { enabled: true } } });
  },
  discount: async ({ call }) => {
    const coupon = (id: string) => ({ coupon: id });
    const before = { headers: { 'stripe-version': '2025-02-24.acacia' } };
    const { body } = await call('POST', '/v1/customers', coupon('TEN'), before);
    await call('POST', `/v1/customers/${body.id}`, coupon('FIVE'), before);
    const ended = await call('POST', '/v1/customers', coupon('TEN'), before);
    await call('DELETE', `/v1/customers/${ended.body.id}/discount`);
  },
  dispute: disputes,
  fee_refund: async (shop) => {
    const { application_fee: fee } = await sharedPayment(shop);
    return shop.stripe.applicationFees.createRefund(idOf(fee), { amount: 10 });
  },
  file_link: ({ stripe }) =>
    stripe.files.create({
      purpose: 'dispute_evidence',
      file: { data: Buffer.from('%PDF-1.7'), name: 'receipt.pdf', type: 'application/pdf' },
      file_link_data: { create: true, metadata: { to: 'bank' } },
    }),
  file: ({ stripe }) =>
    stripe.files.create({
      purpose: 'identity_document',
      file: { data: Buffer.from('%PDF-1.7'), name: 'passport.pdf', type: 'application/pdf' },
    }),
  login_link: async ({ stripe, florin }) => {
    const { id } = await stripe.accounts.create({ type: 'express', business_type: 'individual' });
    const [refresh_url, return_url] = ['https://platform.example/again', 'https://platform.example/done'];
    const type = 'account_onboarding';
    const { url } = await stripe.accountLinks.create({ account: id, refresh_url, return_url, type });
    const { headers } = await florin.fetch(url);
    const flow = new URL(headers.get('location') ?? '', url).href;
    const submit = (step: string, body: Record<string, string>) =>
      florin.fetch(`${flow}/${step}`, { method: 'POST', body: new URLSearchParams(body) });
    await submit('contact', { skip: 'true' });
    await submit('review', {});
    return stripe.accounts.createLoginLink(id);
  },
  invoice: async ({ stripe, florin }) => {
    const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com', source: 'tok_visa' });
    const { id: tax } = await stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: false });
    const lines = [{ amount: 1900, description: 'Work', tax_rates: [tax] }];
    const draft = await stripe.invoices.create({ customer, discounts: [{ coupon: 'TEN' }] });
    await stripe.invoices.addLines(draft.id, { lines });
    await stripe.invoices.finalizeInvoice(draft.id);
    const sent = await stripe.invoices.create({ customer, collection_method: 'send_invoice', days_until_due: 3 });
    await stripe.invoices.addLines(sent.id, { lines });
    await stripe.invoices.sendInvoice(sent.id);
    await stripe.invoices.voidInvoice(sent.id);
    await stripe.invoices.del((await stripe.invoices.create({ customer })).id);
    await stripe.invoices.create({ customer, auto_advance: true });
    await florin.advance('61m');
    return stripe.invoices.pay(draft.id);
  },
  invoice_payment: async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const { id } = await stripe.invoices.create({ customer });
    await stripe.invoices.addLines(id, { lines: [{ amount: 1900, description: 'Work' }] });
    return stripe.invoices.finalizeInvoice(id);
  },
  invoiceitem: async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({});
    const { id } = await stripe.invoiceItems.create({ customer, amount: 500, currency: 'usd' });
    await stripe.invoiceItems.update(id, { description: 'Travel' });
    await stripe.invoiceItems.del((await stripe.invoiceItems.create({ customer, amount: -20, currency: 'usd' })).id);
  },
  mandate: ({ stripe }) =>
    stripe.setupIntents.create({
      payment_method: 'pm_card_visa',
      confirm: true,
      mandate_data: AGREED,
      expand: ['mandate'],
    }),
  ephemeral_key: async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create();
    return stripe.ephemeralKeys.create({ customer }, { apiVersion: '2026-10-28.endive' });
  },
  payment_method_domain: ({ stripe }) => stripe.paymentMethodDomains.create({ domain_name: 'shop.example.com' }),
  payment_intent: payments,
  payment_link: async ({ stripe }) => {
    const { id } = await stripe.prices.create({ currency: 'usd', unit_amount: 900, product_data: { name: 'Tea' } });
    await stripe.paymentLinks.create({ line_items: [{ price: id, quantity: 1 }] });
    const link = await stripe.paymentLinks.create({
      line_items: [{ price: id, quantity: 1, adjustable_quantity: { enabled: true } }],
      after_completion: { type: 'redirect', redirect: { url: RETURN_URL } },
      automatic_tax: { enabled: true },
      consent_collection: { promotions: 'auto' },
      custom_fields: [
        {
          key: 'size',
          label: { type: 'custom', custom: 'Size' },
          type: 'dropdown',
          dropdown: { options: [{ label: 'Small', value: 's' }] },
        },
      ],
      custom_text: { submit: { message: 'Soon yours' } },
      name_collection: { business: { enabled: true } },
      payment_intent_data: { capture_method: 'manual' },
      payment_method_options: { card: { restrictions: { brands_blocked: ['visa'] } } },
      restrictions: { completed_sessions: { limit: 2 } },
      shipping_address_collection: { allowed_countries: ['DE'] },
    });
    await stripe.paymentLinks.update(link.id, { active: false, inactive_message: 'Gone' });
  },
  person: async ({ stripe }) => {
    const { id } = await stripe.accounts.create({ type: 'custom', business_type: 'company' });
    const individual = { first_name: 'Jenny', dob: { day: 1, month: 1, year: 1901 }, address: { city: 'Berlin' } };
    await stripe.accounts.create({ type: 'custom', country: 'DE', business_type: 'individual', individual });
    return stripe.accounts.createPerson(id, { ...individual, relationship: { owner: true } });
  },
  payout: async ({ stripe, florin }) => {
    await stripe.paymentIntents.create({ ...PAID, amount: 50_000, payment_method: 'pm_card_bypassPending' });
    const { id } = await stripe.payouts.create({ amount: 100, currency: 'usd' });
    await stripe.payouts.cancel(id);
    await stripe.payouts.create({ amount: 100, currency: 'usd' });
    await florin.advance('1m');
  },
  payment_method: async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create();
    const number = { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '314' };
    const { id } = await stripe.paymentMethods.create({ type: 'card', card: number, billing_details: JENNY });
    await stripe.paymentMethods.attach(id, { customer });
    await stripe.paymentMethods.update(id, { metadata: { seat: '2' } });
    await stripe.paymentMethods.create({ type: 'mobilepay' });
  },
  payment_method_configuration: ({ stripe }) => stripe.paymentMethodConfigurations.list(),
  price: async ({ stripe }) => {
    const { id: product } = await stripe.products.create({ name: 'Cup' });
    const base = { product, currency: 'usd' };
    const { id } = await stripe.prices.create({ ...base, unit_amount: 500, lookup_key: 'cup' });
    await stripe.prices.update(id, { nickname: 'A cup', tax_behavior: 'inclusive' });
    await stripe.prices.create({ ...base, unit_amount: 500, recurring: { interval: 'month' } });
    await stripe.prices.create({
      ...base,
      billing_scheme: 'tiered',
      tiers_mode: 'graduated',
      tiers: [
        { up_to: 10, unit_amount: 500 },
        { up_to: 'inf', unit_amount: 300, flat_amount: 100 },
      ],
    });
    await stripe.prices.create({ ...base, custom_unit_amount: { enabled: true, minimum: 100 } });
    await stripe.prices.create({ ...base, unit_amount: 900, transform_quantity: { divide_by: 5, round: 'up' } });
  },
  product: async ({ stripe }) => {
    const { id } = await stripe.products.create({
      name: 'Tea',
      marketing_features: [{ name: 'Warm' }],
      package_dimensions: { height: 1, length: 2, weight: 3, width: 4 },
      default_price_data: { currency: 'eur', unit_amount: 450 },
    });
    await stripe.products.update(id, { tax_details: { tax_code: 'txcd_99999999' }, marketing_features: [] });
    const gone = await stripe.products.create({ name: 'Saucer' });
    await stripe.products.del(gone.id);
  },
  promotion_code: async ({ stripe }) => {
    const restrictions = { first_time_transaction: true, minimum_amount: 1000, minimum_amount_currency: 'usd' };
    const promotion = { type: 'coupon', coupon: 'TEN' } as const;
    const { id } = await stripe.promotionCodes.create({ promotion, code: 'FALL', restrictions });
    await stripe.promotionCodes.update(id, { active: false });
  },
  'radar.early_fraud_warning': ({ stripe }) =>
    stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_createIssuerFraudRecord' }),
  quote: async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const plan = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 900,
      recurring: { interval: 'month' },
      product_data: { name: 'Plan' },
    });
    const line_items = [{ price: plan.id, quantity: 2 }];
    const { id } = await stripe.quotes.create({ customer, line_items, description: 'For you' });
    await stripe.quotes.finalizeQuote(id);
    await stripe.quotes.create({ from_quote: { quote: id, is_revision: true } });
    await stripe.quotes.accept(id);
    return stripe.quotes.cancel((await stripe.quotes.create({ customer, line_items })).id);
  },
  refund: refunds,
  review: ({ stripe }) => stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_riskLevelElevated' }),
  setup_attempt: setups,
  setup_intent: setups,
  shipping_rate: ({ stripe }) =>
    stripe.shippingRates.create({
      display_name: 'Ground',
      fixed_amount: { amount: 500, currency: 'usd' },
      delivery_estimate: { minimum: { unit: 'day', value: 2 } },
    }),
  tax_id: async ({ stripe }) => {
    const { id } = await stripe.customers.create();
    await stripe.customers.createTaxId(id, { type: 'eu_vat', value: 'DE123456789' });
    await stripe.taxIds.create({ type: 'gb_vat', value: 'GB123456789' });
  },
  'tax.calculation': ({ stripe }) => calculated(stripe),
  'tax.location': ({ stripe }) =>
    stripe.tax.locations.create({ type: 'performance', address: { country: 'DE', city: 'Berlin' } }),
  'tax.registration': ({ stripe }) =>
    stripe.tax.registrations.create({
      country: 'NO',
      active_from: 'now',
      country_options: { no: { type: 'standard' } },
    }),
  'tax.transaction': async ({ stripe }) => {
    const { id } = await calculated(stripe);
    const sale = { calculation: id ?? '', reference: 'order 7', metadata: { table: '4' } };
    const made = await stripe.tax.transactions.createFromCalculation(sale);
    const undone = { mode: 'full' as const, original_transaction: made.id, reference: 'undone' };
    return [made, await stripe.tax.transactions.createReversal(undone), await stripe.taxCodes.list()];
  },
  tax_rate: async ({ stripe }) => {
    const { id } = await stripe.taxRates.create({ display_name: 'VAT', percentage: 19, inclusive: true });
    await stripe.taxRates.update(id, { jurisdiction: 'DE', tax_type: 'vat' });
  },
  token: async ({ stripe }) => {
    const { id } = await stripe.accounts.create({ type: 'custom', business_type: 'company' });
    const card = { number: '4000056655665556', exp_month: '12', exp_year: '2040', cvc: '123', name: 'Jenny' };
    return [
      await stripe.tokens.create({ card }),
      await stripe.v2.core.accountTokens.create({ display_name: 'Cups' }),
      await stripe.v2.core.accounts.personTokens.create(id, { given_name: 'Jenny' }),
    ];
  },
  subscription: subscriptions,
  subscription_item: subscriptions,
  subscription_schedule: subscriptions,
  'test_helpers.test_clock': async ({ stripe, florin }) => {
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: 1_800_000_000 });
    await stripe.customers.create({ test_clock: clock.id });
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: 1_900_000_000 });
    await florin.settled();
    const gone = await stripe.testHelpers.testClocks.create({ frozen_time: 1, name: 'Gone' });
    await stripe.testHelpers.testClocks.del(gone.id);
  },
  topup: async ({ stripe, florin }) => {
    const { id } = await stripe.topups.create({ amount: 1_000, currency: 'usd' });
    await stripe.topups.cancel(id);
    await stripe.topups.create({ amount: 1_000, currency: 'usd', source: 'btok_us_verified_noAccount' });
    await stripe.topups.create({ amount: 1_000, currency: 'usd' });
    await florin.advance('1m');
  },
  transfer: async (shop) => {
    const { transfer } = await sharedPayment(shop);
    await shop.stripe.transfers.update(idOf(transfer), { description: 'Shares' });
  },
  transfer_reversal: async (shop) => {
    const { transfer } = await sharedPayment(shop);
    return shop.stripe.transfers.createReversal(idOf(transfer), { amount: 10 });
  },
  'v2.core.event_destination': async ({ stripe }) => {
    const { id } = await stripe.v2.core.eventDestinations.create({
      name: 'Mine',
      type: 'webhook_endpoint',
      event_payload: 'thin',
      enabled_events: ['v1.charge.succeeded'],
      webhook_endpoint: { url: 'https://shop.example/hooks' },
    });
    await stripe.v2.core.eventDestinations.disable(id);
  },
  webhook_endpoint: async ({ stripe }) => {
    const { id } = await stripe.webhookEndpoints.create({
      url: 'https://shop.example/hooks',
      enabled_events: ['charge.succeeded'],
      api_version: '2023-10-16',
      metadata: { team: 'cash desk' },
    });
    await stripe.webhookEndpoints.update(id, { disabled: true });
  },
};
