import { fileURLToPath } from 'node:url';
import Stripe from 'stripe';
import { build, type Rolldown } from 'vite';
import { type Running, serve } from '../shared/serve.ts';
import { type FlorinAt, openShop } from '../shared/shop.ts';

const PAGE = new URL('page/', import.meta.url);

const PRICE = { amount: 4900, currency: 'dkk' } as const;

/** The Payment Element in a React page: cards and MobilePay, confirmed in the browser. */
export async function startReact(florin: FlorinAt, port: number): Promise<Running> {
  const { hostname, port: florinPort } = new URL(florin.url);
  const stripe = new Stripe(florin.secretKey, { protocol: 'http', host: hostname, port: florinPort });
  const { app, orders } = openShop(PAGE, florin);
  const files = await buildPage(florin);

  app.post('/create-payment-intent', async (context) => {
    const body: { order?: unknown } = await context.req.json();
    const order = orders.check(body.order);
    const intent = await stripe.paymentIntents.create(
      { ...PRICE, automatic_payment_methods: { enabled: true }, metadata: { order } },
      // The idempotency key gives an order one PaymentIntent, which succeeds once.
      { idempotencyKey: order },
    );
    return context.json({ clientSecret: intent.client_secret });
  });

  // The page decides what to show at an address.
  for (const path of ['/orders/:order', '/orders/:order/complete']) {
    app.get(path, (context) => {
      orders.check(context.req.param('order'));
      return context.html(files.get('index.html') ?? '');
    });
  }
  app.get('/assets/:name', (context) => {
    const content = files.get(`assets/${context.req.param('name')}`);
    if (content === undefined) return context.notFound();
    return context.body(content, 200, { 'content-type': 'text/javascript; charset=utf-8' });
  });

  return serve(app, port);
}

/** Builds the page for this Florin server with Vite; the files stay in memory, by name. */
async function buildPage(florin: FlorinAt): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
    define: {
      'import.meta.env.VITE_FLORIN': JSON.stringify(florin.url),
      'import.meta.env.VITE_PUBLISHABLE_KEY': JSON.stringify(florin.publishableKey),
    },
    build: { write: false },
  });
  const { output } = built as Rolldown.RolldownOutput;
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
}
