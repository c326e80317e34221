import { describe, expect, test } from 'vitest';
import { entered, GOOD, inCheckout, sell } from './checkout-shop.ts';

const ELEMENTS = { ui_mode: 'elements', return_url: 'https://shop.example/back?id={CHECKOUT_SESSION_ID}' } as const;
const WALLET = { 'payment_method_data[type]': 'paypal', email: 'jenny@example.com' };
const EUROS = {
  allowed_payment_method_types: ['card' as const, 'paypal' as const, 'sepa_debit' as const],
  line_items: [{ price_data: { currency: 'eur', unit_amount: 1500, product_data: { name: 'Poster' } }, quantity: 2 }],
};

describe("a session on the shop's own page", () => {
  test('redirects to a wallet, and back to its return_url', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { ...ELEMENTS, ...EUROS });
      const page = await checkout.confirm(session.client_secret ?? '', WALLET);
      const back = await checkout.approve(page.payment.redirect_url);
      expect(await checkout.follow(back)).toBe(`https://shop.example/back?id=${session.id}`);
      expect(await checkout.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' });
    }));

  test('redirects to the return_url of the confirmation', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { ...ELEMENTS, ...EUROS });
      const key = session.client_secret ?? '';
      expect((await checkout.confirm(key, { ...WALLET, return_url: 'javascript:alert(1)' })).error).toMatchObject({
        code: 'url_invalid',
        param: 'return_url',
      });
      const form = { ...WALLET, return_url: 'https://shop.example/thanks/{CHECKOUT_SESSION_ID}' };
      const page = await checkout.confirm(key, form);
      expect(page.after_url).toBe(`https://shop.example/thanks/${session.id}`);
      const back = await checkout.approve(page.payment.redirect_url);
      expect(await checkout.follow(back)).toBe(`https://shop.example/thanks/${session.id}`);
      const hosted = await sell(checkout);
      expect((await checkout.confirm(hosted.id, entered(GOOD, { return_url: form.return_url }))).error.param).toBe(
        'return_url',
      );
    }));

  test('requires a return_url for methods that may redirect, and only for them', () =>
    inCheckout(async (checkout) => {
      const { return_url: _, ...homeless } = ELEMENTS;
      await expect(sell(checkout, { ...homeless, ...EUROS })).rejects.toMatchObject({
        code: 'parameter_missing',
        param: 'return_url',
      });
      const cards = await sell(checkout, { ...homeless, allowed_payment_method_types: ['card'] });
      expect(await checkout.confirm(cards.client_secret ?? '', entered(GOOD))).toMatchObject({
        status: 'complete',
        after_url: null,
      });
    }));

  test('offers no redirects with redirect_on_completion=never', () =>
    inCheckout(async (checkout) => {
      const session = await sell(checkout, { ui_mode: 'embedded_page', redirect_on_completion: 'never', ...EUROS });
      expect(session.payment_method_types).toContain('sepa_debit');
      expect(session.payment_method_types).not.toContain('paypal');
    }));
});
