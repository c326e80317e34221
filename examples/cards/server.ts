import Stripe from 'stripe';
import { type Running, serve } from '../shared/serve.ts';
import { type FlorinAt, openShop, readPage, thanksPage } from '../shared/shop.ts';

const PAGE = new URL('page/', import.meta.url);

/** The server sets the price, never the page. */
const PRICE = { amount: 1099, currency: 'usd' } as const;

/** The state of an order's payment. */
interface Payment {
  paid: boolean;
  declines: number;
  /** A charge whose outcome is unknown. */
  begun?: { readonly key: string; readonly card: string } | undefined;
  /** The charge in progress. Concurrent requests (for example, a double click or another tab) share its result. */
  running?: Promise<Answer> | undefined;
}

type Answer = { readonly success: true } | { readonly error: string };

/** Card payments without bank authentication: cards that need it are declined. */
export function startCards(florin: FlorinAt, port: number): Promise<Running> {
  const { hostname, port: florinPort } = new URL(florin.url);
  const stripe = new Stripe(florin.secretKey, { protocol: 'http', host: hostname, port: florinPort });
  const { app, orders } = openShop(PAGE, florin);
  const payPage = readPage(PAGE, 'pay.html');
  const payments = new Map<string, Payment>();

  function paymentOf(order: string): Payment {
    const payment = payments.get(order) ?? { paid: false, declines: 0 };
    payments.set(order, payment);
    return payment;
  }

  /**
   * Charges a card for an order. A charge whose answer was lost is repeated under its idempotency key, so it is not
   * made twice.
   */
  async function charge(order: string, card: string): Promise<Answer> {
    const payment = paymentOf(order);
    payment.begun ??= { key: `${order}-${payment.declines}`, card };
    try {
      const intent = await stripe.paymentIntents.create(
        {
          ...PRICE,
          payment_method: payment.begun.card,
          confirm: true,
          error_on_requires_action: true,
          metadata: { order },
        },
        { idempotencyKey: payment.begun.key },
      );
      if (intent.status !== 'succeeded') throw new Error(`${intent.id} is ${intent.status}`);
      payment.paid = true;
      return { success: true };
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
      payment.begun = undefined;
      payment.declines += 1;
      return { error: error.message };
    }
  }

  async function pay(order: string, card: string): Promise<Answer> {
    const { paid, begun } = paymentOf(order);
    if (paid) return { success: true };
    // Settle the outcome of the last charge before another card is tried.
    const before = begun && (await charge(order, begun.card));
    return before && 'success' in before ? before : charge(order, card);
  }

  app.get('/orders/:order', async (context) => {
    const order = orders.check(context.req.param('order'));
    const payment = paymentOf(order);
    // A reload during a charge shows its result.
    await payment.running?.catch(() => undefined);
    if (payment.paid) return context.html(thanksPage({ order }));
    return context.html(payPage({ order, florin: florin.url, publishableKey: florin.publishableKey }));
  });

  app.post('/pay', async (context) => {
    const body: { order?: unknown; payment_method_id?: unknown } = await context.req.json();
    const order = orders.check(body.order);
    const payment = paymentOf(order);
    payment.running ??= pay(order, String(body.payment_method_id)).finally(() => {
      payment.running = undefined;
    });
    return context.json(await payment.running);
  });

  return serve(app, port);
}
