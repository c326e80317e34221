import { expect, test } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { visit } from '../../support/visit.ts';

const PUBLISHABLE = 'pk_test_harness';
const MONTHLY = { interval: 'month' } as const;
const YEARLY = { interval: 'year' } as const;
type Prices = Record<'basicMonth' | 'basicYear' | 'proMonth', string>;

async function shop({ stripe }: Harness): Promise<{ basic: string; pro: string; prices: Prices }> {
  const basic = await stripe.products.create({ name: 'Basic', description: 'Ten pictures' });
  const pro = await stripe.products.create({ name: 'Pro', marketing_features: [{ name: 'All pictures' }] });
  const price = async (product: string, unit_amount: number, recurring: typeof MONTHLY | typeof YEARLY) =>
    (await stripe.prices.create({ product, currency: 'usd', unit_amount, recurring })).id;
  const prices = {
    basicMonth: await price(basic.id, 1000, MONTHLY),
    basicYear: await price(basic.id, 9900, YEARLY),
    proMonth: await price(pro.id, 3000, MONTHLY),
  };
  return { basic: basic.id, pro: pro.id, prices };
}

function make({ call }: Harness, form: Record<string, string>) {
  return call('POST', '/_florin/pricing_tables', form);
}

/** The form of a list. */
function listed(ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id, index) => [`prices[${index}]`, id]));
}

/** The address of a page's first button. */
function button(text: string, name: string): string {
  const [, address = ''] = new RegExp(`href="([^"]*)" aria-label="[^"]*: ${name}"`).exec(text) ?? [];
  return address.replaceAll('&amp;', '&');
}

test('a table shows its products by interval, and each button opens a Checkout Session', () =>
  withFlorin(async (harness) => {
    const { stripe, florin, call } = harness;
    const { pro, prices } = await shop(harness);
    const { body: table } = await make(harness, {
      ...listed(Object.values(prices)),
      highlighted_product: pro,
      trial_period_days: '14',
      allow_promotion_codes: 'true',
      'after_completion[type]': 'redirect',
      'after_completion[redirect][url]': 'https://shop.example/thanks',
    });
    expect(table).toMatchObject({ object: 'florin.pricing_table', highlighted_product: pro, livemode: false });
    expect((await call('GET', `/_florin/pricing_tables/${table.id}`)).body).toEqual(table);
    expect((await call('GET', '/_florin/pricing_tables')).body).toMatchObject({ data: [table], has_more: false });

    const frame = `/pricing-table/${table.id}?key=${PUBLISHABLE}&client_reference_id=order_7`;
    const month = await visit(florin, `${frame}&customer_email=jenny@example.com`);
    expect(month.status).toBe(200);
    for (const shown of ['Basic', '$10.00', 'per month', '$30.00', 'Most popular', 'All pictures', '14 days free']) {
      expect(month.text).toContain(shown);
    }
    expect(month.text).not.toContain('$99.00');
    expect((await visit(florin, `${frame}&interval=1-year`)).text).toContain('$99.00');

    const id = (await visit(florin, button(month.text, 'Pro'))).location?.split('/').at(-1) ?? '';
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({
      amount_total: 0,
      allow_promotion_codes: true,
      client_reference_id: 'order_7',
      customer_email: 'jenny@example.com',
      mode: 'subscription',
      success_url: 'https://shop.example/thanks',
    });
    await stripe.prices.update(prices.proMonth, { active: false });
    expect((await visit(florin, frame)).text).not.toContain('$30.00');
  }));

test('a customer session makes the purchase its customer’s, until it expires', () =>
  withFlorin(async (harness) => {
    const { stripe, florin } = harness;
    const { prices } = await shop(harness);
    const { id: customer } = await stripe.customers.create({ email: 'jenny@example.com' });
    const secretOf = async (component: 'pricing_table' | 'buy_button') =>
      (await stripe.customerSessions.create({ customer, components: { [component]: { enabled: true } } }))
        .client_secret;
    const { body: table } = await make(harness, listed([prices.basicMonth]));
    const frame = (secret: string) =>
      `/pricing-table/${table.id}?key=${PUBLISHABLE}&customer_session_client_secret=${secret}`;
    const secret = await secretOf('pricing_table');
    const opens = button((await visit(florin, frame(secret))).text, 'Basic');
    const id = (await visit(florin, opens)).location?.split('/').at(-1) ?? '';
    expect((await stripe.checkout.sessions.retrieve(id)).customer).toBe(customer);

    expect((await visit(florin, frame(await secretOf('buy_button')))).status).toBe(400);
    expect((await visit(florin, frame(`${secret}x`))).status).toBe(400);
    await florin.advance('31m');
    expect((await visit(florin, frame(secret))).text).toContain('has expired');
    expect((await visit(florin, opens)).location).toBeNull();
  }));

test('a buy button opens its payment link', () =>
  withFlorin(async (harness) => {
    const { stripe, florin, call } = harness;
    const { prices } = await shop(harness);
    const link = await stripe.paymentLinks.create({ line_items: [{ price: prices.basicMonth, quantity: 1 }] });
    const { body: card } = await call('POST', '/_florin/buy_buttons', { payment_link: link.id });
    const { body: plain } = await call('POST', '/_florin/buy_buttons', { payment_link: link.id, layout: 'button' });
    expect(card).toMatchObject({ object: 'florin.buy_button', layout: 'card', payment_link: link.id });
    expect((await call('GET', `/_florin/buy_buttons/${card.id}`)).body).toEqual(card);
    expect((await call('GET', '/_florin/buy_buttons', { limit: '1' })).body).toMatchObject({
      data: [plain],
      has_more: true,
    });
    for (const [cursor, found] of [
      [{ starting_after: plain.id }, card],
      [{ ending_before: card.id }, plain],
    ]) {
      expect((await call('GET', '/_florin/buy_buttons', cursor)).body.data).toEqual([found]);
    }
    const shown = await visit(florin, `/buy-button/${card.id}?key=${PUBLISHABLE}`);
    expect(shown.text).toContain('$10.00');
    expect(button(shown.text, 'Basic')).toBe(link.url);
    expect((await visit(florin, `/buy-button/${plain.id}?key=${PUBLISHABLE}`)).text).not.toContain('$10.00');
  }));

test('what does not fit is refused, and makes no link', () =>
  withFlorin(async (harness) => {
    const { stripe, florin, call } = harness;
    const { basic, prices } = await shop(harness);
    const more = async (name: string) =>
      (await stripe.prices.create({ product_data: { name }, currency: 'usd', unit_amount: 100, recurring: MONTHLY }))
        .id;
    const twin = await stripe.prices.create({ product: basic, currency: 'usd', unit_amount: 5, recurring: MONTHLY });
    const five = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(more));
    const refused = async (form: Record<string, string>) => (await make(harness, form)).body.error;
    expect(await refused({})).toMatchObject({ param: 'prices' });
    expect(await refused(listed(['price_none']))).toMatchObject({ code: 'resource_missing', param: 'prices[0]' });
    expect(await refused(listed(five))).toMatchObject({ param: 'prices' });
    expect(await refused(listed([prices.basicMonth, twin.id]))).toMatchObject({ param: 'prices' });
    expect(await refused({ ...listed([prices.basicMonth]), highlighted_product: 'prod_other' })).toMatchObject({
      param: 'highlighted_product',
    });
    expect(await refused({ ...listed([prices.basicMonth]), trial_period_days: '-1' })).toBeDefined();
    expect((await stripe.paymentLinks.list()).data).toEqual([]);
    const missing = await call('POST', '/_florin/buy_buttons', { payment_link: 'plink_none' });
    expect(missing.body.error).toMatchObject({ code: 'resource_missing', param: 'payment_link' });
    expect((await call('GET', '/_florin/pricing_tables', {}, { key: PUBLISHABLE })).status).toBe(401);

    const { body: table } = await make(harness, listed([prices.basicMonth]));
    expect((await visit(florin, `/pricing-table/${table.id}`)).status).toBe(401);
    expect((await visit(florin, `/pricing-table/${table.id}?key=sk_test_harness`)).status).toBe(401);
    expect((await visit(florin, `/pricing-table/${table.id}?key=pk_test_another`)).status).toBe(404);
    expect((await visit(florin, `/pricing-table/prctbl_none?key=${PUBLISHABLE}`)).status).toBe(404);
    expect((await visit(florin, `/buy-button/buy_btn_none?key=${PUBLISHABLE}`)).status).toBe(404);
  }));
