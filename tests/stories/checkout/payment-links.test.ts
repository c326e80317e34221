import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import type { Checkout } from './checkout.ts';
import { entered, GOOD, inCheckout, priceOf } from './checkout-shop.ts';

/** Opens a link's address as a payer does. Returns the id of the session that it leads to, if any. */
async function visit(checkout: Checkout, url: string): Promise<string> {
  return (await checkout.follow(url))?.split('/').at(-1) ?? '';
}

async function link(checkout: Checkout, more: Partial<Stripe.PaymentLinkCreateParams> = {}) {
  const price = await priceOf(checkout);
  return checkout.stripe.paymentLinks.create({ line_items: [{ price: price.id, quantity: 2 }], ...more });
}

test('each visit of a payment link opens a Checkout Session of its own, which is paid', () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    const made = await link(checkout, { metadata: { campaign: 'spring' }, customer_creation: 'always' });
    expect(made).toMatchObject({
      active: true,
      after_completion: { type: 'hosted_confirmation', hosted_confirmation: { custom_message: null } },
      currency: 'usd',
      customer_creation: 'always',
      payment_intent_data: null,
      payment_method_types: null,
      submit_type: 'auto',
      subscription_data: null,
      tax_id_collection: { enabled: false },
    });
    const [one, two] = [await visit(checkout, made.url), await visit(checkout, made.url)];
    expect(one).not.toBe(two);
    const session = await stripe.checkout.sessions.retrieve(one, { expand: ['line_items'] });
    expect(session).toMatchObject({
      amount_total: 3000,
      metadata: { campaign: 'spring' },
      payment_link: made.id,
      status: 'open',
      success_url: null,
    });
    expect(session.line_items?.data[0]).toMatchObject({ quantity: 2, amount_total: 3000 });
    const page = await checkout.confirm(one, entered(GOOD));
    expect(page).toMatchObject({ status: 'complete', payment_status: 'paid', after_url: null });
    const listed = await stripe.checkout.sessions.list({ payment_link: made.id, status: 'complete' });
    expect(listed.data.map(({ id }) => id)).toEqual([one]);
    expect(await checkout.eventTypes()).toContain('payment_link.created');
  }));

test('a link sends payers to an address with the session and the campaign, or shows a message', () =>
  inCheckout(async (checkout) => {
    const away = await link(checkout, {
      after_completion: { type: 'redirect', redirect: { url: 'https://shop.example/thanks?cs={CHECKOUT_SESSION_ID}' } },
    });
    const id = await visit(checkout, `${away.url}?utm_source=letter&client_reference_id=order_7&locale=fr`);
    expect(await checkout.stripe.checkout.sessions.retrieve(id)).toMatchObject({
      client_reference_id: 'order_7',
      locale: 'fr',
    });
    const { after_url: next } = await checkout.confirm(id, entered(GOOD));
    expect(next).toBe(`https://shop.example/thanks?cs=${id}&utm_source=letter`);

    const stays = await link(checkout, {
      after_completion: { type: 'hosted_confirmation', hosted_confirmation: { custom_message: 'See **you** soon' } },
    });
    const other = await visit(checkout, stays.url);
    expect(await checkout.confirm(other, entered(GOOD))).toMatchObject({
      after_url: null,
      confirmation_message: 'See **you** soon',
    });
  }));

test("an address's parameters prefill the page", () =>
  inCheckout(async (checkout) => {
    const coupon = await checkout.stripe.coupons.create({ percent_off: 50 });
    await checkout.stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'HALF' });
    const made = await link(checkout, { allow_promotion_codes: true });
    const open = async (query: string) => checkout.page(await visit(checkout, `${made.url}?${query}`));
    expect(await open('prefilled_email=jenny%40example.com&prefilled_promo_code=half')).toMatchObject({
      email: { value: 'jenny@example.com', editable: true },
      totals: { total: 1500 },
    });
    expect(await open('locked_prefilled_email=jenny%40example.com')).toMatchObject({
      email: { value: 'jenny@example.com', editable: false },
    });
    expect(
      await open('prefilled_email=no&prefilled_promo_code=NONE&client_reference_id=a%20b&locale=xx'),
    ).toMatchObject({
      email: { value: null },
      locale: 'auto',
      totals: { total: 3000 },
    });
  }));

test('a link that was paid as often as it allows is deactivated, and its open sessions cannot be paid', () =>
  inCheckout(async (checkout) => {
    const made = await link(checkout, {
      restrictions: { completed_sessions: { limit: 1 } },
      inactive_message: 'Sold out. <Sorry>',
    });
    const [first, late] = [await visit(checkout, made.url), await visit(checkout, made.url)];
    await checkout.confirm(first, entered(GOOD));
    const refused = await checkout.confirm(late, entered(GOOD));
    expect(refused.error).toMatchObject({ code: 'checkout_not_active_session' });
    const used = await checkout.stripe.paymentLinks.retrieve(made.id);
    expect(used).toMatchObject({ active: false, restrictions: { completed_sessions: { count: 1, limit: 1 } } });
    expect(await checkout.follow(made.url)).toBe(null);
    expect(await checkout.read(made.url)).toContain('Sold out. &lt;Sorry&gt;');
    const { data } = await checkout.stripe.paymentLinks.list({ active: false });
    expect(data.map(({ id }) => id)).toEqual([made.id]);
    const more = { restrictions: { completed_sessions: { limit: 2 } }, active: true };
    await checkout.stripe.paymentLinks.update(made.id, more);
    expect(await visit(checkout, made.url)).toMatch(/^cs_test_/);
  }));

test('a link is updated for its later sessions', () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    const made = await link(checkout, {
      billing_address_collection: 'required',
      custom_fields: [{ key: 'note', label: { type: 'custom', custom: 'Note' }, type: 'text', optional: true }],
      payment_intent_data: { description: 'Posters', metadata: { a: '1' } },
      phone_number_collection: { enabled: true },
    });
    const before = await visit(checkout, made.url);
    const { data: items } = await stripe.paymentLinks.listLineItems(made.id);
    expect(items).toMatchObject([{ object: 'item', quantity: 2, amount_subtotal: 3000, description: 'Poster' }]);
    const updated = await stripe.paymentLinks.update(made.id, {
      custom_fields: '',
      line_items: [{ id: items[0]?.id ?? '', quantity: 5, adjustable_quantity: { enabled: true, maximum: 9 } }],
      metadata: { spring: 'over' },
      payment_intent_data: { description: '', metadata: { b: '2' } },
    });
    expect(updated).toMatchObject({
      billing_address_collection: 'required',
      custom_fields: [],
      metadata: { spring: 'over' },
      payment_intent_data: { description: null, metadata: { a: '1', b: '2' } },
    });
    expect(await checkout.page(before)).toMatchObject({ totals: { total: 3000 }, custom_fields: [{ key: 'note' }] });
    const after = await checkout.page(await visit(checkout, made.url));
    expect(after).toMatchObject({
      custom_fields: [],
      lines: [{ quantity: 5, adjustable_quantity: { minimum: 0, maximum: 9 } }],
      phone: { required: true },
      totals: { total: 7500 },
    });
    const events = await stripe.events.list({ type: 'payment_link.updated' });
    expect(events.data[0]?.data.previous_attributes).toMatchObject({ custom_fields: [{ key: 'note' }] });
  }));

test('a link whose price is archived is not active; an inline price is sold', () =>
  inCheckout(async (checkout) => {
    const { stripe } = checkout;
    const price = await priceOf(checkout);
    const made = await stripe.paymentLinks.create({ line_items: [{ price: price.id, quantity: 1 }] });
    await stripe.prices.update(price.id, { active: false });
    expect(await checkout.read(made.url)).toContain('This link is not active');
    const inline = await stripe.paymentLinks.create({
      line_items: [{ price_data: { currency: 'eur', unit_amount: 900, product_data: { name: 'Card' } }, quantity: 1 }],
    });
    expect(await visit(checkout, inline.url)).toMatch(/^cs_test_/);
    expect((await checkout.read(`${new URL(made.url).origin}/b/test_nothing`)).includes('Page not found')).toBe(true);
  }));

test('links are refused that could not be paid', () =>
  inCheckout(async (checkout) => {
    const refused = async (more: Partial<Stripe.PaymentLinkCreateParams>) =>
      link(checkout, more).then(
        () => 'created',
        ({ param, code }: Stripe.errors.StripeError) => param ?? code,
      );
    expect(await refused({ line_items: [] })).toBe('line_items');
    expect(await refused({ line_items: [{ price: 'price_none', quantity: 1 }] })).toBe('line_items[0][price]');
    expect(await refused({ after_completion: { type: 'redirect' } })).toBe('after_completion[redirect]');
    expect(await refused({ inactive_message: 'x'.repeat(501) })).toBe('inactive_message');
    expect(await refused({ restrictions: { completed_sessions: { limit: 0 } } })).toBe(
      'restrictions[completed_sessions][limit]',
    );
    expect(await refused({ application_fee_percent: 5 })).toBe('application_fee_percent');
    expect(await refused({ transfer_data: { destination: 'acct_none' } })).toBe('transfer_data[destination]');
    const { data } = await checkout.stripe.paymentLinks.list();
    expect(data).toEqual([]);
  }));
