import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountOf } from '../../../src/api/authenticate.ts';
import { openStage, SHOWN_KEY, type Stage } from '../stage.ts';
import { goTo, type Hand, keyboard, mouse } from './hands.ts';

const ACCOUNT = accountOf(SHOWN_KEY);
/** Payment methods that the guide for platforms turns on. */
const TURNED_ON = {
  bancontact: 'Bancontact',
  eps: 'EPS',
  ideal: 'iDEAL',
  p24: 'Przelewy24',
  sofort: 'Sofort',
} as const;

let stage: Stage;
let stripe: Stripe;
/** A merchant's server, and the types of the events that it received. */
let hook: Server;
const received: string[] = [];

beforeAll(async () => {
  stage = await openStage();
  stripe = stage.stripe;
  hook = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push((JSON.parse(body) as { type: string }).type);
    response.end();
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await stage.close();
  hook.closeAllConnections();
  hook.close();
});

/** Own operations of the dashboard, as a program calls them. */
async function door(path: string) {
  const headers = { authorization: `Bearer ${SHOWN_KEY}` };
  return (await fetch(`${stage.url}/_florin/worlds/${ACCOUNT}${path}`, { headers })).json();
}

function pay(amount: number, more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    allowed_payment_method_types: ['card'],
    ...more,
  });
}

/** A payment that was declined. */
async function payInVain(amount: number, more: Partial<Stripe.PaymentIntentCreateParams>): Promise<string> {
  const error = await pay(amount, more).then(
    () => undefined,
    (declined: Stripe.errors.StripeCardError) => declined,
  );
  return error?.payment_intent?.id ?? '';
}

/** Looks again until what is seen over the API is what was expected. */
const seen = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 5_000, interval: 50 });

// Steps of people in the dashboard who follow the guides, in the order of the guides.
describe.each([mouse, keyboard])('with the $name', (hand: Hand) => {
  /** Distinguishes what one hand makes from what the other does. */
  const n = hand.name === 'mouse' ? 1 : 2;
  const troubles: string[] = [];
  let context: BrowserContext;
  let page: Page;
  let customer: Stripe.Customer;

  beforeAll(async () => {
    context = await stage.browser.newContext({
      locale: 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(5_000);
    page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => {
      if (/Content.Security.Policy/.test(message.text())) troubles.push(message.text());
    });
    customer = await stripe.customers.create({ name: `Jenny ${n}`, email: `jenny${n}@example.com` });
    await page.goto(`${stage.url}/dashboard`);
  });
  afterAll(async () => {
    await context.close();
    expect(troubles).toEqual([]);
  });

  const button = (name: string | RegExp) => page.getByRole('main').getByRole('button', { name });
  const link = (name: string | RegExp) => page.getByRole('main').getByRole('link', { name });
  const field = (name: string | RegExp) => page.getByRole('main').getByLabel(name);
  const dialog = () => page.getByRole('dialog');
  const settings = async (name: string) => {
    await goTo(page, hand, 'Settings');
    await hand.press(link(name).first());
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };
  /** Opens a payment from the list, by its amount. */
  const openPayment = async (amount: string, tab?: string) => {
    await goTo(page, hand, 'Payments');
    if (tab) await hand.press(page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: tab }));
    await hand.press(link(amount));
    await page.getByRole('heading', { level: 1, name: amount }).waitFor();
  };

  test('a product is added, with a price of 100,000 KRW a month; the id of the price is copied', async () => {
    await goTo(page, hand, 'Products');
    await hand.press(link('Add product'));
    await hand.type(field('Name'), `Stock photos ${n}`);
    await hand.press(page.getByRole('radio', { name: 'Recurring' }));
    await hand.type(field('Amount'), '100,000');
    await hand.choose(field('Currency'), 'KRW');
    await hand.choose(field('Billing period'), 'Monthly');
    await hand.press(button('Save product'));
    await page.getByRole('heading', { level: 1, name: `Stock photos ${n}` }).waitFor();
    const [product] = (await stripe.products.list({ limit: 1 })).data;
    const [price] = (await stripe.prices.list({ product: product?.id ?? '' })).data;
    expect(price).toMatchObject({ unit_amount: 100_000, currency: 'krw', recurring: { interval: 'month' } });
    await hand.press(link('₩100,000'));
    await hand.press(button('Copy ID'));
    await seen(() => page.evaluate('navigator.clipboard.readText()')).toBe(price?.id);
  });

  test('a test card is saved for a customer', async () => {
    await goTo(page, hand, 'Customers');
    await hand.press(link(customer.name ?? ''));
    await hand.press(button('Attach test card'));
    await hand.press(dialog().getByRole('button', { name: 'Attach test card' }));
    await page.getByRole('main').getByText('4242').first().waitFor();
    const [saved] = (await stripe.customers.listPaymentMethods(customer.id)).data;
    expect(saved?.card?.last4).toBe('4242');
  });

  test('a subscription that was paid is Active', async () => {
    await goTo(page, hand, 'Subscriptions');
    await hand.press(link('Create subscription'));
    await hand.choose(field('Customer'), customer.name ?? '');
    await hand.choose(field('Price'), `Stock photos ${n}`);
    await hand.press(button('Create subscription'));
    await page.getByRole('heading', { level: 1, name: customer.email ?? '' }).waitFor();
    await page.getByText('Active', { exact: true }).waitFor();
    const [subscription] = (await stripe.subscriptions.list({ customer: customer.id })).data;
    expect(subscription?.status).toBe('active');
  });

  test('Checkout wears the colors, shape and font that are chosen', async () => {
    await settings('Branding');
    await hand.type(field('Business name'), `Rocket Rides ${n}`);
    await hand.type(field('Background color'), '#fff4e6');
    await hand.type(field('Button color'), '#8a1c7c');
    await hand.type(field('Brand color'), '#123456');
    await hand.press(page.getByRole('radio', { name: 'Pill' }));
    await hand.choose(field('Font'), 'Lora');
    await hand.type(field('Icon URL'), 'https://example.com/icon.png');
    await hand.press(button('Save'));
    await page.getByText('✓ Saved').waitFor();
    const price = await stripe.prices.create({ currency: 'usd', unit_amount: 500, product_data: { name: 'Map' } });
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: 'https://example.com/done',
    });
    expect(session.branding_settings).toMatchObject({
      display_name: `Rocket Rides ${n}`,
      background_color: '#fff4e6',
      button_color: '#8a1c7c',
      border_style: 'pill',
      font_family: 'lora',
    });
    expect((await door('/account')).branding).toMatchObject({ primary_color: '#123456' });
  });

  test('a webhook endpoint receives events; one is sent to it again', async () => {
    const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/${hand.name}`;
    await goTo(page, hand, 'Webhooks');
    await hand.press(link('Add endpoint'));
    await hand.type(field('Endpoint URL'), url);
    await hand.press(page.getByRole('checkbox', { name: 'All events' }));
    await hand.press(button('Create endpoint'));
    await page.getByRole('heading', { level: 1, name: url }).waitFor();
    received.length = 0;
    await stripe.customers.update(customer.id, { phone: '555' });
    await hand.press(page.getByRole('table', { name: 'Deliveries' }).getByRole('link').first());
    await hand.press(button('Resend'));
    await seen(async () => received).toEqual(['customer.updated', 'customer.updated']);
    const [endpoint] = (await stripe.webhookEndpoints.list()).data;
    expect(endpoint).toMatchObject({ url, enabled_events: ['*'], status: 'enabled' });
    await stripe.webhookEndpoints.del(endpoint?.id ?? '');
  });

  test('the platform profile is completed', async () => {
    await settings('Platform profile');
    for (const box of await page.getByRole('checkbox').all()) if (!(await box.isChecked())) await hand.press(box);
    await hand.press(button('Save'));
    await page.getByText('Complete', { exact: true }).waitFor();
    expect((await door('/account')).platform_profile).toBe(true);
  });

  test('card statements show the descriptor of the business', async () => {
    await settings('Business');
    await hand.type(field('Statement descriptor'), `ROCKETS ${n}`);
    await hand.press(button('Save'));
    await page.getByText('✓ Saved').waitFor();
    const { latest_charge: charge } = await pay(1000 + n, { expand: ['latest_charge'] });
    expect(charge).toMatchObject({ calculated_statement_descriptor: `ROCKETS ${n}` });
  });

  test('payment methods are turned on', async () => {
    const [{ id = '' } = {}] = (await stripe.paymentMethodConfigurations.list()).data;
    const off = { display_preference: { preference: 'off' } } as const;
    await stripe.paymentMethodConfigurations.update(id, {
      bancontact: off,
      eps: off,
      ideal: off,
      p24: off,
      sofort: off,
    });
    await settings('Payment methods');
    expect(await page.getByRole('switch', { name: 'Cards', exact: true }).isChecked()).toBe(true);
    for (const name of Object.values(TURNED_ON)) await hand.press(page.getByRole('switch', { name }));
    await seen(async () => {
      const configuration = await stripe.paymentMethodConfigurations.retrieve(id);
      // Each is a payment method of a configuration.
      return Object.keys(TURNED_ON).map(
        (type) => configuration[type as keyof typeof TURNED_ON]?.display_preference.value,
      );
    }).toEqual(Object.keys(TURNED_ON).map(() => 'on'));
  });

  test('an account is connected, and its owner chooses payment methods and when it is paid out', async () => {
    await goTo(page, hand, 'Connect');
    await hand.press(link('Create account'));
    await hand.press(page.getByRole('radio', { name: 'Standard' }));
    await hand.type(field(/^Email/), `shop${n}@example.com`);
    await hand.press(button('Create account'));
    await page.getByRole('heading', { level: 1, name: `shop${n}@example.com` }).waitFor();
    const [account] = (await stripe.accounts.list({ limit: 1 })).data;
    expect(account).toMatchObject({ email: `shop${n}@example.com`, type: 'standard' });
    await hand.press(button('View dashboard as this account'));
    await page.getByText(`Viewing as ${account?.id}`).waitFor();
    const own = { stripeAccount: account?.id ?? '' };
    const ideal = async () => (await stripe.paymentMethodConfigurations.list({}, own)).data[0]?.ideal;
    const before = (await ideal())?.display_preference.value;
    await settings('Payment methods');
    await hand.press(page.getByRole('switch', { name: 'iDEAL' }));
    await seen(async () => (await ideal())?.display_preference.value).toBe(before === 'on' ? 'off' : 'on');
    await settings('Payouts');
    await hand.choose(field('Schedule'), 'Weekly');
    await hand.choose(field('Day'), 'Tuesday');
    await hand.press(button('Save'));
    await page.getByText('✓ Saved').waitFor();
    const { settings: chosen } = await stripe.accounts.retrieve(own.stripeAccount);
    expect(chosen?.payouts?.schedule).toMatchObject({ interval: 'weekly', weekly_payout_days: ['tuesday'] });
    await hand.press(page.getByRole('link', { name: 'Back to the platform' }));
    await page.getByRole('heading', { level: 1, name: `shop${n}@example.com` }).waitFor();
  });

  test('the client id of OAuth opens the page on which accounts connect', async () => {
    await settings('OAuth');
    await hand.type(field('Redirect URIs'), stage.shop.returnUrl);
    await hand.press(button('Save'));
    const address = await page.getByText('/oauth/authorize?').textContent();
    expect((await fetch(address ?? '')).status).toBe(200);
  });

  test('a part of a payment is refunded', async () => {
    const { id } = await pay(1100 + n);
    await openPayment(`$11.0${n}`);
    await hand.press(button(/^Refund/));
    await hand.type(dialog().getByLabel('Amount'), '5.00');
    await hand.choose(dialog().getByLabel('Reason'), 'Requested by customer');
    await hand.press(dialog().getByRole('button', { name: 'Refund $5.00' }));
    await page.getByText('Partially refunded').first().waitFor();
    const [refund] = (await stripe.refunds.list({ payment_intent: id })).data;
    expect(refund).toMatchObject({ amount: 500, reason: 'requested_by_customer', status: 'succeeded' });
  });

  test('a receipt is sent by e-mail', async () => {
    const { id } = await pay(1200 + n);
    await openPayment(`$12.0${n}`);
    await hand.press(button('Send receipt'));
    await hand.type(dialog().getByLabel('Email'), `receipt${n}@example.com`);
    await hand.press(dialog().getByRole('button', { name: 'Send' }));
    await page.getByText(`receipt${n}@example.com`).waitFor();
    const [charge] = (await stripe.charges.list({ payment_intent: id })).data;
    expect(charge?.receipt_email).toBe(`receipt${n}@example.com`);
    expect(charge?.receipt_number).toMatch(/^\d{4}-\d{4}$/);
    await goTo(page, hand, 'Emails');
    await hand.press(link(`#${charge?.receipt_number}`));
    await page.frameLocator('iframe').getByText(`$12.0${n}`).first().waitFor();
  });

  test('what is available is paid out', async () => {
    await pay(5000, { payment_method: 'pm_card_bypassPending' });
    await goTo(page, hand, 'Balances');
    await hand.press(button('Pay out'));
    await hand.type(dialog().getByLabel('Amount'), `10.0${n}`);
    await hand.press(dialog().getByRole('button', { name: 'Pay out' }));
    await seen(async () => (await stripe.payouts.list({ limit: 1 })).data[0]?.amount).toBe(1000 + n);
    await hand.press(link('Payouts'));
    await link(`$10.0${n}`).waitFor();
  });

  test('a failed payment is retried with another card', async () => {
    const id = await payInVain(1300 + n, { payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' });
    await openPayment(`$13.0${n}`, 'Failed');
    await hand.press(button('Retry'));
    await hand.choose(dialog().getByLabel('Payment method'), 'Visa •••• 4242');
    await hand.press(dialog().getByRole('button', { name: 'Retry' }));
    await page.getByText('Succeeded', { exact: true }).first().waitFor();
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
  });

  test('a payment on hold is captured, and another one is canceled', async () => {
    const held = await pay(1400 + n, { capture_method: 'manual' });
    await openPayment(`$14.0${n}`, 'Uncaptured');
    await hand.press(button('Capture'));
    await hand.press(dialog().getByRole('button', { name: 'Capture' }));
    await page.getByText('Succeeded', { exact: true }).first().waitFor();
    expect(await stripe.paymentIntents.retrieve(held.id)).toMatchObject({ amount_received: 1400 + n });
    const unwanted = await pay(1500 + n, { capture_method: 'manual' });
    await openPayment(`$15.0${n}`);
    await hand.press(button('Cancel'));
    await hand.press(dialog().getByRole('button', { name: 'Cancel payment' }));
    await page.getByText('Canceled', { exact: true }).first().waitFor();
    expect((await stripe.paymentIntents.retrieve(unwanted.id)).status).toBe('canceled');
  });

  test('a MobilePay payment is authorized on the page of its payer', async () => {
    const { id } = await stripe.paymentIntents.create({
      amount: 1600 + n,
      currency: 'dkk',
      confirm: true,
      allowed_payment_method_types: ['mobilepay'],
      payment_method_data: { type: 'mobilepay' },
      return_url: stage.shop.returnUrl,
    });
    await openPayment(`DKK 16.0${n}`);
    const [payers] = await Promise.all([context.waitForEvent('page'), hand.press(link("Open payer's page"))]);
    await hand.type(payers.getByLabel('Phone number'), '12 34 56 78');
    await hand.press(payers.getByRole('button', { name: 'Continue' }));
    await hand.press(payers.getByRole('button', { name: 'Authorize Test Payment' }));
    await payers.getByRole('heading', { name: 'Thank you' }).waitFor();
    await payers.close();
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    await page.getByText('Succeeded', { exact: true }).first().waitFor();
  });

  test('payments of cards that need authentication are Failed, with the reason and what to do', async () => {
    const id = await payInVain(1700 + n, {
      payment_method: 'pm_card_authenticationRequired',
      error_on_requires_action: true,
    });
    await openPayment(`$17.0${n}`, 'Failed');
    await page.getByText('authentication_not_handled').first().waitFor();
    await page.getByText('Handle it').waitFor();
    expect((await stripe.paymentIntents.retrieve(id)).last_payment_error).toMatchObject({
      code: 'authentication_required',
      decline_code: 'authentication_not_handled',
    });
  });
});
