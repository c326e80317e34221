import { afterAll, beforeAll, expect, it } from 'vitest';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import { withPage } from '../support/browser.ts';
import { bundle } from './bundle.ts';
import { backAtShop, enterAll, newSession, payButton } from './checkout-page.ts';
import { frameIn } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Bundles a page of the shop with the official React components; `body` is its content. */
async function reactPage(imports: string, body: string): Promise<string> {
  const entry = `
import React from 'react';
import { createRoot } from 'react-dom/client';
import { loadStripe } from '@stripe/stripe-js';
${imports}
const h = React.createElement;
const stripe = loadStripe('${DOCUMENTED_KEYS.publishable}');
${body}
createRoot(document.getElementById('root')).render(h(React.StrictMode, null, h(App)));`;
  const script = await bundle(entry);
  return stage.shop.page(`<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">
<script src="${stage.url}/endive/stripe.js"></script></head><body><div id="root"></div><script>${script}</script></body></html>`);
}

it('the official React component embeds the checkout page', async () => {
  const session = await newSession(stage, { ui_mode: 'embedded_page', return_url: stage.shop.returnUrl });
  const address = await reactPage(
    "import { EmbeddedCheckout, EmbeddedCheckoutProvider } from '@stripe/react-stripe-js';",
    `const options = { fetchClientSecret: async () => '${session.client_secret}' };
const App = () => h(EmbeddedCheckoutProvider, { stripe, options }, h(EmbeddedCheckout, { id: 'checkout' }));`,
  );
  await withPage(
    stage.browser,
    async (page) => {
      await page.goto(address);
      const checkout = frameIn(page, '#checkout');
      await enterAll(checkout);
      await payButton(checkout).click();
      await backAtShop(page);
    },
    { locale: 'en-US' },
  );
});

it("the official React components show a session on the shop's page", async () => {
  const session = await newSession(stage, {
    ui_mode: 'elements',
    return_url: stage.shop.returnUrl,
    allowed_payment_method_types: ['card'],
  });
  const address = await reactPage(
    "import { CheckoutElementsProvider, PaymentElement, useCheckoutElements } from '@stripe/react-stripe-js/checkout';",
    `const Form = () => {
  const state = useCheckoutElements();
  if (state.type !== 'success') return h('p', null, state.type);
  const { checkout } = state;
  const pay = () => checkout.confirm({ email: 'jenny@example.com' });
  return h('div', null, h('p', { id: 'total' }, checkout.total.total.amount), h(PaymentElement, { id: 'payment' }),
    h('button', { onClick: pay, disabled: false }, 'Pay'));
};
const App = () => h(CheckoutElementsProvider, { stripe, options: { clientSecret: '${session.client_secret}' } }, h(Form));`,
  );
  await withPage(
    stage.browser,
    async (page) => {
      await page.goto(address);
      await expect.poll(() => page.locator('#total').textContent()).toBe('$30.00');
      const frame = frameIn(page, '#payment');
      await frame.getByLabel('Card number').fill('4242424242424242');
      await frame.getByLabel('Expiration date').fill('12 / 34');
      await frame.getByLabel('Security code').fill('123');
      await frame.getByLabel('ZIP code').fill('94103');
      await page.getByRole('button', { name: 'Pay' }).click();
      await backAtShop(page);
    },
    { locale: 'en-US' },
  );
});
