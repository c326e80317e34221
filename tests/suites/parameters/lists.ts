import type { Json } from '../../support/harness.ts';
import type { Form, Shop } from './shop.ts';
import { sale } from './tax-situations.ts';

/** Two objects of every kind, made once, so that every filter of a list has something to leave out. */
export function stocked(shop: Shop): Promise<Record<string, Json>> {
  return shop.once('stock', () => stock(shop));
}

async function stock(shop: Shop): Promise<Record<string, Json>> {
  const { make, harness } = shop;
  const twice = async (path: string, form: Form) => {
    await make(path, form);
    return make(path, form);
  };
  const pay = {
    amount: '1000',
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: 'true',
    return_url: 'https://shop.example/',
  };
  const { id: customer } = await twice('customers', { email: 'jenny@example.com' });
  await twice('payment_methods/pm_card_visa/attach', { customer });
  const { id: account } = await twice('accounts', { type: 'custom', business_type: 'company' });
  await twice(`accounts/${account}/persons`, { first_name: 'Jenny' });
  await twice(`accounts/${account}/external_accounts`, { external_account: 'btok_us' });
  await twice(`customers/${customer}/sources`, { source: 'tok_visa' });
  await twice(`customers/${customer}/balance_transactions`, { amount: '-500', currency: 'usd' });
  await twice(`customers/${customer}/tax_ids`, { type: 'eu_vat', value: 'DE123456789' });
  await twice('tax_ids', { type: 'eu_vat', value: 'DE123456789' });
  await twice(`test_helpers/customers/${customer}/fund_cash_balance`, { amount: '500', currency: 'usd' });
  for (const payment_method of [
    'pm_card_createDispute',
    'pm_card_createIssuerFraudRecord',
    'pm_card_riskLevelElevated',
  ])
    await twice('payment_intents', { ...pay, payment_method });
  await make('refunds', { payment_intent: (await make('payment_intents', pay)).id });
  await make('refunds', { payment_intent: (await make('payment_intents', pay)).id });
  await make('setup_intents', { payment_method: 'pm_card_visa', confirm: 'true', return_url: 'https://shop.example/' });
  await twice('setup_intents', {});
  const retried = await make('setup_intents', {});
  const trying = { payment_method: 'pm_card_threeDSecure2Required', return_url: 'https://shop.example/' };
  await make(`setup_intents/${retried.id}/confirm`, trying);
  await make(`setup_intents/${retried.id}/confirm`, trying);
  const { id: product } = await twice('products', { name: 'Tea' });
  await twice('prices', { product, currency: 'usd', unit_amount: '500' });
  await twice('plans', { product, currency: 'usd', amount: '500', interval: 'month' });
  const { id: coupon } = await twice('coupons', { percent_off: '10' });
  await twice('promotion_codes', { 'promotion[type]': 'coupon', 'promotion[coupon]': coupon });
  for (const name of ['shop.example.com', 'other.example.com']) {
    await make('payment_method_domains', { domain_name: name });
    await make('apple_pay/domains', { domain_name: name });
  }
  await make('invoices', { customer });
  const { id: invoice } = await make('invoices', { customer });
  await twice('invoiceitems', { customer, invoice, amount: '500', currency: 'usd' });
  await twice('invoiceitems', { customer, amount: '500', currency: 'usd' });
  for (const collection of [{ collection_method: 'send_invoice', days_until_due: '3' }, {}]) {
    const { id } = await make('invoices', { customer, pending_invoice_items_behavior: 'include', ...collection });
    await make('invoiceitems', { customer, invoice: id, amount: '500', currency: 'usd' });
    await make(`invoices/${id}/finalize`);
    await make('credit_notes', { invoice: id, amount: '10' });
  }
  const { lines } = await make(`invoices/${invoice}`, {}, 'GET');
  await make(`invoices/${invoice}/finalize`);
  const two = Object.fromEntries(
    lines.data.slice(0, 2).flatMap((line: Json, index: number) => [
      [`lines[${index}][type]`, 'invoice_line_item'],
      [`lines[${index}][invoice_line_item]`, line.id],
      [`lines[${index}][amount]`, '10'],
    ]),
  );
  const note = await make('credit_notes', { invoice, ...two });
  const plan = await make('prices', { product, currency: 'usd', unit_amount: '500', 'recurring[interval]': 'month' });
  await twice('subscriptions', { customer, 'items[0][price]': plan.id });
  await twice('subscription_schedules', { customer, 'phases[0][items][0][price]': plan.id });
  const { id: clock } = await twice('test_helpers/test_clocks', { frozen_time: '1800000000' });
  await make('customers', { test_clock: clock });
  await twice('tax_rates', { display_name: 'VAT', percentage: '19', inclusive: 'false' });
  await twice('shipping_rates', {
    display_name: 'Post',
    type: 'fixed_amount',
    'fixed_amount[amount]': '500',
    'fixed_amount[currency]': 'usd',
  });
  const priced = {
    'line_items[0][price_data][currency]': 'usd',
    'line_items[0][price_data][unit_amount]': '500',
    'line_items[0][price_data][product_data][name]': 'Tea',
    'line_items[0][quantity]': '2',
    'line_items[1][price_data][currency]': 'usd',
    'line_items[1][price_data][unit_amount]': '700',
    'line_items[1][price_data][product_data][name]': 'Cup',
    'line_items[1][quantity]': '1',
  };
  const session = await twice('checkout/sessions', { ...priced, success_url: 'https://shop.example/' });
  const link = await twice('payment_links', priced);
  const quote = await stockQuotes(make, customer);
  await twice('webhook_endpoints', { url: 'http://127.0.0.1:9/', 'enabled_events[0]': 'payout.paid' });
  await twice('/v2/core/event_destinations', {
    name: 'Mine',
    type: 'webhook_endpoint',
    event_payload: 'thin',
    'enabled_events[0]': 'v1.payout.paid',
    'webhook_endpoint[url]': 'http://127.0.0.1:9/',
  });
  const intent = await make('payment_intents', {
    amount: '1200',
    currency: 'usd',
    'amount_details[line_items][0][product_name]': 'Tea',
    'amount_details[line_items][0][quantity]': '1',
    'amount_details[line_items][0][unit_cost]': '500',
    'amount_details[line_items][1][product_name]': 'Cup',
    'amount_details[line_items][1][quantity]': '1',
    'amount_details[line_items][1][unit_cost]': '700',
  });
  const source = await make('sources', { type: 'card', token: 'tok_visa' });
  const { calculation, transaction } = await sale(shop);
  await twice('tax/locations', { type: 'performance', 'address[country]': 'DE' });
  await make('tax/registrations', { country: 'DE', active_from: 'now', 'country_options[de][type]': 'standard' });
  const taxed = { calculation: calculation.id, sale: transaction.id };
  const shares = await stockShares(make, pay);
  await harness.florin.settled();
  return {
    ...shares,
    ...taxed,
    account,
    clock,
    customer,
    invoice,
    link: link.id,
    note: note.id,
    quote: quote.id,
    setup: retried.id,
    session: session.id,
    intent: intent.id,
    source: source.id,
  };
}

/** Two transfers with two reversals, two fees with two refunds, payouts and top-ups. */
async function stockShares(make: Shop['make'], pay: Form): Promise<Record<string, Json>> {
  const { id: destination } = await make('accounts', { type: 'standard' });
  await make('payment_intents', { ...pay, amount: '50000', payment_method: 'pm_card_bypassPending' });
  const shared = { ...pay, capture_method: 'automatic', application_fee_amount: '100' };
  const charges: Json[] = [];
  for (let n = 0; n < 2; n++) {
    const intent = await make('payment_intents', { ...shared, 'transfer_data[destination]': destination });
    charges.push(await make(`charges/${intent.latest_charge}`, {}, 'GET'));
    await make('payouts', { amount: '100', currency: 'usd' });
    await make('topups', { amount: `${1000 + n}`, currency: 'usd' });
  }
  const [{ transfer, application_fee: fee }] = charges as [Json];
  for (let n = 0; n < 2; n++) {
    await make(`transfers/${transfer}/reversals`, { amount: '10' });
    await make(`application_fees/${fee}/refunds`, { amount: '10' });
  }
  return { transfer, fee };
}

/** Two quotes of two prices, one of them canceled. */
async function stockQuotes(make: Shop['make'], customer: string): Promise<Json> {
  const { id: product } = await make('products', { name: 'Quoted' });
  const cost = (amount: string) => make('prices', { product, currency: 'usd', unit_amount: amount });
  const [one, two] = [await cost('500'), await cost('700')];
  const items = { 'line_items[0][price]': one.id, 'line_items[1][price]': two.id };
  await make(`quotes/${(await make('quotes', { customer, ...items })).id}/cancel`, {});
  return make('quotes', { customer, ...items });
}
