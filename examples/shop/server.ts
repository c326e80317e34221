import Stripe from 'stripe';
import { type Running, serve } from '../shared/serve.ts';
import { type FlorinAt, openShop, readPage } from '../shared/shop.ts';
import { openSales } from './sales.ts';

const PAGE = new URL('page/', import.meta.url);

/** The events that complete a session: https://docs.stripe.com/checkout/fulfillment */
const EVENTS = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
] as const;

/** Checkout for a returning customer, embedded in the shop's page or on Florin's, fulfilled from webhooks. */
export async function startShop(florin: FlorinAt, port: number): Promise<Running> {
  const { hostname, port: florinPort } = new URL(florin.url);
  const stripe = new Stripe(florin.secretKey, { protocol: 'http', host: hostname, port: florinPort });
  const { app } = openShop(PAGE, florin);
  const sales = openSales();
  const page = { florin: florin.url, publishableKey: florin.publishableKey };
  const checkoutPage = readPage(PAGE, 'checkout.html');
  const successPage = readPage(PAGE, 'success.html');
  const { price, customer } = await stock(stripe);

  const order = {
    mode: 'payment',
    line_items: [{ price, quantity: 1 }],
    customer,
    // The money of a bank debit arrives days later.
    allowed_payment_method_types: ['card', 'sepa_debit'],
  } satisfies Stripe.Checkout.SessionCreateParams;

  app.get('/checkout', (context) => context.html(checkoutPage(page)));

  app.post('/create-checkout-session', async (context) => {
    const session = await stripe.checkout.sessions.create({
      ...order,
      ui_mode: 'embedded_page',
      return_url: `${running.url}/success?session_id={CHECKOUT_SESSION_ID}`,
    });
    sales.begin(session.id);
    return context.json({ clientSecret: session.client_secret });
  });

  // The same on Florin's page.
  app.post('/buy', async (context) => {
    const session = await stripe.checkout.sessions.create({
      ...order,
      success_url: `${running.url}/success?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${running.url}/checkout`,
    });
    sales.begin(session.id);
    return context.redirect(session.url ?? '', 303);
  });

  // The return page. It shows the session's status; only the webhook ships.
  app.get('/success', async (context) => {
    const session = await stripe.checkout.sessions.retrieve(context.req.query('session_id') ?? '');
    if (session.status === 'open') return context.redirect('/checkout', 303);
    return context.html(successPage({ email: session.customer_details?.email ?? '', sale: sales.status(session.id) }));
  });

  app.post('/webhook', async (context) => {
    const signature = context.req.header('stripe-signature') ?? '';
    const event = stripe.webhooks.constructEvent(await context.req.text(), signature, webhook.secret ?? '');
    switch (event.type) {
      case 'checkout.session.completed':
      case 'checkout.session.async_payment_succeeded':
        if (event.data.object.payment_status === 'unpaid') sales.wait(event.data.object.id);
        else sales.fulfil(event.data.object.id);
        break;
      case 'checkout.session.async_payment_failed':
        sales.fail(event.data.object.id);
        break;
    }
    return context.json({ received: true });
  });

  const running = await serve(app, port);
  const webhook = await stripe.webhookEndpoints.create({
    url: `${running.url}/webhook`,
    enabled_events: [...EVENTS],
  });
  return {
    url: `${running.url}/checkout`,
    async close() {
      await running.close();
      sales.close();
    },
  };
}

/** Creates the product, and a customer with a saved card that may be shown again. */
async function stock(stripe: Stripe): Promise<{ price: string; customer: string }> {
  const product = await stripe.products.create({ name: 'Linen notebook', description: 'A5, 120 pages, dotted' });
  const price = await stripe.prices.create({ product: product.id, currency: 'eur', unit_amount: 1800 });
  const owner = { name: 'Jenny Rosen', email: 'jenny.rosen@example.com' };
  const customer = await stripe.customers.create(owner);
  const card = await stripe.paymentMethods.create({
    type: 'card',
    card: { token: 'tok_visa' },
    allow_redisplay: 'always',
    billing_details: { ...owner, address: { country: 'US', postal_code: '94103' } },
  });
  await stripe.paymentMethods.attach(card.id, { customer: customer.id });
  return { price: price.id, customer: customer.id };
}
