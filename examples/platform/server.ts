import type { Context } from 'hono';
import Stripe from 'stripe';
import { type Running, serve } from '../shared/serve.ts';
import { type FlorinAt, openShop } from '../shared/shop.ts';
import { EVENTS, openBooks } from './books.ts';
import { openAccounts, refund, type Shop, sell } from './shops.ts';
import { platformView, shopView } from './views.ts';

const FOLDER = new URL('./', import.meta.url);

/** A platform for shops: each takes payments by itself, and the platform keeps a fee of each. */
export async function startPlatform(florin: FlorinAt, port: number): Promise<Running> {
  const { hostname, port: florinPort } = new URL(florin.url);
  const stripe = new Stripe(florin.secretKey, { protocol: 'http', host: hostname, port: florinPort });
  const { app } = openShop(FOLDER, florin, { start: '/platform' });
  const books = openBooks();
  const shops = await openAccounts(stripe);
  const shopOf = (context: Context): Shop => {
    const found = shops.find(({ path }) => path === context.req.param('shop'));
    if (!found) throw new Error(`There is no shop at ${context.req.path}.`);
    return found;
  };
  const pageOf = ({ path }: Shop) => `${running.url}/shops/${path}`;

  app.get('/platform', async (context) => {
    const fees = await stripe.applicationFees.list({ limit: 100 });
    return context.html(platformView(shops, fees.data));
  });

  app.get('/shops/:shop', async (context) => {
    const shop = shopOf(context);
    const own = { stripeAccount: shop.account };
    const [account, balance, payouts] = await Promise.all([
      stripe.accounts.retrieve(shop.account),
      stripe.balance.retrieve({}, own),
      stripe.payouts.list({ limit: 10 }, own),
    ]);
    return context.html(shopView({ shop, account, balance, orders: books.of(shop), payouts: payouts.data }));
  });

  // A link is opened once, by the owner of the account; a used one leads back here and to a new one.
  app.on(['GET', 'POST'], '/shops/:shop/onboarding', async (context) => {
    const shop = shopOf(context);
    const { url } = await stripe.accountLinks.create({
      account: shop.account,
      refresh_url: `${pageOf(shop)}/onboarding`,
      return_url: pageOf(shop),
      type: 'account_onboarding',
    });
    return context.redirect(url, 303);
  });

  app.post('/shops/:shop/buy', async (context) => {
    const shop = shopOf(context);
    const session = await sell(stripe, shop, pageOf(shop));
    books.begin(session.id, shop);
    return context.redirect(session.url ?? '', 303);
  });

  app.post('/shops/:shop/refunds/:payment', async (context) => {
    const shop = shopOf(context);
    await refund(stripe, shop, context.req.param('payment'));
    return context.redirect(pageOf(shop), 303);
  });

  app.post('/webhook', async (context) => {
    const signature = context.req.header('stripe-signature') ?? '';
    books.receive(stripe.webhooks.constructEvent(await context.req.text(), signature, webhook.secret ?? ''));
    return context.json({ received: true });
  });

  const running = await serve(app, port);
  const webhook = await stripe.webhookEndpoints.create({
    url: `${running.url}/webhook`,
    enabled_events: [...EVENTS],
    // News of the connected accounts, instead of the platform's own.
    connect: true,
  });
  return { url: `${running.url}/platform`, close: running.close };
}
