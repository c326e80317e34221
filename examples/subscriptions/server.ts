import Stripe from 'stripe';
import { type Running, serve } from '../shared/serve.ts';
import { type FlorinAt, openShop } from '../shared/shop.ts';
import { askForCard, chargeTo, openBank, pass, subscribe } from './bank.ts';
import { readerView } from './views.ts';

const FOLDER = new URL('./', import.meta.url);

/** An image bank that is paid monthly by Korean card, and a reader whose time passes at a click. */
export async function startSubscriptions(florin: FlorinAt, port: number): Promise<Running> {
  const { hostname, port: florinPort } = new URL(florin.url);
  const stripe = new Stripe(florin.secretKey, { protocol: 'http', host: hostname, port: florinPort });
  const { app } = openShop(FOLDER, florin, { start: '/reader' });
  const bank = await openBank(stripe);

  app.get('/reader', async (context) => {
    const of = { customer: bank.customer, limit: 100 };
    const [clock, subscriptions, invoices] = await Promise.all([
      stripe.testHelpers.testClocks.retrieve(bank.clock),
      stripe.subscriptions.list({ ...of, status: 'all' }),
      stripe.invoices.list(of),
    ]);
    const [subscription] = subscriptions.data;
    return context.html(readerView({ now: clock.frozen_time, subscription, invoices: invoices.data }));
  });

  app.post('/subscribe', async (context) => {
    const payer = { ip_address: '127.0.0.1', user_agent: context.req.header('user-agent') ?? 'unknown' };
    return context.redirect(await askForCard(stripe, bank, `${running.url}/subscribed`, payer), 303);
  });

  app.get('/subscribed', async (context) => {
    await subscribe(stripe, bank, context.req.query('setup_intent') ?? '');
    return context.redirect('/reader', 303);
  });

  app.post('/portal', async (context) => {
    const { url } = await stripe.billingPortal.sessions.create({
      customer: bank.customer,
      configuration: bank.portal,
      return_url: `${running.url}/reader`,
    });
    return context.redirect(url, 303);
  });

  app.post('/card/:which{empty|korean}', async (context) => {
    await chargeTo(stripe, bank, context.req.param('which') === 'empty' ? 'empty' : 'korean');
    return context.redirect('/reader', 303);
  });

  app.post('/time/:span{week|month|year}', async (context) => {
    const [months, days] = { week: [0, 7], month: [1, 0], year: [12, 0] }[context.req.param('span')] ?? [0, 0];
    await pass(stripe, bank, months ?? 0, days ?? 0);
    return context.redirect('/reader', 303);
  });

  const running = await serve(app, port);
  return { url: `${running.url}/reader`, close: running.close };
}
