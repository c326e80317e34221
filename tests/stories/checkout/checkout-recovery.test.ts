import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import type { Checkout } from './checkout.ts';
import { entered, GOOD, inCheckout, sell } from './checkout-shop.ts';

const RECOVERY = { after_expiration: { recovery: { enabled: true, allow_promotion_codes: true } } };

/** Creates an expired session and the address that recovers it. */
async function abandoned(checkout: Checkout, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const made = await sell(checkout, { ...RECOVERY, client_reference_id: 'order 7', ...more });
  expect(made.after_expiration?.recovery).toEqual({
    allow_promotion_codes: true,
    enabled: true,
    expires_at: null,
    url: null,
  });
  await checkout.advance('24h');
  const session = await checkout.stripe.checkout.sessions.retrieve(made.id);
  return { session, url: session.after_expiration?.recovery?.url ?? '' };
}

const idIn = (address: string | null) => address?.split('/').at(-1) ?? '';

describe('an expired session', () => {
  test('has a recovery address for thirty days, also in its event', () =>
    inCheckout(async (checkout) => {
      const { session, url } = await abandoned(checkout);
      expect(session).toMatchObject({ status: 'expired', url: null });
      expect(url).toMatch(new RegExp(`/c/recover/${session.id}$`));
      expect((session.after_expiration?.recovery?.expires_at ?? 0) - session.expires_at).toBe(30 * 24 * 3600);
      const { data } = await checkout.stripe.events.list({ type: 'checkout.session.expired' });
      expect(data[0]?.data.object).toMatchObject({ id: session.id, after_expiration: { recovery: { url } } });
    }));

  test('is recovered as a new session like it, which can be paid', () =>
    inCheckout(async (checkout) => {
      const { session, url } = await abandoned(checkout);
      const address = await checkout.follow(url);
      expect(address).toMatch(/\/c\/pay\/cs_test_/);
      const copy = await checkout.stripe.checkout.sessions.retrieve(idIn(address), { expand: ['line_items'] });
      expect(copy).toMatchObject({
        allow_promotion_codes: true,
        amount_total: 3000,
        client_reference_id: 'order 7',
        line_items: { data: [{ quantity: 2 }] },
        recovered_from: session.id,
        status: 'open',
        success_url: session.success_url,
      });
      expect(copy.id).not.toBe(session.id);
      expect(await checkout.confirm(copy.id, entered(GOOD))).toMatchObject({ status: 'complete' });
      const again = await checkout.stripe.checkout.sessions.retrieve(session.id);
      expect(again).toMatchObject({ status: 'expired', payment_status: 'unpaid' });
    }));

  test('is recovered once while the new session is open', () =>
    inCheckout(async (checkout) => {
      const { url } = await abandoned(checkout);
      const [first, second] = await Promise.all([checkout.follow(url), checkout.follow(url)]);
      expect(first).toBe(second);
      await checkout.confirm(idIn(first), entered(GOOD));
      expect(await checkout.follow(url)).not.toBe(first);
    }));

  test('cannot be recovered after thirty days, or if recovery is not enabled', () =>
    inCheckout(async (checkout) => {
      const { url } = await abandoned(checkout);
      const plain = await sell(checkout);
      await checkout.stripe.checkout.sessions.expire(plain.id);
      expect(await checkout.follow(url.replace(idIn(url), plain.id))).toBeNull();
      await checkout.advance('30d');
      expect(await checkout.follow(url)).toBeNull();
    }));

  test("inside the merchant's page is recovered as a hosted page", () =>
    inCheckout(async (checkout) => {
      const { session, url } = await abandoned(checkout, {
        ui_mode: 'embedded_page',
        return_url: 'https://shop.example/back',
      });
      const copy = await checkout.stripe.checkout.sessions.retrieve(idIn(await checkout.follow(url)));
      expect(copy).toMatchObject({
        recovered_from: session.id,
        success_url: 'https://shop.example/back',
        ui_mode: 'hosted_page',
      });
    }));
});
