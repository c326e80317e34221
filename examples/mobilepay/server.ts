import Stripe from 'stripe';
import { type Running, serve } from '../shared/serve.ts';
import { type FlorinAt, openShop, readPage, thanksPage } from '../shared/shop.ts';

const PAGE = new URL('page/', import.meta.url);

const PRICE = { amount: 1099, currency: 'dkk' } as const;

/** A MobilePay payment: the customer approves it on MobilePay's page, and a webhook notifies the shop. */
export async function startMobilepay(florin: FlorinAt, port: number): Promise<Running> {
  const { hostname, port: florinPort } = new URL(florin.url);
  const stripe = new Stripe(florin.secretKey, { protocol: 'http', host: hostname, port: florinPort });
  const { app, orders } = openShop(PAGE, florin);
  const page = { florin: florin.url, publishableKey: florin.publishableKey };
  const payPage = readPage(PAGE, 'pay.html');
  const completePage = readPage(PAGE, 'complete.html');
  const paid = new Set<string>();

  app.get('/orders/:order', (context) => {
    const order = orders.check(context.req.param('order'));
    return context.html(paid.has(order) ? thanksPage({ order }) : payPage({ ...page, order }));
  });

  app.get('/orders/:order/complete', (context) => {
    const order = orders.check(context.req.param('order'));
    return context.html(completePage({ ...page, order }));
  });

  app.get('/secret', async (context) => {
    const order = orders.check(context.req.query('order'));
    const intent = await stripe.paymentIntents.create(
      {
        ...PRICE,
        allowed_payment_method_types: ['mobilepay'],
        payment_method_data: { type: 'mobilepay' },
        metadata: { order },
      },
      // The idempotency key gives an order one PaymentIntent, which succeeds once.
      { idempotencyKey: order },
    );
    return context.json({ client_secret: intent.client_secret });
  });

  // The customer may never return to the shop; the event arrives anyway.
  app.post('/webhook', async (context) => {
    const signature = context.req.header('stripe-signature') ?? '';
    const event = stripe.webhooks.constructEvent(await context.req.text(), signature, webhook.secret ?? '');
    const { order } = event.type === 'payment_intent.succeeded' ? event.data.object.metadata : {};
    if (order !== undefined) paid.add(order);
    return context.json({ received: true });
  });

  const running = await serve(app, port);
  const webhook = await stripe.webhookEndpoints.create({
    url: `${running.url}/webhook`,
    enabled_events: ['payment_intent.succeeded'],
  });
  return running;
}
